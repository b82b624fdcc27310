import { readFileSync } from 'node:fs';

import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

/** The content security policy of the window, so that browser tests live under the same law. */
function windowPolicy(): string {
  const path = new URL('../src-tauri/tauri.conf.json', import.meta.url);
  const policy: Record<string, string> = JSON.parse(readFileSync(path, 'utf8')).app.security.csp;
  return Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ');
}

export default defineConfig(({ command, isPreview }) => ({
  plugins: [svelte(), svelteTesting()],
  resolve: { alias: { $: '/src' } },
  server: { host: '127.0.0.1', port: 5173, strictPort: true },
  preview: {
    host: '127.0.0.1',
    port: 4173,
    strictPort: true,
    ...(command === 'serve' && isPreview
      ? { headers: { 'Content-Security-Policy': windowPolicy() } }
      : {}),
  },
  // Office laptops without a network may carry an old WebView2. A small file turned into a
  // `data:` address would be refused by the content security policy.
  build: { target: 'chrome109', assetsInlineLimit: 0 },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts'],
  },
}));
