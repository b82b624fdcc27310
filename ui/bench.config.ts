import { defineConfig } from '@playwright/test';

import base from './playwright.config';

/** A port of its own, so that a benchmark and the tests may run side by side. */
const URL = 'http://127.0.0.1:4174';

/** `cargo bench-all typing` runs these; they measure and demand nothing. */
export default defineConfig({
  ...base,
  testDir: './browser/bench',
  testMatch: '*.bench.ts',
  timeout: 1_800_000,
  // Beside another, neither could be measured.
  workers: 1,
  reporter: 'line',
  // The small engine runs in a thread made from text, which the policy of the window refuses.
  use: { ...base.use, baseURL: URL, bypassCSP: true, actionTimeout: 60_000 },
  webServer: { command: 'npm run preview -- --port 4174', url: URL, reuseExistingServer: false },
});
