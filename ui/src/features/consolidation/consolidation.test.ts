import { describe, expect, it } from 'vitest';

import type { MatrixItemView, MatrixView } from '$/api';

import { campaignsOf, pointsOf, Cursor, itemsOf, movesOf, shortest } from './consolidation.svelte';

function item(id: string, notMet = 0, partly = 0): MatrixItemView {
  return { id, title: id, verdicts: { met: 1, partly, notMet, notApplicable: 0, open: 0 } };
}

const matrix: MatrixView = {
  areas: [
    { id: 'CD', title: 'Chỉ đạo', items: 2 },
    { id: 'MC', title: 'Một cửa', items: 1 },
  ],
  items: [item('CD-01'), item('CD-02', 1), item('MC-01', 0, 2)],
  units: [],
};

describe('consolidation', () => {
  it('shows the items of one area with their place among all', () => {
    expect(itemsOf(matrix, 'MC').map((one) => one.at)).toEqual([2]);
    expect(itemsOf(matrix, '').length).toBe(3);
  });

  it('puts what is not met before what is met on the whole, and leaves out what is met', () => {
    expect(shortest(itemsOf(matrix, '')).map((one) => one.id)).toEqual(['CD-02', 'MC-01']);
  });

  it('counts only what was judged both times', () => {
    const verdicts = { met: 0, partly: 0, notMet: 0, notApplicable: 0, open: 0 };
    const cell = {
      mark: '✓',
      spoken: 'đạt',
      shortcomings: 0,
      figure: '',
      before: '',
      beforeEach: '',
      figureBefore: '',
    };
    const unit = {
      name: 'Phường',
      visit: 'v',
      date: '',
      madeOf: [],
      fromDesk: false,
      verdicts,
      cells: [
        { ...cell, change: 'better' as const },
        { ...cell, change: null },
        { ...cell, change: 'worse' as const },
      ],
    };
    expect(movesOf([unit], itemsOf(matrix, ''))).toEqual({ better: 1, worse: 1, same: 0 });
  });

  it('puts every campaign at one place in all charts, and draws no point without a number', () => {
    const point = (year: number, hundredths: number | null) => ({
      visit: 'v',
      date: `15/09/${year}`,
      campaign: `Năm ${year}`,
      madeOf: [],
      said: '',
      hundredths,
    });
    const one = { unit: 'Xã A', points: [point(2020, 10_000), point(2022, 5185)] };
    const other = { unit: 'Xã B', points: [point(2018, null), point(2022, 0)] };
    const columns = campaignsOf({ item: 'CD-05', label: '', units: [one, other] });
    expect(columns).toEqual(['Năm 2018', 'Năm 2020', 'Năm 2022']);
    expect(pointsOf(other, columns).map((it) => it.label)).toEqual(['0%']);
    const [full, half] = pointsOf(one, columns);
    expect(half?.label).toBe('51,85%');
    expect(full && half && full.y < half.y && full.x < half.x).toBe(true);
    expect(half?.x).toBe(pointsOf(other, columns)[0]?.x);
  });

  it('keeps the cursor inside', () => {
    const cursor = new Cursor();
    expect(cursor.move('ArrowUp', 3, 2)).toBe(true);
    expect([cursor.row, cursor.column]).toEqual([0, 0]);
    cursor.move('End', 3, 2);
    cursor.move('PageDown', 3, 2);
    expect([cursor.row, cursor.column]).toEqual([2, 1]);
    expect(cursor.move('a', 3, 2)).toBe(false);
  });
});
