import { oidcPeer } from '../peers/oidc.ts';
import { samlPeer } from '../peers/saml.ts';
import type { Account } from '../peers/server.ts';
import { PRACTICE, activate, beginConnection, bringMetadata, comeBy, practiseAt, practised, proveDomain, tryOut } from './support/connections.ts';
import { PASSWORD, send, signUp } from './support/people.ts';
import { expect, passesAxe, test } from './support/test.ts';

test.use({ elsewhere: /^http:\/\/localhost:/ });

/** The connection's own start, as its page shows it to copy. */
async function startOf(page: import('@playwright/test').Page, connection: string): Promise<string> {
  await page.goto(connection);
  const shown = page.getByText(/\/sso\/start\/[0-9a-z]{16}/).first();
  return (await shown.textContent())?.trim() ?? '';
}

test('a company connects the practice provider, breaks it in three ways, and a new colleague comes in by it', async ({ page, somebody }) => {
  test.slow();
  const domain = 'wizard-story.example';
  const slug = await signUp(page, { name: 'Ana Lindqvist', address: `ana@${domain}` });
  await proveDomain(page, slug, domain);
  const place = '/okta/wizard-story/';
  await practiseAt(page, place, domain);

  const connection = await beginConnection(page, slug, 'Okta', 'saml');
  await passesAxe(page);
  await bringMetadata(page, `${PRACTICE}${place}saml/metadata`);

  for (const [fault, code] of [
    ['wrong-audience', 'S06'],
    ['unsigned', 'S03'],
    ['no-email', 'S11'],
  ] as const) {
    await tryOut(page, connection, practised('Ana', fault));
    await expect(page.getByRole('main'), `${fault} shows by itself`).toContainText(code);
    await expect(page.getByRole('main')).toContainText('failed');
  }
  await passesAxe(page);
  await tryOut(page, connection, practised('Ana'));
  await expect(page.getByRole('main')).toContainText('All checks passed');
  await expect(page.getByRole('main'), 'what would happen is said').toContainText('Ana Lindqvist');
  await passesAxe(page);

  await activate(page, connection);
  const start = await startOf(page, connection);
  const ben = await somebody();
  await comeBy(ben, start, practised('Ben'));
  await expect(ben).toHaveURL(`/o/${slug}`);
  await page.goto(`/o/${slug}/members`);
  await expect(page.getByRole('main')).toContainText('Ben Okafor');
  await page.goto(`/o/${slug}/activity`);
  await expect(page.getByRole('main')).toContainText('activated');
  await page.goto(`${connection}/log`);
  await expect(page.getByRole('main')).toContainText('signed in');
  await passesAxe(page);

  const refused = await somebody();
  await comeBy(refused, start, practised('Ben', 'wrong-issuer'));
  await expect(refused).toHaveURL('/sso/refused');
  await expect(refused.getByRole('main'), 'no code reaches the person').not.toContainText('S05');
  await passesAxe(refused);
  const reference = (await refused.getByText(/^sso-/).first().textContent())?.trim() ?? '';
  await page.goto(`/sso/log/${reference}`);
  await expect(page.getByRole('main')).toContainText('S05');
});

test('an address leads to its provider, an owner proves themselves once, and nobody is signed out by a link', async ({ page, somebody }) => {
  test.slow();
  const domain = 'leading-story.example';
  const slug = await signUp(page, { name: 'Ana Lindqvist', address: `ana@${domain}` });
  await proveDomain(page, slug, domain);
  const place = '/entra/leading-story/';
  await practiseAt(page, place, domain);
  const connection = await beginConnection(page, slug, 'Microsoft Entra ID', 'saml');
  await bringMetadata(page, `${PRACTICE}${place}saml/metadata`);
  await page.goto(`${connection}/test`);
  const opening = page.context().waitForEvent('page');
  await page.getByRole('button', { name: 'Start a test' }).click();
  const tab = await opening;
  await passesAxe(tab);
  await tab.getByRole('link', { name: 'Continue' }).click();
  await practised('Ana')(tab);
  await expect(tab).toHaveURL('/sso/test-done');
  await passesAxe(tab);
  await tab.close();
  await activate(page, connection);
  await page.goto(`/o/${slug}/policy`);
  await page.getByRole('switch', { name: 'Lead addresses to the identity provider' }).check();
  await page.getByRole('main').getByRole('button', { name: 'Save' }).first().click();

  const ben = await somebody();
  // The page leads on by itself; to be looked at it has to stay.
  await ben.route('**/sign-in/sso', async (route) => {
    const answer = await route.fetch();
    const { refresh: _, ...headers } = answer.headers();
    await route.fulfill({ response: answer, headers });
  });
  await ben.goto('/sign-in');
  await ben.getByRole('textbox').first().fill(`ben@${domain}`);
  await send(ben);
  await expect(ben).toHaveURL('/sign-in/sso');
  await passesAxe(ben);
  await ben.getByRole('main').getByRole('link').or(ben.getByRole('main').getByRole('button')).filter({ hasText: 'Entra' }).first().click();
  await practised('Ben')(ben);
  await expect(ben).toHaveURL(`/o/${slug}`);

  const start = await startOf(page, connection);
  await comeBy(ben, start, practised('Chiara'));
  await expect(ben).toHaveURL('/sign-in/change');
  await passesAxe(ben);
  await ben.getByRole('link', { name: /^Stay/ }).click();
  await ben.goto(`/o/${slug}`);
  await expect(ben.getByRole('heading', { level: 1 })).toContainText('Ben');

  const ana = await somebody();
  await comeBy(ana, start, practised('Ana'));
  await expect(ana, 'an owner is more than a provider may say').toHaveURL('/sign-in/link');
  await passesAxe(ana);
  await send(ana);
  await ana.locator('input[name=password]').fill(PASSWORD);
  await send(ana);
  await expect(ana).toHaveURL(`/o/${slug}`);
});

const dana: Account = { subject: 'u-7', address: 'dana@peer-saml.example', name: 'Dana Peer', groups: ['staff'] };

test('an independent SAML provider is connected and lets a colleague in', async ({ page, somebody }) => {
  test.slow();
  const peer = await samlPeer([dana]);
  try {
    const slug = await signUp(page, { name: 'Olga Owner', address: 'olga@peer-saml.example' });
    await proveDomain(page, slug, 'peer-saml.example');
    const connection = await beginConnection(page, slug, 'Another, by SAML');
    await bringMetadata(page, peer.metadataUrl);
    await tryOut(page, connection, (tab) => tab.getByRole('button', { name: 'Dana Peer' }).click());
    await expect(page.getByRole('main')).toContainText('All checks passed');
    await activate(page, connection);
    const colleague = await somebody();
    await comeBy(colleague, await startOf(page, connection), (tab) => tab.getByRole('button', { name: 'Dana Peer' }).click());
    await expect(colleague).toHaveURL(`/o/${slug}`);
  } finally {
    await peer.close();
  }
});

test('an independent OpenID provider is connected and lets a colleague in', async ({ page, somebody }) => {
  test.slow();
  const slug = await signUp(page, { name: 'Olga Owner', address: 'olga@peer-oidc.example' });
  await proveDomain(page, slug, 'peer-oidc.example');
  const connection = await beginConnection(page, slug, 'Another, by OpenID Connect');
  const redirectUri = (await page.getByText(/\/sso\/oidc\/[0-9a-z]{16}\/callback/).first().textContent())?.trim() ?? '';
  const erik: Account = { subject: 'u-9', address: 'erik@peer-oidc.example', name: 'Erik Peer', groups: ['staff'] };
  const client = { id: 'portico', secret: 'a secret & of 50 % more + than = a slash /', redirectUri };
  const peer = await oidcPeer([erik], client);
  try {
    await page.locator('input[name=issuer]').fill(peer.issuer);
    await page.locator('input[name=client_id]').fill(client.id);
    await page.locator('input[name=secret]').fill(client.secret);
    await page.getByRole('button', { name: 'Check and save' }).click();
    await expect(page.getByRole('status').first()).toContainText('Saved');
    await tryOut(page, connection, (tab) => tab.getByRole('button', { name: 'Erik Peer' }).click());
    await expect(page.getByRole('main')).toContainText('All checks passed');
    await activate(page, connection);
    const colleague = await somebody();
    await comeBy(colleague, await startOf(page, connection), (tab) => tab.getByRole('button', { name: 'Erik Peer' }).click());
    await expect(colleague).toHaveURL(`/o/${slug}`);
    const me = await (await colleague.request.get('/api/me')).json();
    expect(JSON.stringify(me)).toContain('erik@peer-oidc.example');
  } finally {
    await peer.close();
  }
});
