import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';

import type { AnchorView, ExtensionView } from '$/api';
import { engineLeaves, engineSays } from '$/api/testing';
import { t } from '$/i18n';
import { toasts } from '$/parts/toasts.svelte';

import TrustPanel from './TrustPanel.svelte';

const root = (fingerprint: string): AnchorView => ({
  subject: 'CA gốc',
  issuer: 'CA gốc',
  fingerprint,
  until: '31/12/2035',
});
const TWINS = { timeUrl: '', anchors: [root('aa'.repeat(32)), root('bb'.repeat(32))] };
const DONE: ExtensionView = { whole: true, lines: ['Đã bổ sung cho 2 văn bản.'] };

/** A file as browsers give it; jsdom cannot read its bytes. */
function picked(): File {
  const file = new File(['x'], 'goc.pem');
  return Object.assign(file, { arrayBuffer: () => Promise.resolve(new ArrayBuffer(1)) });
}

const extend = () => screen.getByRole('button', { name: t.settings.trust.extend });

afterEach(() => {
  vi.useRealTimers();
  engineLeaves();
});

test('two roots of one name are both shown, and one that is known is not called new', async () => {
  engineSays({ trust: () => TWINS, add_anchors: () => TWINS });
  const { container } = render(TrustPanel);
  expect(await screen.findAllByText(/CA gốc/)).toHaveLength(2);

  const input = container.querySelector<HTMLInputElement>('input[type=file]');
  if (!input) throw new Error('no place for a file');
  await fireEvent.change(input, { target: { files: [picked()] } });

  await expect.poll(() => toasts.list.map((one) => one.text)).toContain(t.settings.trust.known);
});

test('of two roots of one name and number the one whose fingerprint is pressed goes', async () => {
  const calls = engineSays({ trust: () => TWINS, remove_anchor: () => TWINS });
  render(TrustPanel);

  await fireEvent.click(
    await screen.findByRole('button', { name: /dấu vân bbbb bbbb bbbb bbbb…/ }),
  );

  await expect.poll(() => calls.at(-1)?.args).toEqual({ fingerprint: 'bb'.repeat(32) });
});

test('who leaves while proofs are added finds them under way, and then what came of them', async () => {
  let end: (done: ExtensionView) => void = () => {};
  const calls = engineSays({
    trust: () => TWINS,
    extend_papers: () => new Promise((done) => (end = done)),
  });
  const first = render(TrustPanel);
  await fireEvent.click(extend());
  first.unmount();

  const second = render(TrustPanel);
  expect(extend().getAttribute('aria-busy')).toBe('true');
  await fireEvent.click(extend());
  end(DONE);

  await screen.findByText('Đã bổ sung cho 2 văn bản.');
  expect(calls.filter((one) => one.command === 'extend_papers')).toHaveLength(1);
  second.unmount();
  render(TrustPanel);
  expect(screen.queryByText('Đã bổ sung cho 2 văn bản.')).toBeNull();
});

test('who stops it keeps the focus where it was begun', async () => {
  vi.useFakeTimers();
  let end: (done: ExtensionView) => void = () => {};
  engineSays({
    trust: () => TWINS,
    extend_papers: () => new Promise((done) => (end = done)),
    work_progress: () => ({ done: 1, of: 2 }),
    stop_work: () => {
      end({ whole: false, lines: ['Đã dừng.'] });
      return null;
    },
  });
  render(TrustPanel);
  await fireEvent.click(extend());
  await vi.advanceTimersByTimeAsync(1000);

  const stop = screen.getByRole('button', { name: t.work.stop });
  stop.focus();
  await fireEvent.click(stop);
  await vi.advanceTimersByTimeAsync(0);

  screen.getByText('Đã dừng.');
  expect(document.activeElement).toBe(extend());
});
