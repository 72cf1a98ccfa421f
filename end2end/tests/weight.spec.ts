import type { Page } from '@playwright/test';
import { demo, signIn } from './support/people.ts';
import { expect, test } from './support/test.ts';

/** What a browser that has nothing yet loads for a page, in bytes as they travel, the font left out; and whether wasm is among it. */
async function weight(page: Page, path: string) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Network.clearBrowserCache');
  const loaded: { url: string; bytes: Promise<number> }[] = [];
  page.on('requestfinished', (request) => {
    loaded.push({ url: request.url(), bytes: request.sizes().then((sizes) => sizes.responseBodySize) });
  });
  await page.goto(path, { waitUntil: 'networkidle' });
  const counted = loaded.filter(({ url }) => !url.endsWith('.woff2'));
  const bytes = await Promise.all(counted.map((one) => one.bytes));
  return { bytes: bytes.reduce((sum, one) => sum + one, 0), wasm: counted.some(({ url }) => url.endsWith('.wasm')) };
}

test('a page of the door is at most 30 kB, and no wasm', async ({ page }) => {
  for (const path of ['/sign-up', '/sign-in', '/o/acme/sign-in']) {
    const { bytes, wasm } = await weight(page, path);
    expect(bytes, path).toBeGreaterThan(1_000);
    expect(bytes, path).toBeLessThanOrEqual(30_000);
    expect(wasm, path).toBe(false);
  }
});

test('the heaviest page of the house is at most 250 kB', async ({ page }) => {
  await signIn(page, demo.margaret);
  const { bytes, wasm } = await weight(page, '/o/meridian/members');
  expect(wasm).toBe(true);
  expect(bytes).toBeLessThanOrEqual(250_000);
});
