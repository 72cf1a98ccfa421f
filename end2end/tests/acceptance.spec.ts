import type { Page } from '@playwright/test';
import { typeAddresses } from './support/colleagues.ts';
import { mail } from './support/mailbox.ts';
import { PASSWORD, giveCode, send, signIn, signUp } from './support/people.ts';
import { expect, passesAxe, test } from './support/test.ts';

/** Invites by the page, and answers the link that the mail has. */
async function invite(page: Page, slug: string, address: string, message = ''): Promise<string> {
  await page.goto(`/o/${slug}/members/invite`);
  await typeAddresses(page, address);
  await page.locator('textarea[name=message]').fill(message);
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(page).toHaveURL(`/o/${slug}/members/invitations`);
  await page.goto(`/o/${slug}`);
  return (await mail(page, address)).link;
}

for (const script of [true, false]) {
  test.describe(script ? 'with script' : 'without script', () => {
    test.use({ javaScriptEnabled: script });

    test('a colleague opens the mail, sees who asks for what, and is at work', async ({ page, somebody }) => {
      test.slow();
      const slug = await signUp(page, { name: 'Ana Lindqvist', address: `ana@${script ? 'hosts' : 'plain-hosts'}.example`, script });
      const address = `bo@${script ? 'guests' : 'plain-guests'}.example`;
      const link = await invite(page, slug, address, 'See you on Monday!');

      const bo = await somebody();
      await bo.goto(link);
      await expect(bo).toHaveURL('/invitation');
      await expect(bo.getByRole('main')).toContainText('Ana Lindqvist asks you to join');
      for (const said of ['See you on Monday!', 'Can work in the organisation', address, 'Open until']) await expect(bo.getByRole('main')).toContainText(said);
      if (script) await passesAxe(bo);
      // A password that is too weak comes back with everything else that was typed.
      await bo.getByLabel('Your name').fill('Bo Nakamura');
      await bo.locator('input[name=password]').fill('password1');
      await bo.getByRole('checkbox').check();
      await send(bo);
      await expect(bo.getByRole('alert').first()).toContainText('guessed too soon');
      await expect(bo.getByLabel('Your name')).toHaveValue('Bo Nakamura');
      if (script) await passesAxe(bo);
      await bo.locator('input[name=password]').fill(PASSWORD);
      await send(bo);
      await expect(bo).toHaveURL(`/o/${slug}`);
      await expect(bo.getByRole('status')).toHaveText('Welcome! You’re in.');

      await page.goto(`/o/${slug}/members`);
      await expect(page.getByRole('row', { name: 'Bo Nakamura' })).toContainText('Invitation');
      // The same link again: there is nothing left to accept, and anybody else is told so.
      await bo.goto(link);
      await expect(bo.getByRole('heading', { level: 1 })).toHaveText('You’re in already');
      const eve = await somebody();
      await eve.goto(link);
      await expect(eve.getByRole('heading', { level: 1 })).toHaveText('This invitation has been accepted');
    });
  });
}

test('signed in as someone else, one sees both addresses, changes over, and nothing is spent', async ({ page, somebody }) => {
  test.slow();
  const slug = await signUp(page, { name: 'Ana Lindqvist', address: 'ana@two-accounts.example' });
  const bo = await somebody();
  await signUp(bo, { name: 'Bo Nakamura', address: 'bo@first-account.example' });
  await signUp(await somebody(), { name: 'Bo Nakamura', address: 'bo@second-account.example' });
  const link = await invite(page, slug, 'bo@second-account.example');

  await bo.goto(link);
  await expect(bo.getByRole('main')).toContainText('bo@first-account.example');
  await expect(bo.getByRole('main')).toContainText('bo@second-account.example');
  await passesAxe(bo);
  await bo.getByRole('button', { name: 'Sign out' }).click();
  await expect(bo).toHaveURL('/invitation');
  await bo.getByRole('button', { name: 'Sign in to join' }).click();
  await bo.locator('input[name=password]').fill(PASSWORD);
  await send(bo);
  await expect(bo).toHaveURL('/invitation');
  await passesAxe(bo);
  await bo.getByRole('button', { name: /^Join / }).click();
  await expect(bo).toHaveURL(`/o/${slug}`);
});

test('an invitation that is withdrawn or mistyped says so, one from the list needs no link', async ({ page, somebody }) => {
  test.slow();
  const slug = await signUp(page, { name: 'Ana Lindqvist', address: 'ana@changing-minds.example' });
  const bo = await somebody();
  await signUp(bo, { name: 'Bo Nakamura', address: 'bo@patient.example' });
  const link = await invite(page, slug, 'bo@patient.example');

  await bo.goto(`${link.slice(0, -1)}`);
  await expect(bo.getByRole('heading', { level: 1 })).toHaveText('We can’t find this invitation');
  await passesAxe(bo);
  await bo.goto('/organizations');
  await passesAxe(bo);
  await bo.getByRole('link', { name: /^See invitation to/ }).click();
  await expect(bo).toHaveURL(/\/invitations\//);
  await passesAxe(bo);

  await page.goto(`/o/${slug}/members/invitations`);
  await page.getByRole('row', { name: 'bo@patient.example' }).getByRole('button', { name: /^Actions for/ }).click();
  await page.getByRole('link', { name: 'Withdraw…' }).click();
  await page.getByRole('main').getByRole('button', { name: /^Withdraw/ }).click();
  await expect(page).toHaveURL(`/o/${slug}/members/invitations`);
  await bo.goto(link);
  await expect(bo.getByRole('heading', { level: 1 })).toHaveText('This invitation was withdrawn');
  await passesAxe(bo);
});

test('an invitation that has expired leads to a new one', async ({ page }) => {
  // Kofi of the demo was invited for a week, a month ago.
  await page.goto((await mail(page, 'kofi@acme.example')).link);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This invitation has expired');
  await passesAxe(page);
  await page.getByRole('button', { name: 'Ask for a new invitation' }).click();
  await expect(page.getByRole('main')).toContainText('We’ve asked for you');
  await passesAxe(page);
  expect((await mail(page, 'bo@acme.example')).text).toContain('kofi@acme.example');
});

test('a link handed over by other means takes a code to the address that was invited', async ({ page, somebody }) => {
  test.slow();
  const slug = await signUp(page, { name: 'Ana Lindqvist', address: 'ana@by-hand.example' });
  await invite(page, slug, 'bo@by-messenger.example');
  await page.goto(`/o/${slug}/members/invitations`);
  await page.getByRole('row', { name: 'bo@by-messenger.example' }).getByRole('button', { name: /^Actions for/ }).click();
  await page.getByRole('link', { name: /link/i }).click();
  await page.getByRole('main').getByRole('button', { name: 'Make a link' }).click();
  const link = (await page.getByRole('main').locator('code').textContent()) ?? '';
  await passesAxe(page);

  const bo = await somebody();
  await bo.goto(new URL(link).pathname);
  await expect(bo.getByRole('main')).toContainText('This link didn’t come by mail');
  await bo.getByRole('button', { name: 'Mail me a code' }).click();
  await giveCode(bo, (await mail(bo, 'bo@by-messenger.example', 2)).code);
  await expect(bo.getByLabel('Your name')).toBeVisible();
  await passesAxe(bo);
  await bo.getByLabel('Your name').fill('Bo Nakamura');
  await bo.locator('input[name=password]').fill(PASSWORD);
  await bo.getByRole('checkbox').check();
  await send(bo);
  await expect(bo).toHaveURL(`/o/${slug}`);
});

test('two tabs with two organisations never mix', async ({ page }) => {
  test.slow();
  const one = await signUp(page, { name: 'Ana Lindqvist', address: 'ana@left-hand.example' });
  await page.goto('/organizations');
  await page.getByRole('link', { name: 'Create an organisation' }).click();
  await page.getByLabel('Name').fill('Right Hand');
  await page.locator('input[name=slug]').fill('right-hand');
  await page.getByRole('button', { name: 'Create the organisation' }).click();
  await expect(page).toHaveURL('/o/right-hand');

  const other = await page.context().newPage();
  await other.goto(`/o/${one}/members/invite`);
  await page.goto('/o/right-hand/members/invite');
  // Filled in on the left, then on the right, sent the other way round.
  await typeAddresses(other, 'lea@left.example');
  await typeAddresses(page, 'rob@right.example');
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(page).toHaveURL('/o/right-hand/members/invitations');
  await other.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(other).toHaveURL(`/o/${one}/members/invitations`);
  await page.reload();
  await expect(page.getByRole('main')).toContainText('rob@right.example');
  await expect(page.getByRole('main')).not.toContainText('lea@left.example');
  await expect(other.getByRole('main')).toContainText('lea@left.example');
  await expect(other.getByRole('main')).not.toContainText('rob@right.example');
  // Nor when one of them signs out: the other is led to sign in, and back to where it was.
  await page.goto('/organizations');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL('/sign-in');
  await other.reload();
  await expect(other).toHaveURL(`/o/${one}/sign-in?next=/o/${one}/members/invitations`);
  await signIn(page, 'ana@left-hand.example', PASSWORD);
});
