import { invite, join } from './support/colleagues.ts';
import { signUp } from './support/people.ts';
import { expect, passesAxe, test } from './support/test.ts';

test('what an owner changes is in the record, and an owner goes once there is another', async ({ page, somebody }) => {
  test.slow();
  const slug = await signUp(page, { name: 'Ana Lindqvist', address: 'ana@handing-over.example' });
  await invite(page, slug, ['bo@handing-over.example']);
  await join(await somebody(), slug, 'Bo Nakamura', 'bo@handing-over.example');

  await page.goto(`/o/${slug}/settings`);
  await page.getByLabel('Name of the organisation').fill('Handed Over');
  await page.getByLabel('Name of the organisation').press('Enter');
  await expect(page.getByRole('status').first()).toHaveText('The organisation is now called Handed Over.');

  await page.goto(`/o/${slug}/leave`);
  await expect(page.getByRole('main')).toContainText('You are the only owner');
  await passesAxe(page);
  await page.getByRole('link', { name: 'Choose an owner' }).click();
  await page.getByRole('link', { name: 'Bo Nakamura' }).click();
  await page.getByRole('button', { name: 'Change roles' }).click();
  await page.getByRole('dialog').getByLabel('Owner').check();
  await page.getByRole('dialog').getByRole('button', { name: /roles/ }).click();
  await expect(page.getByRole('status').first()).toContainText('Bo Nakamura');

  await page.goto(`/o/${slug}/activity`);
  await page.getByRole('searchbox').fill('bo');
  await page.getByRole('searchbox').press('Enter');
  await expect(page).toHaveURL(/[?&]q=bo/);
  await expect(page.getByRole('main')).toContainText('changed the roles of Bo Nakamura');
  await expect(page.getByRole('main')).not.toContainText('renamed the organisation');
  await passesAxe(page);
  await page.getByRole('button', { name: 'Export' }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV, for spreadsheets' }).click();
  expect((await downloading).suggestedFilename()).toMatch(/\.csv$/);
  await page.goto(`/o/${slug}/activity`);
  await expect(page.getByRole('main'), 'that is recorded, too').toContainText('exported the activity');

  await page.goto(`/o/${slug}/leave`);
  await page.getByRole('button', { name: 'Leave the organisation' }).click();
  await expect(page.getByRole('main')).toContainText('You have left Handed Over.');
  expect((await page.goto(`/o/${slug}`))?.status()).toBe(404);
});
