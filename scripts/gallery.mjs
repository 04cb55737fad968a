// Writes docs/gallery: every message in every language, as text and as a picture of its mail and letter.
import { createRequire } from 'node:module';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { indexedPng } from './gallery/indexed-png.mjs';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'docs/gallery');
const dist = (path) => import(pathToFileURL(join(root, 'apps/api/dist', path)).href);
const { chromium } = createRequire(import.meta.url)('playwright-core');
const { galleryPages, pictureHashes, pictureSources } = await dist('gallery/index.js');
const { PdfLetters } = await dist('adapters/letters/index.js');

const MAIL_WIDTH = 600;
/** An A4 page, so wide that a letter is as readable as the mail beside it. */
const LETTER = { width: 620, height: 877 };
/** The PDF viewer tells nobody when it has drawn: a page that is more than its grey and has stopped changing is there. */
const LOOKS = { everyMs: 250, atMost: 80, emptyBytes: 12_000 };
/** The sheet without the edge that the viewer draws around it. */
const SHEET = { x: 5, y: 3, width: 610, height: 865 };
const COLOURS = 16;

const scratch = mkdtempSync(join(tmpdir(), 'gallery-'));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--headless=new'] });
try {
  writePages();
  await takePictures();
} finally {
  await browser.close();
  rmSync(scratch, { recursive: true, force: true });
}

function writePages() {
  mkdirSync(join(folder, 'pictures'), { recursive: true });
  for (const [file, text] of galleryPages()) writeFileSync(join(folder, file), text);
  writeFileSync(join(folder, 'pictures.json'), `${JSON.stringify(pictureHashes(), null, 2)}\n`);
}

async function takePictures() {
  const only = process.argv[2];
  const sources = pictureSources();
  const known = new Set(sources.map(({ file }) => file));
  for (const file of readdirSync(join(folder, 'pictures'))) if (!known.has(file)) rmSync(join(folder, 'pictures', file));
  const letters = new PdfLetters();
  for (const source of sources) {
    if (only !== undefined && !source.file.includes(only)) continue;
    const mail = await pictureOfMail(source.html);
    const letter = source.letter === null ? null : await pictureOfLetter(await letters.print(source.letter));
    const picture = await sideBySide(mail, letter);
    writeFileSync(join(folder, 'pictures', source.file), picture);
    console.log(`${source.file} ${Math.round(picture.length / 1024)} kB`);
  }
}

async function pictureOfMail(html) {
  const page = await browser.newPage({ viewport: { width: MAIL_WIDTH, height: 200 } });
  await page.setContent(html);
  const picture = await page.screenshot({ fullPage: true });
  await page.close();
  return picture;
}

async function pictureOfLetter(pdf) {
  const file = join(scratch, 'letter.pdf');
  writeFileSync(file, pdf);
  const page = await browser.newPage({ viewport: LETTER });
  await page.goto(`${pathToFileURL(file).href}#toolbar=0&view=Fit`);
  const picture = await drawn(page);
  await page.close();
  return picture;
}

async function drawn(page) {
  let before = Buffer.alloc(0);
  for (let look = 0; look < LOOKS.atMost; look += 1) {
    const picture = await page.screenshot({ clip: SHEET });
    if (picture.length > LOOKS.emptyBytes && picture.equals(before)) return picture;
    before = picture;
    await page.waitForTimeout(LOOKS.everyMs);
  }
  throw new Error('the letter was never drawn');
}

/** Mail and letter beside each other, in few colours: small enough to keep with the sources. */
async function sideBySide(mail, letter) {
  const images = [mail, letter].filter((one) => one !== null).map((one) => `data:image/png;base64,${one.toString('base64')}`);
  const page = await browser.newPage();
  const { width, height, pixels } = await page.evaluate(draw, images);
  await page.close();
  return indexedPng(width, height, Buffer.from(pixels, 'base64'), COLOURS);
}

/** Runs in the browser. */
async function draw(images) {
  const pictures = await Promise.all(images.map(async (image) => createImageBitmap(await (await fetch(image)).blob())));
  const gap = 20;
  const width = pictures.reduce((sum, picture) => sum + picture.width, gap * (pictures.length - 1));
  const height = Math.max(...pictures.map((picture) => picture.height));
  const context = new OffscreenCanvas(width, height).getContext('2d');
  context.fillStyle = '#edf2f4';
  context.fillRect(0, 0, width, height);
  let x = 0;
  for (const picture of pictures) {
    context.drawImage(picture, x, 0);
    x += picture.width + gap;
  }
  const { data } = context.getImageData(0, 0, width, height);
  let text = '';
  for (let at = 0; at < data.length; at += 32_768) text += String.fromCharCode(...data.subarray(at, at + 32_768));
  return { width, height, pixels: btoa(text) };
}
