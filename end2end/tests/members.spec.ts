import { invite, join } from './support/colleagues.ts';
import { signUp } from './support/people.ts';
import { expect, passesAxe, test } from './support/test.ts';

test('whoever is suspended is refused at the next request, and let in again', async ({ page, somebody }) => {
  const slug = await signUp(page, { name: 'Ana Lindqvist', address: 'ana@suspending.example' });
  await invite(page, slug, ['bo@suspending.example']);
  const bo = await somebody();
  await join(bo, slug, 'Bo Nakamura', 'bo@suspending.example');

  await page.goto(`/o/${slug}/members`);
  await page.getByRole('link', { name: 'Bo Nakamura' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bo Nakamura');
  await expect(page.getByText('Invitation from Ana Lindqvist')).toBeVisible();
  await passesAxe(page);
  await page.getByRole('button', { name: 'Suspend', exact: true }).click();
  const question = page.getByRole('dialog', { name: 'Suspend Bo Nakamura?' });
  await expect(question).toContainText('their other organisations are untouched');
  await passesAxe(page);
  await question.getByRole('button', { name: 'Suspend' }).click();
  await expect(page.getByRole('status').first()).toHaveText('Bo Nakamura is suspended.');

  expect((await bo.goto(`/o/${slug}`))?.status()).toBe(403);
  expect((await bo.goto('/account'))?.status(), 'the rest of theirs is untouched').toBe(200);

  await page.getByRole('button', { name: 'Reactivate', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Reactivate' }).click();
  await expect(page.getByRole('status').first()).toHaveText('Bo Nakamura is active again.');
  expect((await bo.goto(`/o/${slug}`))?.status()).toBe(200);
  expect((await bo.goto(`/o/${slug}/members`))?.status(), 'a member sees no list').toBe(403);
  await expect(bo.getByRole('navigation').getByRole('link', { name: 'Home' }), 'and finds the way on').toBeVisible();

  await page.goto(`/o/${slug}/members`);
  await page.getByRole('link', { name: 'Ana Lindqvist' }).click();
  await expect(page.getByText('Nobody suspends or removes themselves.')).toBeVisible();
  await page.getByRole('button', { name: 'Change roles' }).click();
  await expect(page.getByRole('dialog').getByLabel('Owner'), 'the last owner stays one').toBeDisabled();
});

for (const script of [true, false]) {
  test.describe(script ? 'with script' : 'without script', () => {
    test.use({ javaScriptEnabled: script });

    test('roles of several change at once, and each is told', async ({ page, somebody }) => {
      const domain = script ? 'several.example' : 'plainly-several.example';
      const slug = await signUp(page, { name: 'Ana Lindqvist', address: `ana@${domain}`, script });
      await invite(page, slug, [`bo@${domain}`, `cy@${domain}`]);
      for (const name of ['Bo', 'Cy']) {
        const theirs = await somebody();
        await join(theirs, slug, name, `${name.toLowerCase()}@${domain}`);
        await theirs.close();
      }

      await page.goto(`/o/${slug}/members`);
      for (const name of ['Ana Lindqvist', 'Bo', 'Cy']) await page.getByRole('checkbox', { name: `Select ${name}` }).check();
      await page.getByRole('button', { name: 'Change roles', exact: true }).click();
      const question = page.getByRole('dialog');
      await question.getByLabel('Exactly these').check();
      await question.getByLabel('Auditor').check();
      if (script) await passesAxe(page);
      await question.getByRole('button', { name: 'Change roles' }).click();

      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Change the roles of 3 people');
      // Without script the page comes anew by itself until it is done.
      await expect(page.getByText('2 of 3')).toBeVisible();
      await expect(page.getByRole('row', { name: 'Ana Lindqvist' })).toContainText('You can’t do this to yourself');
      await expect(page.getByRole('row', { name: 'Cy' })).toContainText('Done');
      if (script) await passesAxe(page);
      await page.getByRole('link', { name: 'Left as they are' }).click();
      await expect(page.getByRole('row')).toHaveCount(2);
      await page.getByRole('link', { name: 'To the members' }).click();
      await expect(page.getByRole('row', { name: 'Cy' })).toContainText('Auditor');

      await page.goto(`/o/${slug}/members?role=owner&role=auditor&status=active`);
      await expect(page.getByRole('row')).toHaveCount(4);
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Export' }).first().click();
      expect((await download).suggestedFilename()).toMatch(/^(plainly-)?several-members-[\d-]+\.csv$/);
    });

    test('a row’s menu leads to the question, and Cancel to the person', async ({ page, somebody }) => {
      const domain = script ? 'removing.example' : 'plainly-removing.example';
      const slug = await signUp(page, { name: 'Ana Lindqvist', address: `ana@${domain}`, script });
      await invite(page, slug, [`bo@${domain}`]);
      const bo = await somebody();
      await join(bo, slug, 'Bo', `bo@${domain}`);
      await page.goto(`/o/${slug}/members`);
      await page.getByRole('button', { name: 'Actions for Bo' }).click();
      await page.getByRole('link', { name: 'Remove…' }).click();
      const question = page.getByRole('dialog', { name: 'Remove Bo?' });
      await expect(question).toBeVisible();
      await question.getByRole('button', { name: 'Cancel' }).click();
      await expect(question).toBeHidden();
      await page.getByRole('button', { name: 'Remove', exact: true }).click();
      await question.getByRole('button', { name: 'Remove' }).click();
      await expect(page.getByText('Bo is removed.')).toBeVisible();
      await expect(page.getByText('No longer a member')).toBeVisible();
      expect((await bo.goto(`/o/${slug}`))?.status(), 'to them there is nothing here any more').toBe(404);
    });
  });
}

test('several are chosen on a phone, too', async ({ page, somebody }) => {
  const slug = await signUp(page, { name: 'Ana Lindqvist', address: 'ana@pocket.example' });
  await invite(page, slug, ['bo@pocket.example']);
  const bo = await somebody({ viewport: { width: 390, height: 844 }, hasTouch: true });
  await join(bo, slug, 'Bo', 'bo@pocket.example');
  // A plain member is told whom to ask.
  await expect(bo.getByRole('link', { name: 'Write to Ana Lindqvist' })).toHaveAttribute('href', 'mailto:ana@pocket.example');
  await passesAxe(bo);

  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/o/${slug}/members`);
  await page.getByRole('checkbox', { name: 'Select Bo' }).check();
  await expect(page.getByText('1 selected').first()).toBeVisible();
  await passesAxe(page);
  await page.getByRole('button', { name: 'Suspend', exact: true }).click();
  await expect(page.getByRole('dialog'), 'whoever is asked reads for how many').toContainText('1 selected');
  await page.getByRole('dialog').getByRole('button', { name: 'Suspend' }).click();
  await expect(page.getByText('All of it is done.')).toBeVisible();
});

test('the list and its acts need no mouse', async ({ page, somebody }) => {
  const slug = await signUp(page, { name: 'Ana Lindqvist', address: 'ana@keyboard.example' });
  await invite(page, slug, ['bo@keyboard.example']);
  const bo = await somebody();
  await join(bo, slug, 'Bo', 'bo@keyboard.example');
  await page.goto(`/o/${slug}/members`);
  const press = (key: string) => page.keyboard.press(key);
  const tabTo = async (name: RegExp) => {
    for (let i = 0; i < 40; i++) {
      await press('Tab');
      const said = await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent?.trim());
      if (said?.match(name)) return page.locator(':focus');
    }
    throw new Error(`Tab never reached ${name}`);
  };

  // The first stop leads past the rail.
  await press('Tab');
  await expect(page.locator(':focus')).toHaveText('Skip to the content');
  await press('Enter');
  await press('/');
  await page.keyboard.type('bo');
  await press('Enter');
  await expect(page).toHaveURL(`/o/${slug}/members?q=bo`);
  await expect(page.getByRole('row')).toHaveCount(2);

  // A menu opens, is walked through, closes with Escape and gives the focus back.
  const dots = await tabTo(/^Actions for Bo/);
  const ring = await dots.evaluate((element) => getComputedStyle(element).outlineStyle);
  expect(ring, 'what has the focus shows it').toBe('solid');
  await press('Enter');
  await expect(page.getByRole('link', { name: 'Suspend…' })).toBeVisible();
  await press('Escape');
  await expect(page.getByRole('link', { name: 'Suspend…' })).toBeHidden();
  await expect(dots).toBeFocused();
  await press('Enter');
  await tabTo(/^Suspend…/);
  await press('Enter');

  // The question has the focus; Escape leaves it, and the page behind it says the same again.
  const question = page.getByRole('dialog', { name: 'Suspend Bo?' });
  await expect(question).toBeVisible();
  await press('Escape');
  await expect(question).toBeHidden();
  await tabTo(/^Suspend$/);
  await press('Enter');
  await expect(question).toBeVisible();
  await tabTo(/^Suspend$/);
  await press('Enter');
  await expect(page.getByText('Bo is suspended.')).toBeVisible();

  // Ticking a row and pressing Enter does nothing by accident.
  await page.goto(`/o/${slug}/members?q=bo`);
  const tick = page.getByRole('checkbox', { name: 'Select Bo' });
  await tick.focus();
  await press('Space');
  await press('Enter');
  await expect(tick).toBeChecked();
  await expect(page).toHaveURL(`/o/${slug}/members?q=bo`);
  await tabTo(/^Reactivate$/);
  await press('Enter');
  await tabTo(/^Reactivate$/);
  await press('Enter');
  await expect(page.getByText('All of it is done.')).toBeVisible();
});
