/** The keys of a grid. Letters, Backspace and what an input method sends begin to type. */
import { FILTER, HEAD, type Grid } from './grid.svelte';

/** What the component does for the keys. */
export interface KeyActs {
  /** Rows on one screen. */
  page: () => number;
  /** Opens the field on what stands in the cell. */
  open: () => void;
  /** Sees to it that the field has the focus, so that this very key lands in it. */
  ready: () => void;
  /** The focus goes from the field back to the grid. */
  leave: () => void;
}

/** A key pressed while moving about. Answers whether it was the grid's. */
export function movingKey(grid: Grid, event: KeyboardEvent, acts: KeyActs): boolean {
  if (event.altKey && event.key !== 'ArrowDown') return false;
  const ctrl = event.ctrlKey || event.metaKey;
  const step = steps(grid, event, acts)[event.key];
  if (step) {
    step();
    return true;
  }
  if (ctrl) return withCtrl(grid, event);
  if (event.key === 'F2') acts.open();
  else if (event.key === 'Delete' && grid.active.row >= 0) grid.clear();
  else if (event.key === 'Enter') onEnter(grid, event, acts);
  else if (event.key === ' ' && grid.active.row === HEAD) grid.sortBy(grid.active.column);
  else if (event.key === ' ' && grid.toggle()) return true;
  else if (/^[1-9]$/.test(event.key) && grid.choose(Number(event.key))) return true;
  else if (typesText(event) && grid.active.row !== HEAD) {
    acts.ready();
    // Not handled: the letter goes into the field.
    return false;
  } else return false;
  return true;
}

/** A key pressed while typing into a cell. */
export function typingKey(grid: Grid, event: KeyboardEvent, acts: KeyActs): boolean {
  if (event.isComposing) return false;
  if (event.key === 'Escape') grid.cancel();
  else if (event.key === 'Enter' && !event.altKey) {
    grid.commit();
    if (event.ctrlKey || event.metaKey) grid.insertBelow();
    else grid.nextRow(event.shiftKey ? -1 : 1);
  } else if (event.key === 'Tab') {
    grid.commit();
    grid.nextCell(event.shiftKey ? -1 : 1);
  } else return false;
  acts.leave();
  return true;
}

function steps(
  grid: Grid,
  event: KeyboardEvent,
  acts: KeyActs,
): Record<string, (() => void) | undefined> {
  const { row, column } = grid.active;
  const ctrl = event.ctrlKey || event.metaKey;
  const shift = event.shiftKey;
  const last = grid.keys.length;
  const right = grid.columns.length - 1;
  return {
    ArrowDown: () => {
      if (event.altKey) acts.open();
      else if (ctrl) grid.to(last - 1, column, shift);
      else grid.move(1, 0, shift);
    },
    ArrowUp: () => (ctrl ? grid.to(0, column, shift) : grid.move(-1, 0, shift)),
    ArrowLeft: () => (ctrl ? grid.to(row, 0, shift) : grid.move(0, -1, shift)),
    ArrowRight: () => (ctrl ? grid.to(row, right, shift) : grid.move(0, 1, shift)),
    Home: () => (ctrl ? grid.to(0, 0, shift) : grid.to(row, 0, shift)),
    End: () => (ctrl ? grid.to(Math.max(0, last - 1), right, shift) : grid.to(row, right, shift)),
    PageDown: () => grid.to(Math.max(0, row) + acts.page(), column, shift),
    PageUp: () => grid.to(Math.max(0, row - acts.page()), column, shift),
  };
}

function withCtrl(grid: Grid, event: KeyboardEvent): boolean {
  if (event.code === 'KeyD' && grid.active.row >= 0) grid.fillDown();
  else if (event.code === 'KeyA') grid.selectAll();
  else if (event.key === 'Enter') grid.insertBelow();
  else if (event.key === 'Delete' && grid.active.row >= 0) grid.removeRows();
  else return false;
  return true;
}

function onEnter(grid: Grid, event: KeyboardEvent, acts: KeyActs): void {
  if (grid.active.row === HEAD) grid.sortBy(grid.active.column);
  else if (grid.active.row === FILTER) acts.open();
  else grid.nextRow(event.shiftKey ? -1 : 1);
}

/** A letter, a digit, or whatever an input method announces before it types. */
function typesText(event: KeyboardEvent): boolean {
  return event.key.length === 1 || event.key === 'Process' || event.key === 'Unidentified';
}
