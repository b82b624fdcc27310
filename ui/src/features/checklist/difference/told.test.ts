import { expect, test } from 'vitest';

import { told } from './told';

const line = (kind: string, before = '', after = '', field = '') => ({
  kind,
  field,
  before,
  after,
});

test('a retired item says from which day and why', () => {
  expect(told(line('retired', 'Đã bãi bỏ.', '2026-07-01'))).toEqual({
    label: 'Thôi dùng từ 01/07/2026',
    tone: 'bad',
    text: 'Đã bãi bỏ.',
  });
});

test('a changed text is told with both readings under its name', () => {
  expect(told(line('worded', 'cũ', 'mới', 'question'))).toEqual({
    label: 'Câu hỏi',
    tone: '',
    change: { before: 'cũ', after: 'mới' },
  });
});

test('kinds of units are told by their names', () => {
  expect(told(line('kinds', 'xa', 'xa,phuong')).change).toEqual({
    before: 'Xã',
    after: 'Xã, Phường',
  });
});

test('what loses answers is marked as bad', () => {
  for (const kind of ['gone', 'part-gone', 'part-rekinded'])
    expect(told(line(kind, 'a', 'b')).tone).toBe('bad');
});
