import { describe, expect, it } from 'vitest';

import type { MatrixItemView, MatrixView } from '$/api';

import { Cursor, itemsOf, movesOf, shortest } from './consolidation.svelte';

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
    const cell = { mark: '✓', spoken: 'đạt', shortcomings: 0, figure: '', before: '' };
    const unit = {
      name: 'Phường',
      visit: 'v',
      date: '',
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
