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
  outputDir: './/tmp/around/test-results',
  fullyParallel: false,
  workers: 1,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  reporter: [['list'], ['json', { outputFile: '/tmp/around/test-results/results.json' }]],
  use: {
    baseURL: 'http://127.0.0.1:4271',
    viewport: { width: 1366, height: 768 },
    locale: 'vi-VN',
    launchOptions: {
      executablePath: process.env['BIENBAN_CHROMIUM'] ?? '/usr/bin/chromium',
      args: FLAGS,
    },
  },
  webServer: {
    command: 'npx vite preview --port 4271 --strictPort',
    url: 'http://127.0.0.1:4271',
    reuseExistingServer: false,
  },
});
