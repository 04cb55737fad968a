// People at work in a real browser, against the real system.
import { AxeBuilder } from '@axe-core/playwright';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ask, pilotSupplier } from './house/wire.ts';

const chromiumPath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const absent = existsSync(chromiumPath) ? '' : ` (skipped: no chromium at ${chromiumPath}; install the system's package to run it)`;

describe.skipIf(absent !== '')(`the portal in a real browser${absent}`, () => {
  const house = inject('house');
  const pictures = path.join(import.meta.dirname, '../reports/pictures');
  let browser: Browser;
  let key: string;

  beforeAll(async () => {
    console.log(`Pictures of the portal: ${path.resolve(pictures)}`);
    browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
    key = (await pilotSupplier(house)).apiKey;
  });
  afterAll(async () => browser?.close());

  /** A browser window of its own for somebody who signs in. */
  async function deskOf(email: string): Promise<Page> {
    const context = await browser.newContext({ bypassCSP: true, locale: 'nl-BE', viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    await page.goto(`${house.portalUrl}/login`);
    await page.fill('#email', email);
    await page.fill('#password', house.secrets['DEMO_PASSWORD'] ?? '');
    await Promise.all([page.waitForURL(`${house.portalUrl}/`), page.click('main button')]);
    return page;
  }

  async function expectNoViolations(page: Page, picture: string): Promise<void> {
    await page.screenshot({ path: path.join(pictures, `${picture}.png`), fullPage: true });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes[0]?.html}`)).toEqual([]);
  }

  it('a supplier agent sees the overview, searches an account, opens it and reads its timeline', async () => {
    const list = await ask<{ items: { id: string; reference: string; customer: { name: string } }[] }>(house, key, '/v1/accounts?limit=1');
    const [account] = list.body.items;
    if (account === undefined) throw new Error('the pilot has no account');
    await ask(house, key, '/v1/payments', { reference: account.reference.replaceAll(/\D/g, ''), amountEuro: '12.34', channel: 'terminal', paidAt: new Date().toISOString(), externalId: 'seen in the portal' });

    const page = await deskOf('agent.durme@example.org');
    await expectNoViolations(page, 'overview');
    await page.goto(`${house.portalUrl}/accounts`);
    await page.fill('#query', account.reference);
    await page.click('form[role=search] button');
    await expectNoViolations(page, 'search');
    await page.click(`main a[href="/accounts/${account.id}"]`);
    await page.waitForURL(`${house.portalUrl}/accounts/${account.id}`);
    expect(await page.textContent('h1')).toContain(account.customer.name);
    const words = await page.textContent('main');
    expect(words).toContain('12,34');
    expect(words).not.toMatch(/null|undefined|NaN/);
    await expectNoViolations(page, 'account');
    await page.goto(`${house.portalUrl}/accounts/${account.id}?show=money`);
    expect(await page.locator('.entry-payment').count()).toBeGreaterThan(0);
    expect(await page.locator('.entry-decision').count()).toBe(0);
    await page.context().close();
  });

  it('a case worker finds somebody whose supply changes soon and gives a support credit with a reason', async () => {
    const accountId = await someoneInNeed();
    const page = await deskOf('ocmw.zele@example.org');
    await expectNoViolations(page, 'cases');
    await page.click(`main h3 a[href="/people/${accountId}"]`);
    await page.waitForURL(`${house.portalUrl}/people/${accountId}`);
    await expectNoViolations(page, 'person');
    await page.goto(`${house.portalUrl}/people/${accountId}/support`);
    await page.check('#choice-50');
    await page.fill('#reason', 'Wacht op de uitkering van deze maand');
    await expectNoViolations(page, 'support');
    await Promise.all([page.waitForURL(/\/review$/), page.click('main button')]);
    await Promise.all([page.waitForURL(/\/given$/), page.click('main button')]);
    await expectNoViolations(page, 'given');
    await page.goto(`${house.portalUrl}/people/${accountId}`);
    expect(await page.locator('.entry-grant').first().textContent()).toContain('Wacht op de uitkering van deze maand');
    await page.context().close();

    const timeline = await ask<{ items: { kind: string; data: object }[] }>(house, key, `/v1/accounts/${accountId}/timeline`);
    const grants = timeline.body.items.filter(({ kind }) => kind === 'grant');
    expect(grants).toMatchObject([{ data: { amountEuro: '50.00', reason: 'Wacht op de uitkering van deze maand', by: 'Marleen Vercauteren' } }]);
  });

  /** A home without credit and with a debt, for which the OCMW of the demo login has a mandate. */
  async function someoneInNeed(): Promise<string> {
    const password = house.secrets['DEMO_PASSWORD'];
    const session = await ask<{ user: { organisation: { id: string } } }>(house, '', '/v1/sessions', { email: 'ocmw.zele@example.org', password });
    const { id: tenant } = await pilotSupplier(house);
    const made = await ask<{ accounts: { accountId: string }[] }>(house, house.secrets['SANDBOX_KEY'] ?? '', '/v1/sandbox/households', {
      tenant,
      ocmw: session.body.user.organisation.id,
      customer: { name: 'Mieke Goossens', phone: '+32460001777', language: 'nl' },
      address: { street: 'Dijk', houseNumber: '3', postcode: '9240', town: 'Zele' },
      electricity: { openingCreditEuro: '0.00', debts: { supplyEuro: '60.00' } },
      contractFrom: new Date().toISOString().slice(0, 10),
    });
    const [account] = made.body.accounts;
    if (account === undefined) throw new Error(`no home was opened: ${JSON.stringify(made.body)}`);
    return account.accountId;
  }
});
