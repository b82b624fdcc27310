import { clearMocks } from '@tauri-apps/api/mocks';
import { afterEach, expect, test, vi } from 'vitest';

import { commands, paperBytes } from '.';
import { engineSays, refuses } from './testing';

afterEach(() => {
  clearMocks();
  vi.unstubAllGlobals();
});

test('a refusal comes as a value with its code', async () => {
  engineSays({ unlock: refuses('E-WRONG-SECRET', 'Sai mật khẩu.') });

  const answer = await commands.unlock('sai');

  expect(answer).toEqual({
    status: 'error',
    error: { code: 'E-WRONG-SECRET', message: 'Sai mật khẩu.' },
  });
});

test('what nobody foresaw is a value too, never a throw', async () => {
  engineSays({
    lock: () => {
      throw new Error('broken pipe');
    },
  });

  const [thrown, unknown] = [await commands.lock(), await commands.undo('v')];

  expect(thrown.status === 'error' && thrown.error.code).toBe('E-INTERNAL');
  expect(unknown.status === 'error' && unknown.error.message).toContain('nobody plays undo');
});

test('arguments travel by name', async () => {
  const calls = engineSays({ set_verdict: () => null });

  await commands.setVerdict('v-1', 'CD-05', 'not-met');

  expect(calls).toEqual([
    { command: 'set_verdict', args: { visit: 'v-1', item: 'CD-05', verdict: 'not-met' } },
  ]);
});

test('a paper that cannot be read says why', async () => {
  engineSays({});
  const internals = (window as never as { __TAURI_INTERNALS__: Record<string, unknown> })
    .__TAURI_INTERNALS__;
  internals['convertFileSrc'] = (path: string, scheme: string) => `${scheme}://localhost/${path}`;
  const ask = vi.fn(
    async () => new Response('{"code":"E-LOCKED","message":"Đã khóa."}', { status: 403 }),
  );
  vi.stubGlobal('fetch', ask);

  const answer = await paperBytes('v-1', '7');

  expect(ask).toHaveBeenCalledWith('bienban://localhost/paper/v-1?v=7');
  expect(answer).toEqual({ status: 'error', error: { code: 'E-LOCKED', message: 'Đã khóa.' } });
});
