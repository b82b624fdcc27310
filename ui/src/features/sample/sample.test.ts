import { expect, test } from 'vitest';

import { nextOpen, questions } from './questions';
import { isComplete, standing } from './sample.svelte';

const SOUND = {
  phieu_du: 'yes',
  khop_phan_mem: 'yes',
  da_doi_chieu: 'yes',
  thanh_phan: 'đủ',
  dung_han: 'yes',
};

test('one fault makes a file faulty before everything is checked', () => {
  expect(standing({})).toBe('open');
  expect(standing({ khop_phan_mem: 'no' })).toBe('faulty');
  expect(isComplete({ khop_phan_mem: 'no' })).toBe(false);
  expect(standing(SOUND)).toBe('sound');
});

test('a late file is complete only when the apology is answered', () => {
  const late = { ...SOUND, dung_han: 'no' };
  expect(isComplete(late)).toBe(false);
  expect(isComplete({ ...late, xin_loi: 'no' })).toBe(true);
});

test('only late files are asked for an apology', () => {
  expect(questions({}).map((question) => question.name)).not.toContain('xin_loi');
  expect(questions({ dung_han: 'no' }).map((question) => question.name)).toContain('xin_loi');
});

test('after an answer the next open question is at work', () => {
  const list = questions({});
  expect(nextOpen(list, {}, 0)).toBe(0);
  expect(nextOpen(list, { phieu_ben_nhan: 'yes' }, 1)).toBe(2);
});

test('a file whose days do not tell is asked whether it was in time', () => {
  const asked = (cells: Record<string, string>) =>
    questions(cells).some((question) => question.name === 'dung_han');

  expect(asked({ ngay_hen: '2022-09-14' })).toBe(true);
  expect(asked({ ngay_hen: '2022-09-14', ngay_tra: '2022-09-14' })).toBe(false);
});
