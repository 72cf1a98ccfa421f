import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A provider that listens on this machine. */
export type Peer = {
  /** `http://localhost:…`: another site than the portal's 127.0.0.1, as a provider's always is. */
  origin: string;
  close: () => Promise<void>;
};

/** Somebody who has an account at the provider. */
export type Account = { subject: string; address: string; name: string; groups: string[] };

/** Listens; `answering` makes the handler, once it is known where. */
export async function listen(answering: (origin: string) => RequestListener): Promise<Peer> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  server.on('request', answering(origin));
  return {
    origin,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

/** The fields of a form. */
export async function fields(request: IncomingMessage): Promise<Record<string, string>> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Object.fromEntries(new URLSearchParams(Buffer.concat(pieces).toString()));
}

/** A page that asks which of these somebody is, and keeps what the request brought. */
export function whoAreYou(action: string, accounts: Account[], kept: Record<string, string>): string {
  const escape = (text: string) => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
  const hidden = Object.entries(kept).map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`);
  const buttons = accounts.map(({ subject, name }) => `<button name="as" value="${escape(subject)}">${escape(name)}</button>`);
  return `<!doctype html><html lang="en"><head><title>Sign in</title><link rel="icon" href="data:,"></head>
    <body><main><h1>Who are you?</h1><form method="post" action="${escape(action)}">${hidden.join('')}${buttons.join(' ')}</form></main></body></html>`;
}
