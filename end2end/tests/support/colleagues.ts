import { expect, type Page } from '@playwright/test';
import { mail } from './mailbox.ts';
import { PASSWORD, send } from './people.ts';

/** Types into the field for addresses. When the chips wake just then they take its place, and the try is made again. */
export async function typeAddresses(page: Page, text: string) {
  await expect(() => page.getByRole('textbox', { name: 'Addresses' }).fill(text, { timeout: 1000 })).toPass();
}

/** Invites these addresses, as members. */
export async function invite(page: Page, slug: string, addresses: string[]) {
  await page.goto(`/o/${slug}/members/invite`);
  await typeAddresses(page, addresses.join(', '));
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(page).toHaveURL(`/o/${slug}/members/invitations`);
}

/** Comes in by the newest mail to that address, as somebody new. */
export async function join(page: Page, slug: string, name: string, address: string) {
  await page.goto((await mail(page, address)).link);
  await page.getByLabel('Name').fill(name);
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.getByRole('checkbox').check();
  await send(page);
  await expect(page).toHaveURL(`/o/${slug}`);
}
