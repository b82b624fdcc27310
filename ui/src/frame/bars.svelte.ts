/** What a screen says in the bar on top and in the status bar below. The shell draws them. */
import type { Snippet } from 'svelte';

import type { SaveState } from '$/parts/unsaved.svelte';

import type { Route } from './router.svelte';

/** A neighbouring screen of the same thing, e.g. a visit's checklist and its minutes. */
export interface Tab {
  label: string;
  icon: 'visit' | 'registers' | 'evidence' | 'minutes' | 'campaign' | 'timeline';
  route: Route;
  current: boolean;
}

/** The words and acts of the two bars. */
export interface BarsView {
  /** Big line on top. */
  title: string;
  /** Small line under it. */
  subtitle: string;
  /** Where the arrow leads; `null` shows none. */
  back: Route | null;
  tabs: Tab[];
  /** More of the screen's own in the bar on top, e.g. progress and clock. */
  extra: Snippet | null;
  /** How saving stands; `saved` with an empty `savedAt` shows nothing. */
  saving: SaveState;
  /** `10:19:42`, only after the commit. */
  savedAt: string;
  /** `09:00`, or empty when there is none. */
  lastBackup: string;
  /** What Ctrl+Z would take back. */
  undo: { label: string; run: () => void } | null;
  /** What Ctrl+Y would do again. */
  redo: { label: string; run: () => void } | null;
  /** How many changes have no second copy. */
  unshared: number;
  /** Text at the right of the status bar. */
  note: string;
  /** Keys of this screen, for the list behind F1. */
  keys: { keys: string[]; does: string }[];
  /** The visit that Ctrl+K searches first. */
  visit: string;
  /** Shows the mark of a sample. */
  sample: boolean;
}

const PLAIN: BarsView = {
  title: '',
  subtitle: '',
  back: null,
  tabs: [],
  extra: null,
  saving: 'saved',
  savedAt: '',
  lastBackup: '',
  undo: null,
  redo: null,
  unshared: 0,
  note: '',
  keys: [],
  visit: '',
  sample: false,
};

class Bars {
  view = $state.raw<BarsView>(PLAIN);
}

export const bars = new Bars();

/**
 * Says, from a screen's script, what the bars show while the screen is there:
 * `showBars(() => ({ title: t.bin.title }))`. Runs again when what it reads changes.
 */
export function showBars(say: () => Partial<BarsView>): void {
  $effect.pre(() => {
    bars.view = { ...PLAIN, ...say() };
  });
}
