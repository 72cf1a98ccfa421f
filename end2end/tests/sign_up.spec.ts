import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

/** The newest code mailed to that address, from the development mailbox. */
async function code(page: Page, address: string): Promise<string> {
  const mailbox = await page.context().newPage();
  const letter = mailbox.getByRole('row').getByRole('link').first();
  await expect(async () => {
    await mailbox.goto(`/dev/mailbox?to=${encodeURIComponent(address)}`);
    await expect(letter).toBeVisible({ timeout: 500 });
  }).toPass();
  const id = (await letter.getAttribute('href')) ?? '';
  await mailbox.goto(`${id}/html`);
  const digits = (await mailbox.locator('body').innerText()).match(/^\d{6}$/m)?.[0];
  await mailbox.close();
  return digits ?? '';
}

async function passesAxe(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with script' : 'without script', () => {
    test.use({ javaScriptEnabled });

    test('a company signs up and finds itself at home', async ({ page }) => {
      const company = javaScriptEnabled ? 'acme' : 'globex';
      const address = `ana@${company}.example`;
      await page.goto('/sign-up');
      if (javaScriptEnabled) await passesAxe(page);
      await page.getByRole('textbox').first().fill(address);
      await page.locator('main form button').first().click();
      await expect(page).toHaveURL('/sign-up/code');
      await page.locator('input[name=code]').fill(await code(page, address));
      if (!javaScriptEnabled) await page.locator('main form button').first().click();
      await expect(page).toHaveURL('/sign-up/you');
      if (javaScriptEnabled) await passesAxe(page);
      await page.getByLabel('Name').fill('Ana Lindqvist');
      await page.locator('input[name=password]').fill('quiet harbour lantern seven');
      await page.getByRole('checkbox').check();
      await page.getByRole('button', { name: 'Continue' }).click();
      await expect(page).toHaveURL('/sign-up/organization');
      if (javaScriptEnabled) await passesAxe(page);
      await expect(page.locator('input[name=slug]')).toHaveValue(company);
      await page.getByRole('button', { name: 'Create the organisation' }).click();
      await expect(page).toHaveURL(`/o/${company}`);
      await expect(page.getByRole('heading', { level: 1 })).toContainText('Ana Lindqvist');
      for (const path of [`/o/${company}`, `/o/${company}/members`, `/o/${company}/roles`]) {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        if (javaScriptEnabled) await passesAxe(page);
      }
      const answer = await page.goto('/o/somebody-elses');
      expect(answer?.status()).toBe(404);
    });
  });
}
