import { expect, test, vi } from 'vitest';

import type { GridColumn } from './cells';
import { Grid } from './grid.svelte';
import { Sheet, type GridChange, type GridRow, type SaveRows } from './sheet.svelte';

const COLUMNS: GridColumn[] = [
  { name: 'ten', label: 'Tên', kind: 'text', options: [], width: 100 },
  { name: 'ngay', label: 'Ngày', kind: 'date', options: [], width: 100 },
  { name: 'the', label: 'Đeo thẻ', kind: 'yes_no', options: [], width: 80 },
  { name: 'so', label: 'Số', kind: 'count', options: [], width: 80 },
];

/** A store that keeps rows as asked, and counts. */
function store(rows: string[][] = []) {
  const kept = new Map<string, string[]>();
  let next = 1;
  rows.forEach((cells) => kept.set(`id${next++}`, cells));
  const acts: { changes: GridChange[]; name: string | null }[] = [];
  const state = { fails: false, stops: false };
  const save: SaveRows = (changes, name) => {
    if (state.fails) {
      return Promise.resolve({ failure: { code: 'E-DISK-FULL', message: 'Ổ đĩa đã đầy.' } });
    }
    if (state.stops) return Promise.resolve({ failure: null, stopped: true });
    acts.push({ changes, name });
    const ids = changes.map((change) => {
      const id = change.id || `id${next++}`;
      if (change.remove) kept.delete(id);
      else {
        const cells = [...(kept.get(id) ?? ['', '', '', ''])];
        for (const { column, text } of change.cells)
          cells[COLUMNS.findIndex((one) => one.name === column)] = text;
        kept.set(id, cells);
      }
      return id;
    });
    const back = ids.flatMap((id) => {
      const cells = kept.get(id);
      return cells ? [{ id, cells, marks: [] }] : [];
    });
    return Promise.resolve({ failure: null, stopped: false, ids, rows: back });
  };
  const first: GridRow[] = [...kept].map(([id, cells]) => ({ id, cells, marks: [] }));
  return { grid: new Grid(new Sheet(COLUMNS, first, save)), kept, acts, state };
}

const names = (grid: Grid) => grid.keys.map((_, row) => grid.text(row, 0));

test('a pasted table makes the rows it needs, in one act', async () => {
  const { grid, kept, acts } = store([['một', '', '', '']]);
  grid.to(1, 0);
  grid.paste([
    ['hai', '5/9/2022', 'Có', '4.545'],
    ['ba', 'mai', 'Không', '4,5'],
  ]);
  await grid.flush();

  expect(acts).toHaveLength(1);
  expect(acts[0]?.name).toBe('Dán 2 dòng');
  expect([...kept.values()].slice(1)).toEqual([
    ['hai', '2022-09-05', 'yes', '4545'],
    ['ba', 'mai', 'no', '4,5'],
  ]);
  expect(grid.copied()[0]).toEqual(['hai', '05/09/2022', 'Có', '4.545']);
});

test('a row of headings copied along is left out', async () => {
  const { grid, kept } = store();
  grid.paste([
    ['Tên', 'Ngày'],
    ['một', ''],
  ]);
  await grid.flush();
  expect([...kept.values()].map((cells) => cells[0])).toEqual(['một']);
});

test('one value is pasted into the whole selection', async () => {
  const { grid, kept } = store([
    ['một', '', '', ''],
    ['hai', '', '', ''],
  ]);
  grid.to(0, 2);
  grid.to(1, 2, true);
  grid.paste([['Có']]);
  await grid.flush();
  expect([...kept.values()].map((cells) => cells[2])).toEqual(['yes', 'yes']);
});

test('a row does not jump away while it is edited, and new ones stay in sight', async () => {
  const { grid } = store([
    ['b', '', '', ''],
    ['á', '', '', ''],
    ['', '', '', ''],
    ['đ', '', '', ''],
  ]);
  grid.sortBy(0);
  expect(names(grid)).toEqual(['á', 'b', 'đ', '']);
  grid.sortBy(0);
  expect(names(grid)).toEqual(['đ', 'b', 'á', '']);
  grid.to(0, 0);
  grid.begin('');
  grid.type('a');
  grid.nextRow();
  await grid.flush();
  expect(names(grid)).toEqual(['a', 'b', 'á', '']);
  grid.sortBy(0);
  expect(names(grid)).toEqual(['b', 'á', '', 'a']);
});

test('filters read without marks, and a choice by its word', () => {
  const { grid } = store([
    ['Đường Láng', '2022-09-05', 'yes', ''],
    ['Cầu Tre', '', 'no', ''],
  ]);
  grid.filter(0, 'duong');
  expect(names(grid)).toEqual(['Đường Láng']);
  grid.clearFilters();
  grid.filter(2, 'không');
  expect(names(grid)).toEqual(['Cầu Tre']);
  grid.filter(2, '');
  grid.filter(1, '05/09');
  expect(names(grid)).toEqual(['Đường Láng']);
});

test('a row under another is asked for under it, and an emptied row goes', async () => {
  const { grid, kept, acts } = store([
    ['một', '', '', ''],
    ['hai', '', '', ''],
  ]);
  grid.to(0, 0);
  grid.insertBelow();
  grid.begin('');
  grid.type('chen');
  grid.commit();
  await grid.flush();
  expect(acts.at(-1)?.changes[0]?.above).toBe('id1');
  expect(names(grid)).toEqual(['một', 'chen', 'hai']);

  grid.to(2, 0);
  grid.clear();
  await grid.flush();
  expect(acts.at(-1)?.changes).toEqual([{ id: 'id2', above: '', remove: true, cells: [] }]);
  expect([...kept.keys()]).toEqual(['id1', 'id3']);
});

test('what fails stays on screen and goes with the next attempt', async () => {
  const { grid, kept, state } = store([['một', '', '', '']]);
  state.fails = true;
  grid.begin('');
  grid.type('mới');
  grid.commit();
  await grid.flush();
  expect([grid.sheet.state, grid.text(0, 0), kept.get('id1')?.[0]]).toEqual([
    'failed',
    'mới',
    'một',
  ]);

  state.fails = false;
  await grid.flush();
  expect([grid.sheet.state, kept.get('id1')?.[0]]).toEqual(['saved', 'mới']);
});

test('a second of quiet saves what is being typed, and the field goes on', async () => {
  vi.useFakeTimers();
  const { grid, kept } = store([['một', '', '', '']]);
  grid.begin('');
  grid.type('dang go');
  await vi.advanceTimersByTimeAsync(1000);
  expect([kept.get('id1')?.[0], grid.typed]).toEqual(['dang go', 'dang go']);
  grid.cancel();
  await grid.flush();
  expect(kept.get('id1')?.[0]).toBe('một');
  vi.useRealTimers();
});

test('tabs walk through a row, and Enter goes back to where they began', () => {
  const { grid } = store([['một', '', '', '']]);
  grid.to(0, 1);
  grid.nextCell(1);
  grid.nextCell(1);
  grid.nextRow();
  expect(grid.active).toEqual({ row: 1, column: 1 });
});

test('a paste that is stopped leaves the rows as they were', async () => {
  const { grid, kept, acts, state } = store([
    ['một', '', '', ''],
    ['hai', '', 'yes', '7'],
  ]);
  state.stops = true;
  grid.to(1, 0);
  grid.paste([
    ['khác', '', 'Không', '9'],
    ['ba', '', '', ''],
    ['bốn', '', '', ''],
  ]);
  await grid.flush();

  expect(names(grid)).toEqual(['một', 'hai']);
  expect(grid.text(1, 3)).toBe('7');
  expect([kept.size, acts.length, grid.sheet.state]).toEqual([2, 0, 'saved']);
  state.stops = false;
  grid.to(2, 0);
  grid.paste([['ba', '', '', '']]);
  await grid.flush();
  expect([...kept.values()].map((row) => row[0])).toEqual(['một', 'hai', 'ba']);
});

test('rows stay when taking them away is stopped', async () => {
  const { grid, kept, state } = store([['một', '', '', '']]);
  state.stops = true;
  grid.to(0, 0);
  grid.removeRows();
  await grid.flush();

  expect(names(grid)).toEqual(['một']);
  expect(kept.size).toBe(1);
});
