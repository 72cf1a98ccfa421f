import { demo, signIn } from './support/people.ts';
import { expect, passesAxe, test } from './support/test.ts';

/** Pages of one's own, and of an organisation. */
const OWN = ['/organizations', '/account', '/account/address', '/account/password', '/account/sessions', '/account/record'];
const HOUSE = [
  '',
  '/members',
  '/members/invitations',
  '/members/invite',
  '/members/requests',
  '/roles',
  '/domains',
  '/domains/add',
  '/activity',
  '/settings',
  '/leave',
];
/** Lists whose first row leads to a page of its own. */
const LISTS = ['/members', '/members/invitations', '/domains'];
const DOOR = ['/sign-in', '/sign-up', '/recovery', '/sign-in/password', '/invitation', '/nowhere'];

const looks = [
  { name: 'on a desk, light', viewport: { width: 1280, height: 860 }, colorScheme: 'light' },
  { name: 'on a phone, dark', viewport: { width: 320, height: 640 }, colorScheme: 'dark' },
] as const;

for (const { name, ...look } of looks) {
  test.describe(name, () => {
    test.use(look);

    const check = async (page: Parameters<typeof passesAxe>[0], path: string) => {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 }), path).toBeVisible();
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(beyond, `${path} is wider than the window`).toBe(0);
      await passesAxe(page);
    };

    const checkHouse = async (page: Parameters<typeof passesAxe>[0], org: string) => {
      for (const path of [...OWN, ...HOUSE.map((path) => `/o/${org}${path}`)]) await check(page, path);
      for (const list of LISTS) {
        await page.goto(`/o/${org}${list}`);
        const first = await page.getByRole('row').getByRole('link').filter({ visible: true }).last().getAttribute('href');
        await check(page, first ?? '');
      }
    };

    test('every page of the door is for everybody', async ({ page }) => {
      for (const path of DOOR) await check(page, path);
    });

    test('every page of the house is for everybody', async ({ page }) => {
      test.slow();
      await signIn(page, demo.margaret);
      await checkHouse(page, 'meridian');
    });

    test('the same in German', async ({ page }) => {
      test.slow();
      await signIn(page, demo.svenja);
      await checkHouse(page, 'hafenkontor');
      await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    });
  });
}
