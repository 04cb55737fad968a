import { AxeBuilder } from '@axe-core/playwright';
import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languages } from '../app/api/types.js';
import { startFakeApi, type FakeApi } from './fake-api/fake-api.js';
import { accountId } from './fake-api/made-accounts.js';
import { madeCheckoutId, madeCode, madeContact, madeHome, madeLinkSecret } from './fake-api/made-customer.js';
import { madePassword } from './fake-api/made-desk.js';
import { startPortal, type RunningPortal } from './visitor.js';

const chromiumPath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const absent = existsSync(chromiumPath) ? '' : ` (skipped: no chromium at ${chromiumPath}; install the system's package to run it)`;

const account = `/accounts/${accountId(1)}`;
const person = `/people/${accountId(3)}`;
const pagesOf = {
  'els@scheldeland.example': ['/', '/accounts', '/accounts?query=niemand', account, '/daily-runs', '/daily-runs/run-1', '/daily-runs/run-3', '/payments', '/tariffs', '/policies', '/nowhere'],
  'sofie@ocmw-zele.example': ['/', person, `${person}/support`],
};

const [electricity] = madeHome.energies;
const customerPages = [
  '/my', `/my/top-up/${electricity.id}`, `/my/top-up/${electricity.id}?other=veel`, `/my/top-up/${electricity.id}/check?amount=20.00`,
  `/my/transfer/${electricity.id}`, `/my/share/${electricity.id}`, `/paid/${madeCheckoutId}`, `/pay/${madeLinkSecret}`, '/pay/an-old-link-000000000000', '/my/sign-in',
];

describe.skipIf(absent !== '')(`accessibility in a real browser${absent}`, () => {
  let api: FakeApi;
  let portal: RunningPortal;
  let browser: Browser;

  beforeAll(async () => {
    api = await startFakeApi();
    portal = await startPortal(api.url);
    browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  });
  afterAll(async () => {
    await browser.close();
    await portal.close();
    await api.close();
  });

  async function signIn(page: Page, email: string): Promise<void> {
    await page.goto(`${portal.url}/login`);
    await page.fill('#email', email);
    await page.fill('#password', madePassword);
    await Promise.all([page.waitForURL(`${portal.url}/`), page.click('main button')]);
  }

  /** The page that refreshes itself offers to stop, which is what WCAG 2.2.1 asks; axe only sees the refresh. */
  async function violationsOf(page: Page): Promise<string[]> {
    const result = await new AxeBuilder({ page }).disableRules(page.url().endsWith('/run-1') ? ['meta-refresh'] : []).analyze();
    return result.violations.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes[0]?.html}`);
  }

  /** A page that scrolls sideways hides something; 320 px is the narrowest screen we promise. */
  const widerThanScreen = (page: Page): Promise<boolean> => page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');

  it.each(Object.entries(pagesOf))('finds nothing on the pages of %s', async (email, paths) => {
    const context = await browser.newContext({ bypassCSP: true, locale: 'nl-BE' });
    const page = await context.newPage();
    await page.goto(`${portal.url}/login`);
    const found = await violationsOf(page);
    await signIn(page, email);
    for (const path of paths) {
      await page.goto(portal.url + path);
      found.push(...(await violationsOf(page)));
    }
    await context.close();
    expect(found).toEqual([]);
  });

  async function signInAsCustomer(page: Page): Promise<void> {
    await page.goto(`${portal.url}/my`);
    await page.fill('#contact', madeContact);
    await page.click('main button');
    await page.fill('#code', madeCode);
    await Promise.all([page.waitForURL(`${portal.url}/my`), page.click('main button')]);
  }

  it('finds nothing on the pages of a customer and a helper', async () => {
    const context = await browser.newContext({ bypassCSP: true, locale: 'nl-BE' });
    const page = await context.newPage();
    await signInAsCustomer(page);
    const found: string[] = [];
    for (const path of customerPages) {
      await page.goto(portal.url + path);
      found.push(...(await violationsOf(page)));
    }
    await page.goto(`${portal.url}/my/share/${electricity.id}`);
    await page.click('main form button');
    found.push(...(await violationsOf(page)));
    await context.close();
    expect(found).toEqual([]);
  });

  it.each(languages)('fits every page of a customer on 320 px in %s, with targets of at least 24 px', async (language) => {
    const context = await browser.newContext({ viewport: { width: 320, height: 640 }, javaScriptEnabled: false });
    const page = await context.newPage();
    await signInAsCustomer(page);
    await page.click(`button[value=${language}]`);
    const wrong: string[] = [];
    for (const path of customerPages) {
      await page.goto(portal.url + path);
      if (await widerThanScreen(page)) wrong.push(`${path} is wider than the screen`);
      const heights = await page.locator('main a, main button').evaluateAll((nodes) => nodes.map((node) => node.getBoundingClientRect().height));
      if (heights.some((height) => height < 24)) wrong.push(`${path} has a target of ${Math.min(...heights)} px`);
    }
    await context.close();
    expect(wrong).toEqual([]);
  });

  it.each(languages)('fits every page on 320 px in %s', async (language) => {
    const context = await browser.newContext({ viewport: { width: 320, height: 640 }, javaScriptEnabled: false });
    const page = await context.newPage();
    const wide: string[] = [];
    for (const [email, paths] of Object.entries(pagesOf)) {
      await signIn(page, email);
      await page.click(`button[value=${language}]`);
      for (const path of paths) {
        await page.goto(portal.url + path);
        if (await widerThanScreen(page)) wide.push(path);
      }
    }
    await context.close();
    expect(wide).toEqual([]);
  });

  it('lets a case worker give a support credit without scripts, and Back and reload book it once', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'nl-BE' });
    const page = await context.newPage();
    await signIn(page, 'sofie@ocmw-zele.example');
    await page.goto(`${portal.url}${person}/support`);
    await page.check('#choice-20');
    await page.fill('#reason', 'Twee kleine kinderen thuis');
    await page.click('main button');
    await page.waitForURL(/\/review$/);
    await page.click('main button');
    await page.waitForURL(/\/given$/);
    await page.goBack();
    await page.waitForURL(/\/given$/);
    await page.reload();
    const keys = api.seen.filter(({ path }) => path === '/v1/grants').map(({ idempotencyKey }) => idempotencyKey);
    expect(keys).toHaveLength(1);
    await context.close();
  });
});
