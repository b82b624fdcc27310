/** Slots of a paper being written: what the data say, what a person wrote, what is on its way. */
import { SvelteMap } from 'svelte/reactivity';

import type { Failure, SlotView } from '$/api';
import { Unsaved, type SaveState } from '$/parts/unsaved.svelte';

import { clockNow } from './clock';

/** How a slot stands, as the list says it. */
export type SlotState = 'generated' | 'edited' | 'moved' | 'empty' | 'gaps';

const GAP = /\{[^{}\n]*\}/;

interface Paper {
  /** The slots as the engine has them now. */
  slots: () => readonly SlotView[];
  /** Keeps a text, or goes back to the generated one. */
  save: (slot: string, text: string | null) => Promise<Failure | null>;
}

/** The slots of one paper. */
export class Slots {
  /** When the latest answer about a saved slot came. */
  savedAt = $state('');
  readonly #paper: Paper;
  readonly #unsaved = new SvelteMap<string, Unsaved<string | null>>();

  constructor(paper: Paper) {
    this.#paper = paper;
  }

  readonly failures = $derived([...this.#unsaved.values()].filter((one) => one.state === 'failed'));
  readonly saving = $derived.by<SaveState>(() => {
    const states = [...this.#unsaved.values()].map((one) => one.state);
    const order = ['failed', 'saving', 'dirty'] as const;
    return order.find((state) => states.includes(state)) ?? 'saved';
  });

  /** The slot's text as it stands on screen, saved or on its way. */
  text(slot: SlotView): string {
    const pending = this.#unsaved.get(slot.id)?.value;
    return (pending === undefined ? slot.edited : pending) ?? slot.generated;
  }

  state(slot: SlotView): SlotState {
    const text = this.text(slot);
    if (GAP.test(text)) return 'gaps';
    if (slot.movedOn) return 'moved';
    if (text.trim() === '') return 'empty';
    return slot.edited === null ? 'generated' : 'edited';
  }

  /** A slot on its way to the store; the generated wording is kept as no edit at all. */
  field(slot: string): Unsaved<string | null> {
    const known = this.#unsaved.get(slot);
    if (known) return known;
    const field = new Unsaved<string | null>((text) => this.#save(slot, text));
    this.#unsaved.set(slot, field);
    return field;
  }

  /** Back to the wording made from the data. */
  takeGenerated(slot: string): Promise<void> {
    return this.field(slot).set(null);
  }

  /** The edit stands although the data moved on. */
  async keepEdit(slot: SlotView): Promise<Failure | null> {
    await this.flush();
    return this.#paper.save(slot.id, this.text(slot));
  }

  /** The edit and what the data say now, word by word. */
  async takeWoven(slot: SlotView): Promise<Failure | null> {
    await this.flush();
    const now = this.#paper.slots().find((one) => one.id === slot.id);
    return now?.woven ? this.#paper.save(slot.id, now.woven.text) : null;
  }

  async flush(): Promise<void> {
    await Promise.all([...this.#unsaved.values()].map((one) => one.flush()));
  }

  async #save(id: string, text: string | null): Promise<Failure | null> {
    const slot = this.#paper.slots().find((one) => one.id === id);
    const next = text === slot?.generated ? null : text;
    if (slot && next === slot.edited) return null;
    const failure = await this.#paper.save(id, next);
    if (!failure) this.savedAt = clockNow();
    return failure;
  }
}
