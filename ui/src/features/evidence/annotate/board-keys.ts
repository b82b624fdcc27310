/** Drawing by keyboard: digits choose a tool, Enter places a mark, arrows move and resize it. */
import { inTextField, keyName } from '$/parts/keys';

import type { Board } from './board.svelte';
import { TOOLS, type Place } from './marks';

/** How far an arrow moves, in thousandths. */
const STEP = 10;

const ARROWS: Record<string, Place> = {
  ArrowLeft: { x: -STEP, y: 0 },
  ArrowRight: { x: STEP, y: 0 },
  ArrowUp: { x: 0, y: -STEP },
  ArrowDown: { x: 0, y: STEP },
};

export function boardKeys(board: Board, save: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.isComposing || event.altKey) return;
    if (act(board, event, save)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
}

/** Answers whether the key meant something here. */
function act(board: Board, event: KeyboardEvent, save: () => void): boolean {
  const name = keyName(event);
  if (name === 'ctrl+Enter') {
    save();
    return true;
  }
  // Inside a field, keys belong to its words.
  if (inTextField(event)) return false;
  if (name === 'ctrl+KeyZ') board.undo();
  else if (name === 'Delete' && board.current) board.remove();
  else if (name === 'Enter') return place(board, event);
  else if (/^Digit[1-6]$/.test(name)) board.choose(TOOLS[Number(name.slice(5)) - 1] ?? 'select');
  else return arrow(board, event);
  return true;
}

function place(board: Board, event: KeyboardEvent): boolean {
  const on = event.target instanceof Element ? event.target : null;
  if (on?.closest('button') || board.tool === 'select') return false;
  board.place(board.tool);
  return true;
}

function arrow(board: Board, event: KeyboardEvent): boolean {
  const by = ARROWS[event.code];
  const on = event.target instanceof Element ? event.target : null;
  if (!by || !board.current || on?.closest('[role=radiogroup]')) return false;
  if (event.shiftKey) board.resize(by);
  else board.move(by);
  return true;
}
