/** Everything a person can do from where they are, with its key, for the quick find. */
import type { Component } from 'svelte';

import ArchiveRestore from '@lucide/svelte/icons/archive-restore';
import Contrast from '@lucide/svelte/icons/contrast';
import FileCheck from '@lucide/svelte/icons/file-check';
import FolderOpen from '@lucide/svelte/icons/folder-open';
import FolderPlus from '@lucide/svelte/icons/folder-plus';
import Keyboard from '@lucide/svelte/icons/keyboard';
import LifeBuoy from '@lucide/svelte/icons/life-buoy';
import ListTree from '@lucide/svelte/icons/list-tree';
import LockKeyhole from '@lucide/svelte/icons/lock-keyhole';
import Save from '@lucide/svelte/icons/save';
import Settings from '@lucide/svelte/icons/settings';
import SquareArrowRight from '@lucide/svelte/icons/square-arrow-right';
import Undo2 from '@lucide/svelte/icons/undo-2';
import Zap from '@lucide/svelte/icons/zap';
import Usb from '@lucide/svelte/icons/usb';
import ZoomIn from '@lucide/svelte/icons/zoom-in';
import ZoomOut from '@lucide/svelte/icons/zoom-out';

import { bars } from '$/frame/bars.svelte';
import { router } from '$/frame/router.svelte';
import { t } from '$/i18n';
import { pressKey } from '$/parts/keys';
import { fold } from '$/parts/text';

import { nextTheme, zoomBy } from './look';

/** One thing to do. */
export interface Act {
  label: string;
  /** What it is found by, where the label also tells of the work: nobody who types the code of an
   * item means to undo what was done there. */
  words?: string;
  /** As shown on the keyboard; empty when it has none. */
  keys: string[];
  icon: Component<{ size?: number | string; strokeWidth?: number | string }>;
  run: () => void;
}

/** What the frame itself does. */
export interface FrameActs {
  keys: () => void;
  pad: () => void;
  lock: () => void;
  save: () => void;
}

/** The acts of this screen, then those that work everywhere. */
export function actsHere(frame: FrameActs): Act[] {
  const { tabs, keys, undo } = bars.view;
  // A key that does one thing is pressed for the person; digits belong to the item in view.
  const own = keys.filter((row) => row.keys.length === 1 && /^F\d+$/.test(row.keys[0] ?? ''));
  return [
    ...own.map((row) => ({
      label: row.does,
      keys: row.keys,
      icon: Zap,
      run: () => pressKey(row.keys[0] ?? ''),
    })),
    ...tabs
      .filter((tab) => !tab.current)
      .map((tab) => ({
        label: t.palette.goTo(tab.label),
        keys: [],
        icon: SquareArrowRight,
        run: () => router.go(tab.route),
      })),
    ...(undo
      ? [
          {
            label: t.status.undo(undo.label),
            words: t.words.undo,
            keys: ['Ctrl', 'Z'],
            icon: Undo2,
            run: undo.run,
          },
        ]
      : []),
    ...everywhere(frame),
  ];
}

function everywhere(frame: FrameActs): Act[] {
  const go = (
    label: string,
    screen: 'campaigns' | 'checklists' | 'exchange' | 'verify' | 'bin' | 'settings',
  ) => ({
    label,
    keys: [],
    run: () => router.go({ screen }),
  });
  return [
    { ...go(t.shell.campaigns, 'campaigns'), icon: FolderOpen },
    {
      label: t.palette.newCampaign,
      keys: [],
      icon: FolderPlus,
      run: () => router.go({ screen: 'campaign-edit', id: null }),
    },
    { ...go(t.checklist.open, 'checklists'), icon: ListTree },
    { ...go(t.delegation.open, 'exchange'), icon: Usb },
    { ...go(t.shell.verify, 'verify'), icon: FileCheck },
    { ...go(t.shell.bin, 'bin'), icon: ArchiveRestore },
    { ...go(t.shell.settings, 'settings'), icon: Settings },
    { label: t.keys.save, keys: ['Ctrl', 'S'], icon: Save, run: frame.save },
    { label: t.shell.keys, keys: ['F1'], icon: Keyboard, run: frame.keys },
    { label: t.pad.open, keys: ['F12'], icon: LifeBuoy, run: frame.pad },
    { label: t.look.next, keys: [], icon: Contrast, run: () => void nextTheme() },
    { label: t.shell.lock, keys: ['Ctrl', 'L'], icon: LockKeyhole, run: frame.lock },
    { label: t.keys.larger, keys: ['Ctrl', '+'], icon: ZoomIn, run: () => void zoomBy(1) },
    { label: t.keys.smaller, keys: ['Ctrl', '−'], icon: ZoomOut, run: () => void zoomBy(-1) },
  ];
}

/** The acts that every word finds, marks left out; all of them when nothing was typed. */
export function actsFor(acts: Act[], text: string): Act[] {
  const words = fold(text).split(/\s+/).filter(Boolean);
  return acts.filter((act) => words.every((word) => fold(act.words ?? act.label).includes(word)));
}
