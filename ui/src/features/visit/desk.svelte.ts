/** What lies open on the screen of a visit: a dialog, the way to the file chooser. */
import type { FindingView } from '$/api';
import { router } from '$/frame/router.svelte';
import { toasts } from '$/parts/toasts.svelte';

import type { Visit } from './visit.svelte';

/** A question over the screen. */
export type OpenDialog =
  | { kind: 'finding'; item: string; finding: FindingView | null }
  | { kind: 'details' }
  | { kind: 'derived' }
  | { kind: 'return'; item: string }
  | { kind: 'history'; item: string }
  | { kind: 'acts' }
  | { kind: 'past' }
  | { kind: 'lost' }
  | { kind: 'disputes'; item: string };

/** The visit and what is open over it. */
export class Desk {
  readonly visit: Visit;
  dialog = $state.raw<OpenDialog | null>(null);
  /** Opens the file chooser; the pane with the evidence says how. */
  chooseFiles: () => void = () => {};

  constructor(visit: Visit) {
    this.visit = visit;
  }

  /** Records a finding for the open item, or changes one. What is typed is on its way first. */
  recordFinding(finding: FindingView | null = null): void {
    if (!finding && !this.visit.item) return;
    leaveField();
    this.dialog = { kind: 'finding', item: this.visit.item, finding };
  }

  /** Takes the open item one step on, reviewed, then accepted, or says why not. */
  async lookOver(act: 'forward' | 'reopen' = 'forward'): Promise<void> {
    const item = this.visit.item;
    if (!item) return;
    leaveField();
    await toasts.attempt(this.visit.look(item, act));
  }

  /** Opens a question over the screen; what is typed is on its way first. */
  ask(dialog: OpenDialog): void {
    leaveField();
    this.dialog = dialog;
  }

  /** Goes to the register of the open item, or to the list of registers where it has none. */
  openRegister(): void {
    leaveField();
    const { id, item, items } = this.visit;
    const register = items.find((one) => one.id === item)?.register ?? '';
    router.go({ screen: 'registers', visit: id, register, item });
  }
}

/** Leaving a field saves it. */
export function leaveField(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
