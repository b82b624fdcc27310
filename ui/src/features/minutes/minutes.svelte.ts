/** The state of the minutes screen: what the engine says, slots being edited, what is asked. */
import { SvelteMap } from 'svelte/reactivity';

import {
  commands,
  type Failure,
  type MinutesView,
  type Result,
  type SignerView,
  type SlotView,
  type StrokesInput,
  type VisitView,
} from '$/api';
import { t } from '$/i18n';
import type { SaveState } from '$/parts/unsaved.svelte';
import { Unsaved } from '$/parts/unsaved.svelte';

import { clockNow } from './clock';

/** How a slot stands, as the list says it. */
export type SlotState = 'generated' | 'edited' | 'moved' | 'empty' | 'gaps';

const GAP = /\{[^{}\n]*\}/;

/** The minutes of one visit. */
export class Minutes {
  readonly visit: string;
  view = $state.raw<MinutesView | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** The slot in the editor. */
  slot = $state('');
  /** The visit the minutes speak of, for the bars; absent while it is being read. */
  about = $state.raw<VisitView | null>(null);
  /** When the latest answer about a saved slot came. */
  savedAt = $state('');
  readonly #unsaved = new SvelteMap<string, Unsaved<string | null>>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(visit: string) {
    this.visit = visit;
  }

  readonly draft = $derived(this.view?.state === 'draft');
  readonly current = $derived(this.view?.slots.find((slot) => slot.id === this.slot));
  readonly blocks = $derived((this.view?.checks ?? []).filter((one) => one.level === 'block'));
  readonly warnings = $derived((this.view?.checks ?? []).filter((one) => one.level === 'warn'));
  readonly failures = $derived([...this.#unsaved.values()].filter((one) => one.state === 'failed'));
  readonly saving = $derived.by<SaveState>(() => {
    const states = [...this.#unsaved.values()].map((one) => one.state);
    const order = ['failed', 'saving', 'dirty'] as const;
    return order.find((state) => states.includes(state)) ?? 'saved';
  });

  async load(): Promise<void> {
    this.failure = await this.#ask(() => commands.minutes(this.visit));
    this.slot ||= this.view?.slots[0]?.id ?? '';
    const about = await commands.visit(this.visit);
    if (about.status === 'error') return;
    this.about = about.data;
    this.savedAt = '';
  }

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
    const field = new Unsaved<string | null>((text) => this.#saveSlot(slot, text));
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
    return this.#ask(() => commands.setSlot(this.visit, slot.id, this.text(slot)));
  }

  /** Saves everything; also the attempt to save again what failed. */
  flush = async (): Promise<void> => {
    await Promise.all([...this.#unsaved.values()].map((one) => one.flush()));
  };

  async seal(): Promise<Failure | null> {
    await this.flush();
    return this.#ask(() => commands.seal(this.visit));
  }

  revise(reason: string): Promise<Failure | null> {
    return this.#ask(() => commands.revise(this.visit, reason.normalize('NFC').trim()));
  }

  /** Somebody does not sign. A paper that is sealed already is replaced by one that says so. */
  async refuse(signer: SignerView, reason: string): Promise<Failure | null> {
    await this.flush();
    const said = reason.normalize('NFC').trim();
    const failed = this.draft
      ? null
      : await this.revise(t.minutes.refuse.revision(signer.name || signer.label));
    return failed ?? this.#ask(() => commands.refuseToSign(this.visit, signer.role, said));
  }

  /** The person signs after all. */
  takeRefusalBack(signer: SignerView): Promise<Failure | null> {
    return this.#ask(() => commands.refuseToSign(this.visit, signer.role, null));
  }

  signDrawn(role: string, strokes: StrokesInput): Promise<Failure | null> {
    return this.#ask(() => commands.signDrawn(this.visit, role, strokes));
  }

  signCertificate(role: string, base64: string, password: string): Promise<Failure | null> {
    return this.#ask(() => commands.signCertificate(this.visit, role, base64, password));
  }

  attachSigned(base64: string): Promise<Failure | null> {
    return this.#ask(() => commands.attachSigned(this.visit, base64));
  }

  async #saveSlot(id: string, text: string | null): Promise<Failure | null> {
    const slot = this.view?.slots.find((one) => one.id === id);
    const next = text === slot?.generated ? null : text;
    if (slot && next === slot.edited) return null;
    const failure = await this.#ask(() => commands.setSlot(this.visit, id, next));
    if (!failure) this.savedAt = clockNow();
    return failure;
  }

  /** One question after another, so that a late answer never hides a later one. */
  #ask(command: () => Promise<Result<MinutesView>>): Promise<Failure | null> {
    const mine = this.#turn.then(async () => {
      const answer = await command();
      if (answer.status === 'error') return answer.error;
      this.view = answer.data;
      return null;
    });
    this.#turn = mine.catch(() => undefined);
    return mine;
  }
}
