/** The state of the notice screen: what the engine says, slots being edited, what was decided. */
import {
  commands,
  type Failure,
  type NoticePhrasing,
  type NoticeSlot,
  type NoticeView,
  type Result,
} from '$/api';
import { Signing } from '$/frame/paper/sign/signing.svelte';
import { Slots } from '$/frame/paper/slots.svelte';

type Part = NoticeSlot['part'];

/** A heading on the list of parts with the slots under it. */
export interface Group {
  part: Part;
  slots: NoticeSlot[];
}

/** The concluding notice of one campaign. */
export class Notice {
  readonly campaign: string;
  view = $state.raw<NoticeView | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** The slot in the editor. */
  slot = $state('');
  readonly slots = new Slots({
    slots: () => (this.view?.slots ?? []).map((one) => one.slot),
    save: (slot, text) => this.#ask(() => commands.setNoticeSlot(this.campaign, slot, text)),
  });
  #turn: Promise<unknown> = Promise.resolve();

  readonly signing: Signing;

  constructor(campaign: string) {
    this.campaign = campaign;
    this.signing = new Signing({
      paper: () => ({ kind: 'notice', campaign }),
      standing: () => this.view?.paper ?? null,
      checks: () => this.view?.checks ?? [],
      version: () => this.view?.version,
      flush: () => this.flush(),
      reload: () => this.#ask(() => commands.notice(campaign)),
    });
  }

  /** What is sealed stands: it is changed by a revision. */
  readonly draft = $derived(this.view?.paper.state === 'draft');

  readonly current = $derived(this.view?.slots.find((one) => one.slot.id === this.slot));
  readonly groups = $derived.by<Group[]>(() => {
    const groups: Group[] = [];
    for (const slot of this.view?.slots ?? []) {
      const last = groups.at(-1);
      if (last?.part === slot.part) last.slots.push(slot);
      else groups.push({ part: slot.part, slots: [slot] });
    }
    return groups;
  });

  async load(): Promise<void> {
    this.failure = await this.#ask(() => commands.notice(this.campaign));
  }

  /** Goes to the slot after or before the open one. */
  step(by: 1 | -1): void {
    const ids = (this.view?.slots ?? []).map((one) => one.slot.id);
    const next = ids[ids.indexOf(this.slot) + by];
    if (next !== undefined) this.open(next);
  }

  open(slot: string): void {
    void this.flush();
    this.slot = slot;
  }

  flush(): Promise<void> {
    return this.slots.flush();
  }

  merge(keys: string[]): Promise<Failure | null> {
    return this.#ask(() => commands.mergeParagraphs(this.campaign, keys));
  }

  split(key: string): Promise<Failure | null> {
    return this.#ask(() => commands.splitParagraph(this.campaign, key));
  }

  keepApart(keys: string[]): Promise<Failure | null> {
    return this.#ask(() => commands.keepApart(this.campaign, keys));
  }

  phrase(key: string, phrasing: NoticePhrasing): Promise<Failure | null> {
    return this.#ask(() => commands.phraseParagraph(this.campaign, key, phrasing));
  }

  leaveOut(key: string, leftOut: boolean): Promise<Failure | null> {
    return this.#ask(() => commands.leaveOutParagraph(this.campaign, key, leftOut));
  }

  nameExtremes(rate: string, named: boolean): Promise<Failure | null> {
    return this.#ask(() => commands.nameExtremes(this.campaign, rate, named));
  }

  /** Puts a text away that nothing carries any more. */
  drop(slot: string): Promise<Failure | null> {
    return this.#ask(() => commands.setNoticeSlot(this.campaign, slot, null));
  }

  async undo(): Promise<Failure | null> {
    await this.flush();
    return this.#ask(() => commands.undoNotice(this.campaign));
  }

  /** One question after another, so that a late answer never hides a later one. */
  #ask(command: () => Promise<Result<NoticeView>>): Promise<Failure | null> {
    const mine = this.#turn.then(async () => {
      const answer = await command();
      if (answer.status === 'error') return answer.error;
      this.view = answer.data;
      if (!this.current) this.slot = answer.data.slots[0]?.slot.id ?? '';
      return null;
    });
    this.#turn = mine.catch(() => undefined);
    return mine;
  }
}
