import type { Locator, Page } from '@playwright/test';
import { mail } from './support/mailbox.ts';
import { PASSWORD, demo, signIn } from './support/people.ts';
import { expect, passesAxe, test } from './support/test.ts';

/** Goes on by Tab until that has the focus. */
async function tabTo(page: Page, target: Locator) {
  await expect(target).toBeVisible();
  for (let steps = 0; steps < 60; steps++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${target} is not reached by Tab on ${page.url()}`);
}

async function type(page: Page, field: Locator, text: string) {
  await tabTo(page, field);
  await page.keyboard.type(text);
}

async function press(page: Page, target: Locator) {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

/** Opens "Go to", which is the script's. */
async function goTo(page: Page) {
  await page.waitForLoadState();
  await page.keyboard.press('Control+k');
}

/** Name, password and terms, at sign-up as at an invitation. */
async function introduce(page: Page, name: string, onward: string | RegExp) {
  await type(page, page.getByLabel(/name/i).first(), name);
  await type(page, page.locator('input[name=password]'), PASSWORD);
  await tabTo(page, page.getByRole('checkbox'));
  await page.keyboard.press('Space');
  await press(page, page.getByRole('button', { name: onward }));
}

test('a company signs up, invites a colleague, and they come in, without a mouse', async ({ page, somebody }) => {
  test.slow();
  const [ana, bo] = ['ana@keys-only.example', 'bo@keys-only-too.example'];
  await page.goto('/sign-up');
  await type(page, page.getByRole('textbox').first(), ana);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/sign-up/code');
  await page.waitForLoadState(); // the last digit sends it by script
  await type(page, page.locator('input[name=code]'), (await mail(page, ana)).code);
  await expect(page).toHaveURL('/sign-up/you');
  await introduce(page, 'Ana Lindqvist', 'Continue');
  await expect(page).toHaveURL('/sign-up/organization');
  await press(page, page.getByRole('button', { name: 'Create the organisation' }));
  await expect(page).toHaveURL('/o/keys-only');

  await press(page, page.getByRole('main').getByRole('link', { name: /invite/i }).first());
  await expect(page).toHaveURL('/o/keys-only/members/invite');
  await page.locator('#addresses-sent').waitFor({ state: 'attached' }); // the chips have taken the text area's place
  await type(page, page.getByRole('textbox', { name: 'Addresses' }), `${bo},`);
  await press(page, page.getByRole('button', { name: 'Invite', exact: true }));
  await expect(page).toHaveURL('/o/keys-only/members/invitations');

  const invited = await somebody();
  await invited.goto((await mail(page, bo)).link);
  await introduce(invited, 'Bo Nakamura', /^(Join|Create|Accept)/);
  await expect(invited).toHaveURL('/o/keys-only');
});

test('a few letters lead anywhere in the house, and to a member', async ({ page }) => {
  await signIn(page, demo.margaret);
  await page.goto('/o/meridian');
  await goTo(page);
  const palette = page.getByRole('dialog', { name: 'Go to' });
  await expect(palette.getByRole('searchbox')).toBeFocused();
  await passesAxe(page);
  await page.keyboard.type('activ');
  await expect(palette.getByRole('link')).toHaveText(['Activity', /activ$/]);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/o/meridian/activity');

  await goTo(page);
  await page.keyboard.type('abena müller');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: 'Abena Müller' })).toBeVisible();
  await goTo(page);
  await page.keyboard.type('somewhere');
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();
});
