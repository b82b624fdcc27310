import { afterEach, expect, test } from 'vitest';

import type { TokenView } from '$/api';
import { engineLeaves, engineSays, refuses, type Call } from '$/api/testing';

import { Signing } from './signing.svelte';
import { TokenKey } from './token-key.svelte';

const certificate = (fingerprint: string, expired = false) => ({
  fingerprint,
  subject: 'Trưởng đoàn',
  issuer: 'Nơi cấp',
  until: '31/12/2027',
  expired,
});

const token = (key: string, change: Partial<TokenView> = {}): TokenView => ({
  key,
  label: key,
  serial: key,
  device: 'eToken',
  pinOnDevice: false,
  pinState: '',
  closed: false,
  certificates: [certificate('cũ', true), certificate('mới')],
  ...change,
});

const MODULES = {
  here: [
    { name: 'eToken', path: '/a.so', verified: true },
    { name: 'OpenSC', path: '/b.so', verified: false },
  ],
  last: null as null | { module: string; token: string; certificate: string },
};

let reloads = 0;

function key(): TokenKey {
  reloads = 0;
  const subject = {
    paper: () => ({ kind: 'minutes', visit: 'v1' }) as const,
    standing: () => null,
    checks: () => [],
    version: () => undefined,
    flush: async () => {},
    reload: async () => {
      reloads += 1;
      return null;
    },
  };
  return new TokenKey(new Signing(subject));
}

const asked = (calls: Call[], command: string) => calls.filter((one) => one.command === command);

afterEach(engineLeaves);

test('a token is offered with the first certificate that holds', async () => {
  engineSays({ token_modules: () => MODULES, read_tokens: () => [token('t1'), token('t2')] });
  const form = key();
  expect(await form.begin()).toBe(false);
  await form.open();
  expect(form.module).toBe('');
  await form.choose('/a.so');
  expect([form.chosen, form.certificate]).toEqual(['t1', 'mới']);
  form.take('t2');
  expect(form.token?.label).toBe('t2');
});

test('what was used last is read and chosen again', async () => {
  const last = { module: '/b.so', token: 't2', certificate: 'cũ' };
  engineSays({
    token_modules: () => ({ ...MODULES, last }),
    read_tokens: () => [token('t1'), token('t2')],
  });
  const form = key();
  expect(await form.begin()).toBe(true);
  await form.open();
  expect([form.module, form.chosen, form.certificate]).toEqual(['/b.so', 't2', 'cũ']);
});

test('a wrong PIN is forgotten and everything else stays', async () => {
  const replies = {
    token_modules: () => MODULES,
    read_tokens: () => [token('t1')],
    sign_token: refuses('E-TOKEN-PIN', 'Chỉ còn MỘT lần thử'),
  };
  const calls = engineSays(replies);
  const form = key();
  await form.begin();
  await form.choose('/a.so');
  form.pin = 'sai';
  expect(await form.sign({ role: 'leader', picture: '' })).toBe(false);
  expect(form.failure?.code).toBe('E-TOKEN-PIN');
  expect([form.pin, form.chosen, form.certificate]).toEqual(['', 't1', 'mới']);
  expect(reloads).toBe(0);

  replies.sign_token = () => 'Đã có dấu thời gian.' as never;
  form.pin = 'đúng';
  expect(await form.sign({ role: 'leader', picture: '' })).toBe(true);
  expect([form.pin, form.stamped, reloads]).toEqual(['', 'Đã có dấu thời gian.', 1]);
  const chosen = { module: '/a.so', token: 't1', certificate: 'mới' };
  expect(asked(calls, 'sign_token').map((call) => [call.args.key, call.args.pin])).toEqual([
    [chosen, 'sai'],
    [chosen, 'đúng'],
  ]);
});

test('nothing is asked of a token until it is clear which one and with which PIN', async () => {
  const calls = engineSays({
    token_modules: () => MODULES,
    read_tokens: () => [token('t1', { closed: true, pinState: 'Token đã bị khóa.' })],
  });
  const form = key();
  await form.begin();
  for (const said of ['trình điều khiển', 'Token đã bị khóa.']) {
    expect(await form.sign({ role: 'leader', picture: '' })).toBe(false);
    expect(form.failure?.message).toContain(said);
    await form.choose('/a.so');
  }
  expect(asked(calls, 'sign_token')).toEqual([]);
});

test('a device with its own keys needs no PIN typed here', async () => {
  const calls = engineSays({
    token_modules: () => MODULES,
    read_tokens: () => [token('t1', { pinOnDevice: true, certificates: [] })],
    sign_token: () => '',
  });
  const form = key();
  await form.begin();
  await form.choose('/a.so');
  expect(await form.sign({ role: 'leader', picture: '' })).toBe(true);
  expect(asked(calls, 'sign_token')[0]?.args.key).toMatchObject({ certificate: '' });
});

test('a token that was pulled out is no longer offered once it is read again', async () => {
  const replies = { token_modules: () => MODULES, read_tokens: () => [token('t1')] };
  engineSays(replies);
  const form = key();
  await form.begin();
  await form.choose('/a.so');
  replies.read_tokens = refuses('E-TOKEN-NONE', 'không thấy USB token nào') as never;
  await form.read();
  expect(form.token).toBeNull();
  expect(form.failure?.code).toBe('E-TOKEN-NONE');
});
