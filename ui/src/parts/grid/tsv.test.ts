import { expect, test } from 'vitest';

import { readTsv, writeTsv } from './tsv';

test('reads what Excel puts on the clipboard', () => {
  expect(readTsv('a\tb\r\n1\t2\r\n')).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ]);
  expect(readTsv('"hai\r\ndòng"\tb')).toEqual([['hai\ndòng', 'b']]);
  expect(readTsv('"nói ""vâng"""')).toEqual([['nói "vâng"']]);
  expect(readTsv('\t\n')).toEqual([['', '']]);
  expect(readTsv('')).toEqual([]);
});

test('a quote inside a text is a quote', () => {
  expect(readTsv('sổ "một cửa"\tb')).toEqual([['sổ "một cửa"', 'b']]);
  expect(readTsv('"không đóng\tb')).toEqual([['"không đóng', 'b']]);
});

test('what is written is read back', () => {
  const rows = [
    ['a\tb', 'hai\ndòng', '"'],
    ['', 'x', '""'],
  ];
  expect(readTsv(writeTsv(rows))).toEqual(rows);
});
