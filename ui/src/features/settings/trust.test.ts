import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test } from 'vitest';

import type { AnchorView } from '$/api';
import { engineLeaves, engineSays } from '$/api/testing';
import { t } from '$/i18n';
import { toasts } from '$/parts/toasts.svelte';

import TrustPanel from './TrustPanel.svelte';

const ROOT: AnchorView = { subject: 'CA gốc', issuer: 'CA gốc', serial: '01', until: '31/12/2035' };

/** A file as browsers give it; jsdom cannot read its bytes. */
function picked(): File {
  const file = new File(['x'], 'goc.pem');
  return Object.assign(file, { arrayBuffer: () => Promise.resolve(new ArrayBuffer(1)) });
}

afterEach(engineLeaves);

test('two roots of one name and number are both shown, and one that is known is not called new', async () => {
  const view = { timeUrl: '', anchors: [ROOT, ROOT] };
  engineSays({ trust: () => view, add_anchors: () => view });
  const { container } = render(TrustPanel);
  expect(await screen.findAllByText('CA gốc')).toHaveLength(2);

  const input = container.querySelector<HTMLInputElement>('input[type=file]');
  if (!input) throw new Error('no place for a file');
  await fireEvent.change(input, { target: { files: [picked()] } });

  await expect.poll(() => toasts.list.map((one) => one.text)).toContain(t.settings.trust.known);
});
