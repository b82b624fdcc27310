import { defineConfig } from '@playwright/test';

/** Flags that let the system's Chromium run as any user, without a network. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export default defineConfig({
  testDir: './browser',
  outputDir: './test-results',
  fullyParallel: false,
  // One browser keeps two cores busy; two took as long and made each other wait.
  workers: 1,
  forbidOnly: true,
  retries: 0,
  // What a person would wait for says nothing on a machine that compiles beside.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/results.json' }]],
  use: {
    baseURL: 'http://127.0.0.1:4173',
    viewport: { width: 1366, height: 768 },
    locale: 'vi-VN',
    launchOptions: {
      executablePath: process.env['BIENBAN_CHROMIUM'] ?? '/usr/bin/chromium',
      args: FLAGS,
    },
  },
  webServer: {
    command: 'npm run preview',
    url: 'http://127.0.0.1:4173',
    reuseExistingServer: false,
  },
});
