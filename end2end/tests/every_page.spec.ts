import { mail } from './support/mailbox.ts';
import { demo, giveCode, send, signIn } from './support/people.ts';
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
  '/connections',
  '/connections/new',
  '/policy',
  '/domains',
  '/domains/add',
  '/activity',
  '/settings',
  '/leave',
];
/** Lists whose last row leads to a page of its own, and what is asked there on a page of its own. */
const LISTS = { '/members': [], '/members/invitations?state=pending': ['/revoke', '/link'], '/domains': ['/remove'] };
const CONNECTION = [
  '',
  '/domains',
  '/create-app',
  '/exchange',
  '/attributes',
  '/assign',
  '/test',
  '/test/link',
  '/affected',
  '/activate',
  '/configuration',
  '/keys',
  '/history',
  '/remove',
];
const DOOR = [
  '/sign-in',
  '/sign-up',
  '/recovery',
  '/invitation',
  '/o/acme/sign-in',
  '/sso/refused',
  '/sso/asked',
  '/sso/invited',
  '/sso/test-done',
  '/nowhere',
];
/** What these answer with is looked at, too. */
const MISSING = ['/invitation', '/nowhere'];

/** Axe looks at the last of the widths; beforehand, nothing is wider than the window at any of them. */
const looks = [
  { name: 'on a desk, light', viewport: { width: 1280, height: 860 }, colorScheme: 'light', widths: [640, 768, 1024, 1440, 1280], forgetful: demo.dariusz },
  { name: 'on a phone, dark', viewport: { width: 320, height: 640 }, colorScheme: 'dark', widths: [320], forgetful: demo.thulani },
] as const;

for (const { name, widths, forgetful, ...options } of looks) {
  test.describe(name, () => {
    test.use(options);

    const check = async (page: Parameters<typeof passesAxe>[0], path: string) => {
      const answer = await page.goto(path);
      expect(answer?.status(), path).toBe(MISSING.includes(path) ? 404 : 200);
      expect(new URL(page.url()).pathname, 'it leads nowhere else').toBe(new URL(path, page.url()).pathname);
      await look(page);
    };

    const look = async (page: Parameters<typeof passesAxe>[0]) => {
      const path = new URL(page.url()).pathname;
      await expect(page.getByRole('heading', { level: 1 }), path).toBeVisible();
      for (const width of widths) {
        await page.setViewportSize({ ...options.viewport, width });
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(beyond, `${path} is wider than a window of ${width}`).toBe(0);
      }
      await passesAxe(page);
    };

    const checkHouse = async (page: Parameters<typeof passesAxe>[0], org: string) => {
      for (const path of [...OWN, ...HOUSE.map((path) => `/o/${org}${path}`)]) await check(page, path);
      for (const [list, asked] of Object.entries(LISTS)) {
        await page.goto(`/o/${org}${list}`);
        const one = await page.getByRole('row').getByRole('link').filter({ visible: true }).last().getAttribute('href');
        for (const path of ['', ...asked]) await check(page, `${one}${path}`);
      }
    };

    test('every page of the door is for everybody', async ({ page }) => {
      for (const path of DOOR) await check(page, path);
    });

    test('every page on which a code is waited for is, too', async ({ page }) => {
      const lea = `lea@${options.colorScheme}.example`;
      const begin = async (path: string, address: string) => {
        await page.goto(path);
        await page.getByRole('textbox').first().fill(address);
        await send(page);
      };
      await begin('/sign-up', lea);
      await expect(page).toHaveURL('/sign-up/code');
      await look(page);
      await page.goto((await mail(page, lea)).link);
      await expect(page).toHaveURL('/confirm');
      await look(page);

      await begin('/recovery', forgetful);
      await expect(page).toHaveURL('/recovery/code');
      await look(page);
      let code = '';
      await expect(async () => {
        const newest = await mail(page, forgetful);
        expect(newest.subject).toContain('password');
        code = newest.code;
      }).toPass();
      await giveCode(page, code);
      await expect(page).toHaveURL('/recovery/password');
      await look(page);

      await begin('/sign-in', forgetful);
      await expect(page).toHaveURL('/sign-in/password');
      await look(page);
      await page.getByRole('button', { name: 'code' }).click();
      await expect(page).toHaveURL('/sign-in/code');
      await look(page);
    });

    test('every page of a connection is for everybody', async ({ page }) => {
      test.slow();
      await signIn(page, demo.ana);
      await page.goto('/o/acme/connections');
      const connection = await page.getByRole('main').locator('a[href*="/connections/"]:not([href$="/new"])').first().getAttribute('href');
      for (const path of CONNECTION) await check(page, `${connection}${path}`);
      await page.goto(`${connection}/log`);
      await look(page);
      const entry = await page.getByRole('main').locator(`a[href^="${connection}/log/"]`).first().getAttribute('href');
      await check(page, entry ?? '');
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
