import { typeAddresses } from './support/colleagues.ts';
import { mail } from './support/mailbox.ts';
import { signUp } from './support/people.ts';
import { expect, passesAxe, test } from './support/test.ts';

/** As a spreadsheet saves it: one is new, one was invited a minute ago, one is no address, one has a role of its own. */
const LIST = `E-mail,First name,Last name,Role
cy@partner.example,Cy,Adeyemi,Auditor
bo@partner.example,Bo,Nakamura,
not an address,Di,Kaya,
eva@partner.example,Eva,Roth,
`;

for (const script of [true, false]) {
  test.describe(script ? 'with script' : 'without script', () => {
    test.use({ javaScriptEnabled: script });

    test('three people are invited by paste, and more by a file that is looked over first', async ({ page }) => {
      const look = async () => {
        if (script) await passesAxe(page);
      };
      const slug = await signUp(page, { name: 'Ana Lindqvist', address: `ana@${script ? 'inviting' : 'plainly-inviting'}.example`, script });
      const own = (name: string) => `${name}@${script ? 'partner' : 'plain-partner'}.example`;

      await page.goto(`/o/${slug}/members`);
      await page.getByRole('link', { name: 'Invite people' }).click();
      await expect(page).toHaveURL(`/o/${slug}/members/invite`);
      await look();
      // What is wrong comes back with everything that was typed.
      await typeAddresses(page, `Bo Nakamura <${own('bo')}>, ${own('fay')}; ${own('gus')}`);
      await page.getByLabel('Auditor').check();
      await page.getByLabel('Message').fill('Join us at www.acme.example');
      await page.getByRole('button', { name: 'Invite', exact: true }).click();
      await expect(page.getByRole('alert').first()).toContainText('web addresses');
      await expect(page.locator('textarea[name=addresses]')).toHaveValue(new RegExp(own('gus')));
      await expect(page.getByLabel('Auditor')).toBeChecked();
      await look();
      await page.getByLabel('Message').fill('See you on Monday!');
      await page.getByRole('button', { name: 'Invite', exact: true }).click();
      await expect(page).toHaveURL(`/o/${slug}/members/invitations`);
      await expect(page.getByRole('status')).toHaveText('3 invitations are on their way.');
      await expect(page.getByRole('row')).toHaveCount(4);
      await look();
      expect((await mail(page, own('bo'))).text).toContain('See you on Monday!');

      await page.getByRole('link', { name: 'Invite people' }).click();
      const csv = LIST.replaceAll('@partner.example', own(''));
      await page.getByLabel('CSV file').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
      await page.getByRole('button', { name: 'Upload and look over' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Look over the list');
      const tally = page.getByRole('navigation', { name: 'What becomes of the rows' });
      await expect(tally.getByRole('link')).toHaveText(['All4', 'Will be invited2', 'Invited already1', 'No e-mail address1']);
      await look();
      await tally.getByRole('link', { name: 'No e-mail address' }).click();
      await expect(page.getByRole('row')).toHaveCount(2);
      await expect(page.getByRole('row').last()).toContainText('not an address');
      await page.getByRole('button', { name: 'Invite 2 people' }).click();
      await expect(page.getByRole('status')).toHaveText('2 invitations are on their way.');
      // Who wasn't invited is still there, with the reason.
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('What was left out');
      await expect(page.getByRole('row', { name: own('bo') })).toContainText('Invited already');
      await expect(page.getByRole('row', { name: 'not an address' })).toContainText('This isn’t one');
      await look();
      await page.getByRole('button', { name: 'Discard' }).click();
      await page.goto(`/o/${slug}/members/invitations`);
      await expect(page.getByRole('row', { name: own('cy') })).toContainText('Auditor');
      await expect(page.getByRole('row')).toHaveCount(6);

      await page.getByRole('link', { name: own('cy') }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(own('cy'));
      await look();
      await page.getByRole('link', { name: 'Withdraw…' }).click();
      await look();
      await page.getByRole('button', { name: 'Withdraw' }).click();
      await expect(page.getByRole('row', { name: own('cy') })).toHaveCount(0);
      await expect(page.getByRole('row')).toHaveCount(5);
    });
  });
}
