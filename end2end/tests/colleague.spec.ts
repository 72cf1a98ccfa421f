import { typeAddresses } from './support/colleagues.ts';
import { mail } from './support/mailbox.ts';
import { PASSWORD, send, signUp } from './support/people.ts';
import { expect, passesAxe, test } from './support/test.ts';

/** The story that Portico is for, as each of these would live it. */
const tellings = [
  { name: 'at a desk', company: 'kestrel', script: true, viewport: { width: 1280, height: 860 } },
  { name: 'on a phone', company: 'plover', script: true, viewport: { width: 390, height: 844 } },
  { name: 'without script', company: 'dunlin', script: false, viewport: { width: 1280, height: 860 } },
];

for (const { name, company, script, viewport } of tellings) {
  test.describe(name, () => {
    test.use({ javaScriptEnabled: script, viewport });

    test('a company signs up, invites a colleague, and they work there', async ({ page, somebody }) => {
      test.slow();
      const bo = `bo.nakamura@${company}.example`;
      const slug = await signUp(page, { name: 'Ana Lindqvist', address: `ana@${company}.example`, script });

      // Home says what is next, and leads there.
      await page.getByRole('link', { name: 'Invite people' }).first().click();
      await expect(page).toHaveURL(`/o/${slug}/members/invite`);
      await typeAddresses(page, bo);
      await page.getByRole('button', { name: 'Invite', exact: true }).click();
      await expect(page).toHaveURL(`/o/${slug}/members/invitations`);

      const invited = await somebody();
      const { subject, text, link } = await mail(invited, bo);
      expect(subject).toContain('Ana Lindqvist');
      expect(text.toLowerCase()).toContain(company);

      // A scanner that opens the link first takes nothing from anybody.
      for (let opened = 0; opened < 3; opened++) await (await somebody()).goto(link);
      await invited.goto(link);
      expect(invited.url()).not.toContain(link);
      await expect(invited.getByRole('main')).toContainText('Ana Lindqvist');
      await expect(invited.getByRole('main')).toContainText('Member');
      if (script) await passesAxe(invited);
      await invited.getByLabel('Name').fill('Bo Nakamura');
      await invited.locator('input[name=password]').fill(PASSWORD);
      await invited.getByRole('checkbox').check();
      await send(invited);
      await expect(invited).toHaveURL(`/o/${slug}`);
      await expect(invited.getByRole('heading', { level: 1 })).toContainText('Bo Nakamura');

      // Each sees the other; what a member may not do isn't there.
      await invited.goto(`/o/${slug}/members`);
      expect((await invited.goto(`/o/${slug}/settings`))?.status()).toBe(403);
      await page.goto(`/o/${slug}/members`);
      await expect(page.getByRole('row', { name: bo })).toContainText('Bo Nakamura');

      // The link is spent, and says so kindly.
      const late = await somebody();
      await late.goto(link);
      await expect(late.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(late.locator('input[name=password]')).toHaveCount(0);
    });
  });
}
