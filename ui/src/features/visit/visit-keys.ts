/** The keys of the visit: digits, arrows and F-keys; never letters, Backspace or Delete. */
import type { KeyMap } from '$/parts/keys';

import { VERDICTS } from './answers';
import type { Desk } from './desk.svelte';

interface Acts {
  /** Digits judge; can be turned off (WCAG 2.1.4). */
  digits: () => boolean;
  /** Shows the open item after a move. */
  follow: () => void;
  /** Into the first field of the open item. */
  first: () => void;
  /** To the dense list for paper days. */
  quick: () => void;
}

export function visitKeys(desk: Desk, acts: Acts): KeyMap {
  const { visit } = desk;
  const move = (by: () => void) => () => {
    by();
    acts.follow();
  };
  const judge = (verdict: string) => () => {
    if (!acts.digits()) return false;
    void visit.judge(visit.item, verdict);
    return true;
  };
  const digits = VERDICTS.map((verdict, at) => [`Digit${at + 1}`, judge(verdict)] as const);
  return {
    ...Object.fromEntries(digits),
    Digit0: judge(''),
    ArrowDown: move(() => visit.step(1)),
    ArrowUp: move(() => visit.step(-1)),
    Home: move(() => visit.edge('first')),
    End: move(() => visit.edge('last')),
    Enter: (event) => {
      const on = event.target instanceof Element ? event.target : null;
      if (on?.closest('button,a,[role=menuitem],summary')) return false;
      acts.first();
      return true;
    },
    F7: () => desk.openRegister(),
    F2: () => desk.ask({ kind: 'past' }),
    F3: () => {
      if (visit.item) desk.ask({ kind: 'history', item: visit.item });
    },
    'shift+F3': () => desk.ask({ kind: 'acts' }),
    F4: () => void desk.lookOver(),
    'shift+F4': () => {
      if (visit.item) desk.ask({ kind: 'return', item: visit.item });
    },
    'shift+F7': () => acts.quick(),
    F8: () => desk.chooseFiles(),
    F9: () => desk.recordFinding(),
  };
}
