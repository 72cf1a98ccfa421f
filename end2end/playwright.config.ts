import { defineConfig } from '@playwright/test';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Chromium as root in a container, and without the calls home that a closed network would refuse. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const server = process.env.PORTICO_SERVER ?? '../target/debug/portico';
const listen = '127.0.0.1:3100';

export default defineConfig({
  testDir: 'tests',
  globalTeardown: process.env.PORTICO_ALL_STORIES ? './tests/support/coverage.ts' : undefined,
  outputDir: 'test-results',
  forbidOnly: !!process.env.CI,
  fullyParallel: true,
  timeout: 90_000, // of two cores that may have other things to do
  expect: { timeout: 15_000 },
  workers: 2,
  reporter: process.env.CI ? 'list' : [['list'], ['html', { open: 'never' }]],
  use: {
    baseURL: `http://${listen}`,
    launchOptions: { executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args: quiet },
    trace: 'retain-on-failure',
  },
  webServer: {
    command: `${server} seed && exec ${server} serve`,
    url: `http://${listen}/readyz`,
    timeout: 180_000, // making the world takes a while on a busy machine
    env: {
      PORTICO_LISTEN: listen,
      PORTICO_ORIGIN: `http://${listen}`,
      PORTICO_DATA_DIR: process.env.PORTICO_DATA_DIR ?? join(tmpdir(), 'portico-end2end'),
      PORTICO_LOG: 'warn',
      PORTICO_TRUSTED_PROXIES: '127.0.0.1', // tests come from addresses of their own
      LEPTOS_SITE_ROOT: join(import.meta.dirname, '../target/site'),
    },
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
  },
});
