import { describe, expect, it } from 'vitest';

import { Board } from './board.svelte';
import { drawn, isSeen, moved, resized } from './marks';

const box = drawn('box', { x: 100, y: 100 }, { x: 300, y: 200 });

describe('marks', () => {
  it('stay on the picture, whole', () => {
    expect(moved(box, { x: -500, y: 5000 })).toMatchObject({ x1: 0, x2: 200, y1: 900, y2: 1000 });
    expect(drawn('blur', { x: -3.4, y: 2.6 }, { x: 1200, y: 10 })).toMatchObject({
      x1: 0,
      y1: 3,
      x2: 1000,
    });
  });

  it('are not resized until nothing is left of them', () => {
    expect(resized(box, { x: 50, y: 0 }).x2).toBe(350);
    expect(resized(box, { x: -200, y: 0 })).toBe(box);
    expect(isSeen({ ...box, kind: 'text', text: '  ' })).toBe(false);
  });
});

describe('the board', () => {
  it('draws what the hand drags, and forgets a slip', () => {
    const board = new Board([]);
    board.choose('ellipse');
    board.press({ x: 100, y: 100 }, -1);
    board.drag({ x: 400, y: 300 });
    board.release();
    expect(board.kept).toEqual([drawn('ellipse', { x: 100, y: 100 }, { x: 400, y: 300 })]);

    board.choose('box');
    board.press({ x: 500, y: 500 }, -1);
    board.release();
    expect(board.marks).toHaveLength(1);
  });

  it('moves, resizes and removes by keyboard, and takes each step back', () => {
    const board = new Board([]);
    board.place('arrow');
    board.move({ x: 10, y: 0 });
    board.resize({ x: 0, y: -10 });
    expect(board.current).toMatchObject({ x1: 410, y1: 400, x2: 610, y2: 590 });

    board.remove();
    expect(board.marks).toHaveLength(0);
    board.undo();
    board.undo();
    board.undo();
    expect(board.marks).toEqual([drawn('arrow', { x: 400, y: 400 }, { x: 600, y: 600 })]);
    board.undo();
    expect(board.dirty).toBe(false);
  });

  it('keeps a text only with words', () => {
    const board = new Board([]);
    board.place('text');
    expect(board.kept).toEqual([]);
    board.write('Thiếu số');
    expect(board.kept).toHaveLength(1);
  });
});
