import { inflateRawSync } from 'node:zlib';
import { auth, metadata } from 'samlp';
import { generate } from 'selfsigned';
import { fields, listen, whoAreYou, type Account, type Peer } from './server.ts';

/** An independent SAML identity provider (npm `samlp`), with these people. It takes requests by redirect, and signs its assertions. */
export async function samlPeer(accounts: Account[]): Promise<Peer & { metadataUrl: string }> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'peer' }], { algorithm: 'sha256', keySize: 2048 });
  const peer = await listen((origin) => {
    const issuer = `${origin}/metadata`;
    return async (request, response) => {
      const url = new URL(request.url ?? '/', origin);
      // What samlp expects of its web framework.
      const asked = Object.assign(request, {
        query: Object.fromEntries(url.searchParams),
        body: request.method === 'POST' ? await fields(request) : {},
        originalUrl: request.url ?? '/',
        protocol: 'http',
      });
      const answering = Object.assign(response, {
        set: (name: string, value: string) => void response.setHeader(name, value),
        send: (body: unknown) => void response.end(String(body)),
      });
      const failed = (error?: unknown) => void response.writeHead(500).end(String(error));
      if (url.pathname === '/metadata') {
        metadata({ issuer, cert, redirectEndpointPath: '/sso', postEndpointPath: '/sso', profileMapper: Profile })(asked, answering, failed);
        return;
      }
      if (request.method === 'GET') {
        response.setHeader('content-type', 'text/html').end(whoAreYou(`/sso${url.search}`, accounts, {}));
        return;
      }
      const user = accounts.find(({ subject }) => subject === asked.body.as);
      const acs = acsOf(asked.query.SAMLRequest ?? '');
      const answer = auth({
        issuer,
        cert,
        key,
        destination: acs,
        recipient: acs,
        lifetimeInSeconds: 300,
        getPostURL: (_audience: string, _request: unknown, _asked: unknown, done: (error: null, url: string) => void) => done(null, acs),
        getUserFromRequest: () => user,
        profileMapper: (account: Account) => new Profile(account),
        RelayState: asked.query.RelayState,
      });
      answer(asked, answering, failed);
    };
  });
  return { ...peer, metadataUrl: `${peer.origin}/metadata` };
}

/** Where the request wants its answer (SAML Core 3.4.1); a real provider compares it with what it was told. */
function acsOf(samlRequest: string): string {
  const xml = inflateRawSync(Buffer.from(samlRequest, 'base64')).toString();
  return xml.match(/AssertionConsumerServiceURL="([^"]+)"/)?.[1] ?? '';
}

/** What an assertion says of an account. */
class Profile {
  readonly account: Account;

  constructor(account: Account) {
    this.account = account;
  }

  getClaims() {
    const { address, name, groups } = this.account;
    return { email: address, displayName: name, groups };
  }

  getNameIdentifier() {
    return { nameIdentifier: this.account.subject, nameIdentifierFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent' };
  }

  get metadata() {
    return [];
  }
}
