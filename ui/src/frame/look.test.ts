import { afterEach, expect, test } from 'vitest';

import { engineLeaves, engineSays, refuses } from '$/api/testing';

import { look, shownTheme } from './look.svelte';

afterEach(() => {
  engineLeaves();
  look.take({ theme: 'system', zoomPercent: 100 });
});

test('a wish goes before what the system asks for', () => {
  const dark = { dark: true, contrast: false };
  expect(shownTheme('light', dark)).toBe('light');
  expect(shownTheme('system', dark)).toBe('dark');
  expect(shownTheme('system', { dark: true, contrast: true })).toBe('contrast');
  expect(shownTheme('system', { dark: false, contrast: false })).toBe('light');
});

test('a size is kept within what the screens bear, shown and remembered', async () => {
  const calls = engineSays({
    set_look: ({ look }) => look,
    'plugin:webview|set_webview_zoom': () => null,
  });
  expect(await look.change({ zoomPercent: 990 })).toBeNull();
  expect(look.view.zoomPercent).toBe(200);
  await look.change({ zoomPercent: 10, theme: 'contrast' });
  expect(look.view.zoomPercent).toBe(80);
  expect(document.documentElement.dataset['theme']).toBe('contrast');
  expect(calls.filter((call) => call.command === 'set_look').at(-1)?.args).toEqual({
    look: { theme: 'contrast', zoomPercent: 80 },
  });
});

test('a look that could not be remembered is shown all the same, and said', async () => {
  engineSays({ set_look: refuses('E-STORE-FULL', 'Đĩa đã đầy.') });
  expect((await look.change({ theme: 'dark' }))?.code).toBe('E-STORE-FULL');
  expect(document.documentElement.dataset['theme']).toBe('dark');
});
