import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { typeAddresses } from './support/colleagues.ts';
import { mail } from './support/mailbox.ts';
import { demo, signIn, signUp } from './support/people.ts';
import { expect, test } from './support/test.ts';

/** The README's pictures: `make screenshots` puts them where they are kept, every other run beside its results. */
const shoot = async (page: Page, name: string) => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(process.env.PORTICO_SCREENSHOTS ?? test.info().outputDir, `${name}.png`), animations: 'disabled' });
};

test.use({ viewport: { width: 1280, height: 800 } });

test('the house as it looks by day and by night', async ({ page }) => {
  await signIn(page, demo.ana);
  await page.goto('/o/acme');
  await shoot(page, 'home');
  await page.goto('/o/acme/members/invitations');
  await shoot(page, 'invitations');
  await page.goto('/o/acme/connections');
  await page.getByRole('main').getByRole('link', { name: 'Okta' }).first().click();
  await shoot(page, 'connection');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/o/acme/activity');
  await shoot(page, 'activity');
});

test('four hundred people', async ({ page }) => {
  await signIn(page, demo.margaret);
  await page.goto('/o/meridian/members');
  await shoot(page, 'members');
});

test('an invitation as it is met on a phone', async ({ page, somebody }) => {
  const slug = await signUp(page, { name: 'Ana Lindqvist', address: 'ana@hollyhock.example' });
  await page.goto(`/o/${slug}/members/invite`);
  await typeAddresses(page, 'bo.nakamura@hollyhock.example');
  await page.getByLabel('Message').fill('We moved the shipment plans here. See you on Monday!');
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(page.getByRole('status')).toBeVisible();
  const phone = await somebody({ viewport: { width: 390, height: 800 } });
  await phone.goto((await mail(phone, 'bo.nakamura@hollyhock.example')).link);
  await shoot(phone, 'invitation');
});
