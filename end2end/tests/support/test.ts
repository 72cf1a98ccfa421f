import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type Browser, type Page } from '@playwright/test';
import { remember } from './coverage.ts';

/** What every story is held to: a clean console, no answer that failed unasked, and no request to any other host. */
function watch(page: Page, origin: string, elsewhere: RegExp | undefined, complaints: string[]) {
  page.on('console', (message) => {
    // What a page answers by its status the browser repeats in the console; a story says itself which it expects.
    const repeatsStatus = /the server responded with a status of 4\d\d/.test(message.text());
    // Without script nobody runs what is loaded ahead for it.
    if (/was preloaded using link preload but not used/.test(message.text())) return;
    if (['error', 'warning'].includes(message.type()) && !repeatsStatus) complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => {
    // The browser's own, also on pages without script: it left out the transition from one page to the next.
    if (!error.message.startsWith('Transition was aborted')) complaints.push(`${page.url()}: ${error.message}`);
  });
  page.on('response', (answer) => {
    if (answer.status() >= 500) complaints.push(`${answer.status()} ${answer.url()}`);
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== origin && !elsewhere?.test(url.origin)) complaints.push(`asked another host: ${request.url()}`);
  });
}

type Tidiness = {
  /** Origins that a story goes to besides the portal's: identity providers. */
  elsewhere: RegExp | undefined;
  /** Whatever a page did wrong; a story fails at its end when there is anything. */
  complaints: string[];
  /** One more person at a browser of their own. */
  somebody: (options?: Parameters<Browser['newContext']>[0]) => Promise<Page>;
};

/** An address block of its own for every test, so that they don't use up each other's limits. The server trusts this as a proxy's. */
const from = (testId: string) => {
  const sum = [...testId].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 65_536, 7);
  return { 'X-Forwarded-For': `10.${sum >> 8}.${sum & 255}.1` };
};

export const test = base.extend<Tidiness>({
  elsewhere: [undefined, { option: true }],
  extraHTTPHeaders: async ({}, use, { testId }) => use(from(testId)),
  complaints: async ({ baseURL: _ }, use) => {
    const complaints: string[] = [];
    await use(complaints);
    expect(complaints).toEqual([]);
  },
  page: async ({ page, context, baseURL, elsewhere, complaints }, use) => {
    watch(page, baseURL ?? '', elsewhere, complaints);
    context.on('page', (other) => watch(other, baseURL ?? '', elsewhere, complaints));
    await use(page);
  },
  somebody: async ({ browser, baseURL, contextOptions, extraHTTPHeaders, javaScriptEnabled, viewport, elsewhere, complaints }, use) => {
    const contexts: Awaited<ReturnType<Browser['newContext']>>[] = [];
    await use(async (options) => {
      const context = await browser.newContext({ ...contextOptions, baseURL, extraHTTPHeaders, javaScriptEnabled, viewport, ...options });
      contexts.push(context);
      context.on('page', (page) => watch(page, baseURL ?? '', elsewhere, complaints));
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },
});

/** Nothing that axe knows to be hard for somebody. Needs script, as axe is one. */
export async function passesAxe(page: Page) {
  remember(page.url());
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes[0]?.html}`)).toEqual([]);
}

export { expect };
