import { expect, type Page } from '@playwright/test';
import { send } from './people.ts';

/** Where the practice provider of these tests is: another site than the portal (docs/ARCHITECTURE.md). */
export const PRACTICE = 'http://localhost:3101';

/** A domain of the organisation, added and proven in the zone that a development portal plays. */
export async function proveDomain(page: Page, slug: string, domain: string) {
  await page.goto(`/o/${slug}/domains/add`);
  await page.getByLabel('Domains').fill(domain);
  await page.getByRole('button', { name: 'Add domains' }).click();
  await page.getByRole('button', { name: 'Publish the record' }).click();
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect(page.getByRole('status').first()).toContainText('The domain is yours');
}

/** Begins a connection and goes as far as where values are exchanged; answers its address. */
export async function beginConnection(page: Page, slug: string, provider: string, protocol?: string): Promise<string> {
  await page.goto(`/o/${slug}/connections`);
  await page.getByRole('link', { name: 'Connect an identity provider' }).first().click();
  await page.getByRole('main').getByRole('link', { name: new RegExp(`^\\W*\\w*\\W*${provider}`) }).first().click();
  if (protocol) await page.locator(`input[name=protocol][value=${protocol}]`).check();
  // A provider without a name is called something by whoever connects it.
  const name = page.locator('input[name=name]');
  if (!(await name.inputValue())) await name.fill('Our provider');
  await page.getByRole('button', { name: 'Begin' }).click();
  await expect(page).toHaveURL(/\/domains$/);
  const connection = new URL(page.url()).pathname.replace(/\/domains$/, '');
  for (const box of await page.locator('input[name="domains[]"]').all()) await box.check();
  await onward(page);
  await expect(page).toHaveURL(`${connection}/create-app`);
  await onward(page);
  await expect(page).toHaveURL(`${connection}/exchange`);
  return connection;
}

/** The step's own way on. */
export async function onward(page: Page) {
  await page.locator('main form button[name=go_on], main form:has(input[name=step]) button').last().click();
}

/** Gives the provider's metadata address, or metadata itself. */
export async function bringMetadata(page: Page, text: string) {
  await page.locator('textarea[name=text]').fill(text);
  await page.getByRole('button', { name: 'Read', exact: true }).click();
  await expect(page.getByRole('status').first()).toContainText('Read:');
}

/** Runs a test in another tab, as this person of the provider, with a fault if one is named; ends on the result. */
export async function tryOut(page: Page, connection: string, as: (tab: Page) => Promise<void>) {
  await page.goto(`${connection}/test`);
  const opening = page.context().waitForEvent('page');
  await page.getByRole('button', { name: /^(Start a test|Test again)$/ }).first().click();
  const tab = await opening;
  await tab.getByRole('link', { name: 'Continue' }).click();
  await as(tab);
  await expect(tab).toHaveURL('/sso/test-done');
  await tab.close();
}

/** Chooses somebody at the practice provider. */
export function practised(name: string, fault?: string) {
  return async (tab: Page) => {
    if (fault) await tab.locator('select[name=fault]').selectOption(fault);
    await tab.getByRole('button', { name: new RegExp(name) }).click();
  };
}

/** Gives the people of a practice provider addresses at this domain. */
export async function practiseAt(page: Page, place: string, domain: string) {
  await page.goto(`${PRACTICE}${place}people`);
  await page.locator('input[name=domain]').fill(domain);
  await page.locator('form:has(input[name=domain]) button').first().click();
}

/** From a test that passed to people who may come. */
export async function activate(page: Page, connection: string) {
  await page.goto(`${connection}/activate`);
  await page.getByRole('button', { name: /^Activate/ }).click();
  await expect(page.getByRole('status').first()).toContainText('is active');
}

/** Comes in by the connection's own address, as a link or tile would. */
export async function comeBy(page: Page, start: string, as: (tab: Page) => Promise<void>) {
  await page.goto(start);
  await as(page);
}

export { send };
