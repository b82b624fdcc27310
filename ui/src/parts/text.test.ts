import { describe, expect, test } from 'vitest';

import {
  capital,
  fold,
  formatCount,
  formatDate,
  initials,
  parseCount,
  parseDate,
  parsePercent,
  parseTime,
} from './text';

describe('counts', () => {
  test.each([
    ['4545', '4545'],
    ['4.545', '4545'],
    ['12.345.678', '12345678'],
    [' 1 234 ', '1234'],
    ['007', '7'],
    ['0', '0'],
    ['', ''],
  ])('reads %j as %j', (typed, digits) => expect(parseCount(typed)).toBe(digits));

  test.each(['4,5', '1.23', '1.2345', '12a', '-3', '1e5', '9999999999999999'])(
    'refuses %j',
    (typed) => expect(parseCount(typed)).toBeNull(),
  );

  test('groups thousands with points', () => {
    expect(formatCount('4545')).toBe('4.545');
    expect(formatCount('34336')).toBe('34.336');
    expect(formatCount('27')).toBe('27');
    expect(formatCount('chưa rõ')).toBe('chưa rõ');
  });
});

test('reads percentages with comma or point, with or without the sign', () => {
  expect(parsePercent('44,66')).toBe('44,66');
  expect(parsePercent('44.66 %')).toBe('44,66');
  expect(parsePercent('1.234,5')).toBeNull();
});

describe('days', () => {
  test.each([
    ['15/9/2022', '2022-09-15'],
    ['15-09-22', '2022-09-15'],
    ['15 9 2022', '2022-09-15'],
    ['15092022', '2022-09-15'],
    ['29/02/2024', '2024-02-29'],
    ['', ''],
  ])('reads %j as %j', (typed, iso) => expect(parseDate(typed)).toBe(iso));

  test.each(['31/02/2022', '29/02/2022', '2022-09-15', '15/9', '9/15/2022', 'hôm nay'])(
    'refuses %j',
    (typed) => expect(parseDate(typed)).toBeNull(),
  );

  test('come back as they were', () =>
    expect(parseDate(formatDate('2022-02-05'))).toBe('2022-02-05'));
});

describe('times', () => {
  test.each([
    ['8:5', '08:05'],
    ['8h05', '08:05'],
    ['8 giờ 5 phút', '08:05'],
    ['0805', '08:05'],
    ['11g30', '11:30'],
    ['8', '08:00'],
  ])('reads %j as %j', (typed, time) => expect(parseTime(typed)).toBe(time));

  test.each(['24:00', '8:60', 'sáng'])('refuses %j', (typed) =>
    expect(parseTime(typed)).toBeNull(),
  );
});

test('folds đ and marks, composed or not', () => {
  expect(fold('Phường Đông Khê')).toBe('phuong dong khe');
  expect(fold('Phường Đông Khê'.normalize('NFD'))).toBe('phuong dong khe');
});

test('takes the last two words for a badge', () => {
  expect(initials('Nguyễn Thị Thanh Hồng')).toBe('TH');
  expect(initials('')).toBe('');
});

test('begins a label with a capital, marks and all', () => {
  expect(capital('đơn vị trực thuộc')).toBe('Đơn vị trực thuộc');
  expect(capital('ảnh')).toBe('Ảnh');
  expect(capital('')).toBe('');
});
