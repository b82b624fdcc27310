import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { SignerView } from '$/api';
import { engineLeaves, engineSays } from '$/api/testing';
import { t } from '$/i18n';

import CertificateDialog from './CertificateDialog.svelte';
import type { Late } from './late';
import { Signing } from './signing.svelte';

const LEADER: SignerView = {
  role: 'leader',
  field: 'ky_truong_doan',
  label: 'Trưởng đoàn',
  name: 'Nguyễn Thị Thanh Hồng',
  title: '',
  state: 'empty',
  detail: '',
  refusal: '',
};

const STOPPED = { code: 'E-STOPPED', message: 'Đã dừng theo yêu cầu. Chưa ghi gì vào kho.' };

/** A file as browsers give it; jsdom cannot read its bytes. */
function picked(): File {
  const file = new File(['x'], 'thu-ky.p12');
  return Object.assign(file, { arrayBuffer: () => Promise.resolve(new ArrayBuffer(1)) });
}

/** An engine that asks for the time until it is stopped. */
function slowEngine() {
  let stop: (why: unknown) => void = () => {};
  return engineSays({
    token_modules: () => ({ here: [], last: null }),
    sign_certificate: () => new Promise((_, refuse) => (stop = refuse)),
    work_progress: () => ({ done: 0, of: 0 }),
    stop_work: () => {
      stop(STOPPED);
      return null;
    },
  });
}

function open(signer: SignerView | Late, onclose = () => {}) {
  const signing = new Signing({
    paper: () => ({ kind: 'minutes', visit: 'v1' }) as const,
    standing: () => null,
    checks: () => [],
    version: () => undefined,
    flush: async () => {},
    reload: async () => null,
  });
  return render(CertificateDialog, { signing, signer, onclose });
}

/** Chooses a file, enters its password and signs, for longer than a moment. */
async function sign(container: HTMLElement, act = t.signing.certificate.sign) {
  const input = container.querySelector<HTMLInputElement>('input[accept*=".p12"]');
  if (!input) throw new Error('no place for a file');
  await fireEvent.change(input, { target: { files: [picked()] } });
  const password = screen.getByLabelText(t.signing.certificate.password);
  await fireEvent.input(password, { target: { value: 'mậtkhẩu' } });
  await vi.advanceTimersByTimeAsync(0);
  await fireEvent.click(screen.getByRole('button', { name: act }));
  await vi.advanceTimersByTimeAsync(1000);
}

beforeEach(() => {
  vi.useFakeTimers();
  // jsdom knows the element, and none of its verbs.
  HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function (this: HTMLDialogElement) {
    this.open = false;
  };
});
afterEach(() => {
  vi.useRealTimers();
  engineLeaves();
});

test('who stops signing by file is told that nothing was signed, and may sign again at once', async () => {
  slowEngine();
  const { container } = open(LEADER);
  await sign(container);

  const stop = screen.getByRole('button', { name: t.work.stop });
  stop.focus();
  await fireEvent.click(stop);
  await vi.advanceTimersByTimeAsync(0);

  expect(screen.getByRole('alert').textContent).toContain(t.signing.certificate.stopped);
  screen.getByText('thu-ky.p12');
  const again = screen.getByRole('button', { name: t.signing.certificate.sign });
  expect(again.getAttribute('aria-busy')).toBeNull();
  expect(document.activeElement).toBe(again);
});

test('who closes the dialog while the time is asked for stops that', async () => {
  const calls = slowEngine();
  const onclose = vi.fn();
  const { container } = open(LEADER, onclose);
  await sign(container);

  await fireEvent.click(screen.getByRole('button', { name: t.words.cancel }));
  await vi.advanceTimersByTimeAsync(0);

  expect(onclose).toHaveBeenCalledOnce();
  expect(calls.map((one) => one.command)).toContain('stop_work');
});

test('no other way to sign is chosen while one is under way', async () => {
  slowEngine();
  const { container } = open(LEADER);
  await sign(container);

  const ways = screen.getAllByRole<HTMLInputElement>('radio');
  expect(ways.map((way) => way.disabled)).toEqual([true, true]);
});

test('a picture is offered where the place is empty, and not over a drawn signature', () => {
  slowEngine();
  const { unmount } = open(LEADER);
  screen.getByRole('group', { name: t.signing.picture.label });
  unmount();

  open({ ...LEADER, state: 'drawn' });
  expect(screen.queryByRole('group', { name: t.signing.picture.label })).toBeNull();
  screen.getByText(t.signing.picture.drawn);
});

test('a seal without its picture is not signed, and no key is used', async () => {
  const calls = slowEngine();
  open('seal');

  await fireEvent.click(screen.getByRole('button', { name: t.signing.after.seal.confirm }));
  await vi.advanceTimersByTimeAsync(0);

  expect(screen.getByRole('alert').textContent).toContain(t.signing.after.seal.needPicture);
  expect(calls.map((one) => one.command)).not.toContain('sign_certificate');
});

test('a copy says its form and its file, and has no picture', async () => {
  const calls = engineSays({
    token_modules: () => ({ here: [], last: null }),
    sign_certificate: () => '',
    'plugin:dialog|save': () => '/tmp/sao.pdf',
  });
  const { container } = open('copy');
  expect(screen.queryByRole('group', { name: t.signing.picture.label })).toBeNull();
  await fireEvent.click(screen.getByRole('radio', { name: t.signing.after.copy.forms['sao-luc'] }));
  await sign(container, t.signing.after.copy.confirm);

  const asked = calls.find((one) => one.command === 'sign_certificate');
  expect(asked?.args).toMatchObject({
    signer: { role: 'copy', picture: '', copy: { form: 'sao-luc', path: '/tmp/sao.pdf' } },
  });
});

test('who chooses no file for a copy signs nothing', async () => {
  const calls = engineSays({
    token_modules: () => ({ here: [], last: null }),
    'plugin:dialog|save': () => null,
  });
  const { container } = open('copy');
  await sign(container, t.signing.after.copy.confirm);

  expect(calls.map((one) => one.command)).not.toContain('sign_certificate');
  expect(screen.queryByRole('alert')).toBeNull();
});
