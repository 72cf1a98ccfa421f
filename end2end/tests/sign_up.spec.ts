import { mail } from './support/mailbox.ts';
import { send, signUp } from './support/people.ts';
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

test('in a crowded network the browser does its sum, and nobody is kept', async ({ page }) => {
  const headers = { accept: 'text/html', 'sec-fetch-site': 'same-origin' };
  for (let guest = 0; guest < 20; guest++) {
    const begun = await page.request.post('/fn/sign-up/begin', { headers, form: { address: `guest${guest}@crowd.example` }, maxRedirects: 0 });
    expect(begun.headers()['location']).toBe('/sign-up/code');
  }
  await page.context().clearCookies();
  await page.goto('/sign-up');
  await expect(page.getByText('Your browser does a little sum')).toBeVisible();
  await page.getByRole('textbox').first().fill('ana@crowded.example');
  await send(page);
  // The wait without script would be longer than the sum, and a ticket that is sent too early is refused.
  await expect(page).toHaveURL('/sign-up/code', { timeout: 60_000 });
  expect((await mail(page, 'ana@crowded.example')).code).toMatch(/^\d{6}$/);
});

test('the web address follows the name until somebody writes their own', async ({ page }) => {
  await signUp(page, { name: 'Ana Lindqvist', address: 'ana@following.example' });
  await page.goto('/sign-up/organization');
  await expect(page.getByText('You are a member of Following')).toBeVisible();
  const [name, slug] = [page.getByLabel('Name'), page.getByLabel('Web address')];
  const begun = await slug.inputValue();
  await name.fill('Müller & Söhne');
  await expect(slug).toHaveValue('mueller-soehne');
  await name.fill('Following');
  await expect(slug, 'what was offered for the first name is offered again').toHaveValue(begun);
  await slug.fill('our-own');
  await name.fill('Something Else');
  await expect(slug).toHaveValue('our-own');
  await page.getByLabel('Time zone').fill('vienna');
  await page.getByRole('button', { name: 'Create the organisation' }).click();
  await expect(page).toHaveURL('/o/our-own');
  await page.goto('/o/our-own/settings');
  await expect(page.getByLabel('Time zone')).toHaveValue('Europe/Vienna');
});

test('whoever changes their language is answered in it', async ({ page }) => {
  await signUp(page, { name: 'Ana Lindqvist', address: 'ana@speaking.example' });
  await page.goto('/account');
  await page.locator('select[name=locale]').selectOption('de');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status')).toHaveText('Gespeichert.');
});
