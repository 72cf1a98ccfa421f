import { expect, test } from './support/test.ts';

test('the portal says that it is ready', async ({ page }) => {
  const answer = await page.goto('/readyz');
  expect(answer?.status()).toBe(200);
});

test('search engines may read the file that is for them', async ({ request }) => {
  const answer = await request.get('/robots.txt');
  expect(await answer.text()).toContain('User-agent');
});
