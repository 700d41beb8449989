import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { withFiles } from '../cli/run-cli';

const PLACES = [process.env.CHROMIUM ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const executablePath = PLACES.find((path) => path !== '' && existsSync(path));

if (executablePath === undefined) {
  console.warn('skipped: did not find Chromium; install it, or name it in the variable CHROMIUM');
}

/** `describe`, where there is a browser. */
export const describeInBrowser: typeof describe.skip = executablePath === undefined ? describe.skip : describe;

let browser: Browser | undefined;
const pages: Page[] = [];

beforeAll(async () => {
  // What a sandbox would keep from the machine, a container does: root has none.
  if (executablePath !== undefined) browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
});
afterEach(async () => {
  for (const page of pages.splice(0)) await page.context().close();
});
afterAll(async () => browser?.close());

/** What a page did beside showing itself. */
export interface Watched {
  readonly page: Page;
  /** Addresses that it asked for. */
  readonly requests: string[];
  /** What it printed, and what it asked people. */
  readonly messages: string[];
}

/** Opens a page from a file. */
export async function open(html: string, options: BrowserContextOptions = {}, hash = ''): Promise<Watched> {
  if (browser === undefined) throw new Error('there is no browser');
  const file = join(withFiles({}), 'page.html');
  writeFileSync(file, html);
  const context = await browser.newContext({ viewport: { width: 1360, height: 900 }, ...options });
  const page = await context.newPage();
  pages.push(page);
  const watched: Watched = { page, requests: [], messages: [] };
  page.on('request', (request) => watched.requests.push(request.url()));
  page.on('console', (message) => watched.messages.push(message.text()));
  page.on('pageerror', (error) => watched.messages.push(error.message));
  page.on('dialog', (dialog) => {
    watched.messages.push(dialog.message());
    void dialog.dismiss();
  });
  await page.goto(`${pathToFileURL(file).href}${hash}`);
  await page.locator('h1').waitFor();
  return watched;
}
