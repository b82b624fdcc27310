import { render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';

import type { VerifyView } from '$/api';

import Verdict from './Verdict.svelte';

const TWICE = 'Dấu thời gian chưa xác nhận được nơi cấp.';

const VIEW: VerifyView = {
  verdict: 'extended',
  verdictText: 'Nội dung đã ký nguyên vẹn.',
  reasons: [TWICE, TWICE],
  data: null,
  store: null,
  signatures: [
    {
      signer: 'Trưởng đoàn',
      field: 'Trưởng đoàn',
      integrity: 'ok',
      covers: 'whole-file',
      trusted: true,
      claimedTime: '',
      trustedTime: '',
      level: 'B-LTA',
      proofs: ['Có dấu thời gian.', 'Có dấu thời gian.'],
      statement: '',
      laterChanges: ['Thêm dấu thời gian', 'Thêm dấu thời gian'],
    },
  ],
};

test('what is told twice is shown twice', () => {
  render(Verdict, { view: VIEW, onsave: vi.fn() });
  expect(screen.getAllByText(TWICE)).toHaveLength(2);
  expect(screen.getAllByText('Có dấu thời gian.')).toHaveLength(2);
  expect(screen.getAllByText('Thêm dấu thời gian')).toHaveLength(2);
});
