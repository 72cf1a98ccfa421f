/** The parts of `samlp` that the peer uses; the package brings no types. */
declare module 'samlp' {
  import type { IncomingMessage, ServerResponse } from 'node:http';
  type Asked = IncomingMessage & { query: Record<string, string>; body: Record<string, string>; originalUrl: string; protocol: string };
  type Answering = ServerResponse & { set(name: string, value: string): void; send(body: unknown): void };
  type Handler = (request: Asked, response: Answering, next: (error?: unknown) => void) => void;
  export function auth(options: Record<string, unknown>): Handler;
  export function metadata(options: Record<string, unknown>): Handler;
}
