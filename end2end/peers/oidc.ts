import Provider, { type Interaction } from 'oidc-provider';
import { fields, listen, whoAreYou, type Account, type Peer } from './server.ts';

/** The client that the peer knows: the portal. */
export type Client = { id: string; secret: string; redirectUri: string };

/** An independent OpenID provider (npm `oidc-provider`, certified by the OpenID Foundation), with these people and one client. It says who
 * somebody is at its userinfo endpoint only, as OpenID Connect Core 5.4 has it when there is an access token. */
export async function oidcPeer(accounts: Account[], client: Client): Promise<Peer & { issuer: string }> {
  const peer = await listen((origin) => {
    const provider = new Provider(origin, {
      clients: [
        {
          client_id: client.id,
          client_secret: client.secret,
          redirect_uris: [client.redirectUri],
          grant_types: ['authorization_code'],
          response_types: ['code'],
        },
      ],
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
      cookies: { keys: ['peer'] },
      features: { devInteractions: { enabled: false } },
      findAccount: (_context, id) => {
        const account = accounts.find(({ subject }) => subject === id);
        if (!account) return undefined;
        const { subject: sub, address: email, name, groups } = account;
        return { accountId: id, claims: () => ({ sub, email, email_verified: true, name, groups }) };
      },
      interactions: { url: (_context, { uid }: Interaction) => `/interaction/${uid}` },
      // Whoever signs in here has agreed: a company's provider doesn't ask its people.
      loadExistingGrant: async ({ oidc }) => {
        const grant = new oidc.provider.Grant({ clientId: client.id, accountId: oidc.session?.accountId });
        grant.addOIDCScope('openid email profile');
        await grant.save();
        return grant;
      },
      pkce: { required: () => true },
    });
    const answer = provider.callback();
    return async (request, response) => {
      if (!request.url?.startsWith('/interaction/')) return answer(request, response);
      if (request.method === 'GET') {
        response.setHeader('content-type', 'text/html').end(whoAreYou(request.url, accounts, {}));
        return;
      }
      const { as } = await fields(request);
      await provider.interactionFinished(request, response, { login: { accountId: as ?? '' } });
    };
  });
  return { ...peer, issuer: peer.origin };
}
