/** The state of the minutes screen: what the engine says, slots being edited, what is asked. */
import {
  commands,
  type AttendanceView,
  type Failure,
  type MinutesView,
  type Result,
  type SignerView,
  type VisitView,
} from '$/api';
import { Signing } from '$/frame/paper/sign/signing.svelte';
import { Slots } from '$/frame/paper/slots.svelte';
import { t } from '$/i18n';

/** The minutes of one visit. */
export class Minutes {
  readonly visit: string;
  view = $state.raw<MinutesView | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** The slot in the editor. */
  slot = $state('');
  /** The visit the minutes speak of, for the bars; absent while it is being read. */
  about = $state.raw<VisitView | null>(null);
  readonly slots = new Slots({
    slots: () => this.view?.slots ?? [],
    save: (slot, text) => this.#ask(() => commands.setSlot(this.visit, slot, text)),
  });
  #turn: Promise<unknown> = Promise.resolve();

  readonly signing: Signing;
  /** Signing the sealed paper that the one at work adds to. */
  readonly addedTo: Signing;

  constructor(visit: string) {
    this.visit = visit;
    const subject = {
      paper: () => ({ kind: 'minutes', visit }) as const,
      standing: () => this.view?.paper ?? null,
      checks: () => this.view?.checks ?? [],
      version: () => this.view?.version,
      flush: this.flush,
      reload: () => this.#begin(() => commands.minutes(visit)),
    };
    this.signing = new Signing(subject);
    this.addedTo = new Signing({
      ...subject,
      standing: () => this.view?.addedTo ?? null,
      checks: () => [],
    });
  }

  readonly draft = $derived(this.view?.paper.state === 'draft');
  readonly current = $derived(this.view?.slots.find((slot) => slot.id === this.slot));

  async load(): Promise<void> {
    this.failure = await this.#ask(() => commands.minutes(this.visit));
    this.slot ||= this.view?.slots[0]?.id ?? '';
    const about = await commands.visit(this.visit);
    if (about.status === 'error') return;
    this.about = about.data;
    this.slots.savedAt = '';
  }

  /** Saves everything; also the attempt to save again what failed. */
  flush = (): Promise<void> => this.slots.flush();

  /** How much the minutes tell; empty is what is usual for the kind of unit. */
  async setExtent(extent: string): Promise<Failure | null> {
    await this.flush();
    return this.#begin(() => commands.setExtent(this.visit, extent));
  }

  /** The number of the paper; empty takes it back. */
  number(number: string): Promise<Failure | null> {
    return this.#ask(() => commands.giveNumber(this.visit, number.normalize('NFC').trim()));
  }

  /** A paper that adds to the sealed one and leaves it standing. */
  supplement(reason: string, number: string): Promise<Failure | null> {
    const said = reason.normalize('NFC').trim();
    return this.#begin(() => commands.supplement(this.visit, said, number.normalize('NFC').trim()));
  }

  /** Who was there when the supplement at work was made. */
  attend(attendance: AttendanceView): Promise<Failure | null> {
    return this.#ask(() => commands.attendSupplement(this.visit, attendance));
  }

  /** Somebody does not sign. A paper that is sealed already is replaced by one that says so. */
  async refuse(signer: SignerView, reason: string): Promise<Failure | null> {
    await this.flush();
    const said = reason.normalize('NFC').trim();
    const failed = this.draft
      ? null
      : await this.signing.revise(t.minutes.refuse.revision(signer.name || signer.label));
    return failed ?? this.#ask(() => commands.refuseToSign(this.visit, signer.role, said));
  }

  /** The person signs after all. */
  takeRefusalBack(signer: SignerView): Promise<Failure | null> {
    return this.#ask(() => commands.refuseToSign(this.visit, signer.role, null));
  }

  /** Asks for another paper, whose parts may be others. */
  async #begin(command: () => Promise<Result<MinutesView>>): Promise<Failure | null> {
    const failed = await this.#ask(command);
    const slots = this.view?.slots ?? [];
    if (!slots.some((slot) => slot.id === this.slot)) this.slot = slots[0]?.id ?? '';
    return failed;
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
