/** The contact sheet of a visit: all its evidence, what is shown of it, what is selected. */
import { SvelteSet } from 'svelte/reactivity';

import {
  commands,
  type EvidenceSheet,
  type EvidenceView,
  type Failure,
  type Result,
  type Saved,
} from '$/api';

import type { EvidenceHost } from '../host';

/** Evidence that proves nothing yet. */
export const NO_ITEM = '-';

export class Sheet implements EvidenceHost {
  readonly id: string;
  /** No item is open here. */
  readonly item = '';
  view = $state.raw<EvidenceSheet | null>(null);
  failure = $state.raw<Failure | null>(null);
  savedAt = $state('');
  saving = $state(false);
  area = $state('');
  /** An item, `NO_ITEM`, or `''` for all. */
  onlyItem = $state('');
  bare = $state(false);
  annexed = $state(false);
  readonly selected = new SvelteSet<string>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(id: string) {
    this.id = id;
  }

  readonly evidence = $derived<EvidenceView[]>(this.view?.evidence ?? []);
  readonly items = $derived(this.view?.items ?? []);
  readonly areas = $derived(
    this.items
      .filter((one, at) => this.items.findIndex((other) => other.area === one.area) === at)
      .map((one) => [one.area, one.areaTitle] as const),
  );
  /** The items that something was filed under, in the order of the checklist. */
  readonly usedItems = $derived(
    this.items.filter(
      (one) =>
        (this.area === '' || one.area === this.area) &&
        this.evidence.some((piece) => piece.items.includes(one.id)),
    ),
  );
  readonly shown = $derived(this.evidence.filter((piece) => this.#passes(piece)));
  /** What is selected and shown: nothing out of sight is ever changed. */
  readonly chosen = $derived(this.shown.filter((piece) => this.selected.has(piece.id)));
  readonly filtered = $derived(
    this.area !== '' || this.onlyItem !== '' || this.bare || this.annexed,
  );

  async load(): Promise<void> {
    const answer = await commands.evidenceSheet(this.id);
    this.failure = answer.status === 'error' ? answer.error : null;
    if (answer.status === 'ok') this.view = answer.data;
  }

  edit(command: () => Promise<Result<Saved>>): Promise<Failure | null> {
    return this.#inTurn(async () => {
      const answer = await command();
      if (answer.status === 'error') return answer.error;
      this.savedAt = answer.data.at;
      await this.load();
      return null;
    });
  }

  /** Waits until every edit is answered. */
  settle = async (): Promise<void> => {
    await this.#turn;
  };

  undo(): Promise<Failure | null> {
    return this.#inTurn(async () => {
      const answer = await commands.undo(this.id);
      if (answer.status === 'error') return answer.error;
      await this.load();
      return null;
    });
  }

  unfilter(): void {
    this.area = this.onlyItem = '';
    this.bare = this.annexed = false;
  }

  selectAll(): void {
    for (const piece of this.shown) this.selected.add(piece.id);
  }

  #passes(piece: EvidenceView): boolean {
    const known = (id: string) => this.items.find((one) => one.id === id);
    const fitsItem =
      this.onlyItem === '' ||
      (this.onlyItem === NO_ITEM ? piece.items.length === 0 : piece.items.includes(this.onlyItem));
    return (
      fitsItem &&
      (this.area === '' || piece.items.some((id) => known(id)?.area === this.area)) &&
      (!this.bare || piece.caption === '') &&
      (!this.annexed || piece.number > 0)
    );
  }

  async #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(async () => {
      this.saving = true;
      try {
        return await act();
      } finally {
        this.saving = false;
      }
    });
    this.#turn = mine.catch(() => undefined);
    return mine;
  }
}
