/** A finding being written. Kept outside the dialog, so that a lock or a slip loses nothing. */
import { commands, type Failure, type FindingInput, type FindingView, type OfferView } from '$/api';
import { t } from '$/i18n';

import type { Visit } from '../visit.svelte';
import { gapsIn } from './placeholders';

const BLANK: FindingInput = {
  kind: 'shortcoming',
  text: '',
  items: [],
  openList: false,
  explanation: '',
  ruling: '',
  recommendation: '',
  responsible: '',
  deadline: '',
};

/** Fields in which default wording may leave gaps. */
export type GapField = 'text' | 'recommendation';

/** What stands between a finding and its saving. */
export interface Refusals {
  text?: string;
  recommendation?: string;
  items?: string;
}

/** The state of the finding dialog. */
export class FindingDraft {
  readonly id: string | null;
  input = $state.raw<FindingInput>(BLANK);
  busy = $state(false);
  failure = $state.raw<Failure | null>(null);
  /** Refusals are shown once saving was tried. */
  tried = $state(false);

  readonly #visit: Visit;
  /** The wording that was put in, as long as nobody typed over it. */
  #offered = '';
  #before = $state.raw<FindingInput>(BLANK);

  constructor(visit: Visit, item: string, finding: FindingView | null) {
    this.#visit = visit;
    this.id = finding?.id ?? null;
    // What was done well is worth a strength; anything else asks for a shortcoming.
    const kind = visit.verdict(item) === 'met' ? 'strength' : 'shortcoming';
    this.input = finding?.input ?? { ...BLANK, kind, items: [item] };
    this.#before = this.input;
  }

  readonly gaps = $derived({
    text: gapsIn(this.input.text),
    recommendation: gapsIn(this.input.recommendation),
  });
  readonly refusals = $derived.by<Refusals>(() => {
    const { text, items } = this.input;
    return {
      ...(text.trim() === '' ? { text: t.visit.finding.textNeeded } : {}),
      ...(this.gaps.text.length > 0 ? { text: t.visit.finding.missingRefused } : {}),
      ...(this.gaps.recommendation.length > 0
        ? { recommendation: t.visit.finding.missingRefused }
        : {}),
      ...(items.length === 0 ? { items: t.visit.finding.itemsNeeded } : {}),
    };
  });
  readonly ready = $derived(Object.keys(this.refusals).length === 0);
  readonly changed = $derived(JSON.stringify(this.input) !== JSON.stringify(this.#before));

  set(change: Partial<FindingInput>): void {
    this.input = { ...this.input, ...change };
  }

  /** Makes it a strength or a shortcoming; an untouched sentence gives way to the other wording. */
  choose(kind: string): void {
    if (this.#offered !== '' && this.input.text === this.#offered) this.set({ text: '' });
    this.set({ kind });
    if (this.id === null) void this.offer();
  }

  /** Takes the default wording of the first item, unless the person was quicker. */
  async offer(): Promise<void> {
    const item = this.input.items[0];
    if (!item || this.input.text !== '') return;
    const answer = await commands.offerFinding(this.#visit.id, item);
    if (answer.status === 'error') {
      this.failure = answer.error;
      return;
    }
    const untouched = !this.changed;
    if (this.input.text === '') this.#take(answer.data);
    if (untouched) this.#before = this.input;
  }

  #take({ strength, text, recommendation }: OfferView): void {
    const isPraise = this.input.kind === 'strength';
    this.#offered = isPraise ? strength : text;
    this.set(isPraise ? { text: strength } : { text, recommendation });
  }

  /** Saves; answers whether it was kept. Text with a gap left in it is refused. */
  async save(): Promise<boolean> {
    this.tried = true;
    if (!this.ready || this.busy) return false;
    this.busy = true;
    const input = tidy(this.input);
    this.failure = await this.#visit.edit(() =>
      commands.saveFinding(this.#visit.id, this.id, input),
    );
    this.busy = false;
    return this.failure === null;
  }

  async remove(): Promise<boolean> {
    const id = this.id;
    if (!id) return false;
    this.busy = true;
    this.failure = await this.#visit.edit(() => commands.removeFinding(this.#visit.id, id));
    this.busy = false;
    return this.failure === null;
  }
}

function tidy(input: FindingInput): FindingInput {
  const clean = (text: string) => text.normalize('NFC').trim();
  return {
    ...input,
    text: clean(input.text),
    explanation: clean(input.explanation),
    recommendation: clean(input.recommendation),
    responsible: clean(input.responsible),
  };
}
