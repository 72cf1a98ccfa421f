import { signUp } from './support/people.ts';
import { expect, passesAxe, test } from './support/test.ts';

for (const script of [true, false]) {
  test.describe(script ? 'with script' : 'without script', () => {
    test.use({ javaScriptEnabled: script });

    test('a company signs up and finds itself at home', async ({ page }) => {
      const look = async () => {
        if (script) await passesAxe(page);
      };
      const slug = await signUp(page, { name: 'Ana Lindqvist', address: `ana@${script ? 'fjord' : 'globex'}.example`, script, look });
      await expect(page.getByRole('heading', { level: 1 })).toContainText('Ana Lindqvist');
      for (const path of ['', '/members', '/roles']) {
        await page.goto(`/o/${slug}${path}`);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await look();
      }
      const answer = await page.goto('/o/somebody-elses');
      expect(answer?.status()).toBe(404);
    });
  });
}
