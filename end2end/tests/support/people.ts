import { expect, type Page } from '@playwright/test';
import { mail } from './mailbox.ts';

/** Good enough for zxcvbn, and nobody's. */
export const PASSWORD = 'quiet harbour lantern seven';

/** Presses the one button that sends the page's form: how it is done without script, and with. */
export async function send(page: Page) {
  await page.locator('main form button:not([type=button])').first().click();
}

/** Gives a code where one is asked for. With script its last digit sends it, so the script has to be there first. */
export async function giveCode(page: Page, code: string, script = true) {
  const field = page.locator('input[name=code]');
  await field.waitFor();
  await page.waitForLoadState();
  await field.fill(code);
  if (!script) await send(page);
}

/** From the first page of sign-up to an organisation of one's own. Its slug is the first part of the address's domain. */
export async function signUp(page: Page, person: { name: string; address: string; script?: boolean; look?: () => Promise<void> }) {
  const { name, address, script = true, look = async () => {} } = person;
  const slug = address.split('@')[1]?.split('.')[0] ?? '';
  await page.goto('/sign-up');
  await look();
  await page.getByRole('textbox').first().fill(address);
  await send(page);
  await expect(page).toHaveURL('/sign-up/code');
  await giveCode(page, (await mail(page, address)).code, script);
  await expect(page).toHaveURL('/sign-up/you');
  await look();
  await page.getByLabel('Name').fill(name);
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page).toHaveURL('/sign-up/organization');
  await look();
  await expect(page.locator('input[name=slug]')).toHaveValue(slug);
  await page.getByRole('button', { name: 'Create the organisation' }).click();
  await expect(page).toHaveURL(`/o/${slug}`);
  return slug;
}

/** What everybody in the demo signs in with (`portico seed`). */
const DEMO_PASSWORD = 'a quiet harbour at dawn';

/** People of the demo. Stories that change something make people of their own. */
export const demo = {
  /** Owner of acme. */
  ana: 'ana@acme.example',
  /** Member of acme. */
  dariusz: 'd.wojcik@acme.example',
  /** Administrator of hafenkontor, reads German. */
  svenja: 'svenja@hafenkontor.example',
  /** Owner of meridian, among four hundred. */
  margaret: 'margaret@meridian.example',
  /** People administrator of meridian. */
  thulani: 'thulani@meridian.example',
};

/** Signs in by password. */
export async function signIn(page: Page, address: string, password = DEMO_PASSWORD) {
  await page.goto('/sign-in');
  await page.getByRole('textbox').first().fill(address);
  await send(page);
  await page.locator('input[name=password]').fill(password);
  await send(page);
  await expect(page).not.toHaveURL(/sign-in/);
}
