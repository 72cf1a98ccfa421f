import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const results = join(import.meta.dirname, '../../test-results');
const seen = join(results, 'seen-by-axe');

/** Pages that only lead on: there is nothing to see. */
const LEAD_ON = ['/', '/sso/start/{key}', '/sso/oidc/{key}/callback', '/sso/finish', '/sso/log/{reference}', '/sso/test/{secret}/go'];

/** Remembers that axe has seen the page at this address. */
export function remember(address: string) {
  mkdirSync(results, { recursive: true });
  appendFileSync(seen, `${new URL(address).pathname}\n`);
}

/** After all stories: has axe seen every page of app/src/routes.rs? */
export default function everyPageWasSeen() {
  const table = readFileSync(join(import.meta.dirname, '../../../app/src/routes.rs'), 'utf8');
  const pages = [...table.matchAll(/^ +page!\("([^"]+)"/gm)].map(([, path]) => path ?? '');
  // As the router chooses: what is written out goes before what is filled in.
  const exact = (path: string) => path.split('{').length;
  const patterns = pages.toSorted((one, other) => exact(one) - exact(other)).map((path) => ({ path, is: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`) }));
  const visited = new Set(readFileSync(seen, 'utf8').trim().split('\n').map((address) => patterns.find(({ is }) => is.test(address))?.path));
  const missing = pages.filter((path) => !visited.has(path) && !LEAD_ON.includes(path));
  const wrong = LEAD_ON.filter((path) => visited.has(path) || !pages.includes(path));
  if (missing.length) throw new Error(`No story calls passesAxe on these pages: ${missing.join(', ')}. Open them in every_page.spec.ts, or in a story that leads there.`);
  if (wrong.length) throw new Error(`These don't only lead on, or are gone: ${wrong.join(', ')}. Take them out of LEAD_ON.`);
}
