/** Files on their way in: one after another, each with its progress and a way out. */
import {
  commands,
  unforeseen,
  upload,
  uploadName,
  type Failure,
  type Result,
  type Saved,
  type SightingView,
} from '$/api';
import { t } from '$/i18n';
import { toasts } from '$/parts/toasts.svelte';

import type { EvidenceHost } from './host';

/** One file on its way. */
export class Coming {
  readonly name: string;
  /** Of 100; `null` while the engine looks at it. */
  percent = $state<number | null>(0);
  readonly key = uploadName();
  readonly #stop = new AbortController();

  constructor(
    readonly file: File,
    readonly item: string,
  ) {
    this.name = file.name.normalize('NFC');
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  cancel(): void {
    this.#stop.abort();
  }
}

/** The same bytes are evidence already: a person decides. */
export interface Question {
  coming: Coming;
  known: SightingView[];
}

export class Intake {
  /** What is on its way, the one at work first. */
  coming = $state.raw<Coming[]>([]);
  /** Files that are evidence already, waiting for a word. */
  questions = $state.raw<Question[]>([]);
  readonly #host: EvidenceHost;
  #running = false;

  constructor(host: EvidenceHost) {
    this.#host = host;
  }

  /** Adds files to the item that is open now, whatever is open when they are done. */
  async add(files: File[]): Promise<void> {
    const { item } = this.#host;
    this.coming = [...this.coming, ...files.map((file) => new Coming(file, item))];
    if (this.#running) return;
    this.#running = true;
    for (let next = this.coming[0]; next; next = this.coming[0]) {
      await this.#one(next);
      this.#leave(next);
    }
    this.#running = false;
  }

  cancel(one: Coming): void {
    one.cancel();
    if (one !== this.coming[0]) this.#leave(one);
  }

  /** Keeps the file here too. The bytes are stored once. */
  async keepAgain(question: Question): Promise<void> {
    this.#answered(question);
    const failure = await this.#keep(question.coming, true);
    if (failure) toasts.failed(failure);
  }

  /** Uses the piece that is there already, and forgets the file. */
  async useKnown(question: Question, known: SightingView): Promise<void> {
    this.#answered(question);
    void commands.dropUpload(question.coming.key);
    const { id } = this.#host;
    const { item } = question.coming;
    if (known.binned) {
      const failure = await this.#host.edit(() => commands.binEvidence(id, [known.id], false));
      if (failure) return toasts.failed(failure);
    }
    if (known.items.includes(item)) return;
    const failure = await this.#host.edit(() => commands.linkEvidence(id, [known.id], item, true));
    if (failure) toasts.failed(failure);
  }

  /** Does nothing with the file. */
  forget(question: Question): void {
    this.#answered(question);
    void commands.dropUpload(question.coming.key);
  }

  async #one(one: Coming): Promise<void> {
    if (one.file.size === 0) {
      return toasts.failed({ code: 'E-EVIDENCE-EMPTY', message: t.evidence.empty(one.name) });
    }
    const failure = await this.#bring(one);
    if (one.signal.aborted) void commands.dropUpload(one.key);
    else if (failure) toasts.failed(failure);
  }

  async #bring(one: Coming): Promise<Failure | null> {
    try {
      await upload(one.key, one.file, {
        onprogress: (bytes) => (one.percent = Math.floor((100 * bytes) / one.file.size)),
        signal: one.signal,
      });
    } catch (reason) {
      if (reason instanceof DOMException && !one.signal.aborted) {
        return { code: 'E-EVIDENCE-READ', message: t.evidence.unreadable(one.name) };
      }
      return isFailure(reason) ? reason : unforeseen(reason);
    }
    one.percent = null;
    const ready = await commands.prepareEvidence(one.key, one.name);
    if (ready.status === 'error') return ready.error;
    return one.signal.aborted ? null : this.#keep(one, false);
  }

  /** The quick part: only this waits for its turn among the edits. */
  async #keep(one: Coming, again: boolean): Promise<Failure | null> {
    let known: SightingView[] = [];
    const failure = await this.#host.edit(async (): Promise<Result<Saved>> => {
      const input = { item: one.item, upload: one.key, again };
      const answer = await commands.addEvidence(this.#host.id, input);
      if (answer.status === 'error') return answer;
      if (answer.data.saved) return { status: 'ok', data: answer.data.saved };
      known = answer.data.known;
      return { status: 'error', error: { code: 'E-EVIDENCE-KNOWN', message: '' } };
    });
    if (known.length === 0) return failure;
    this.questions = [...this.questions, { coming: one, known }];
    return null;
  }

  #leave(one: Coming): void {
    this.coming = this.coming.filter((other) => other !== one);
  }

  #answered(question: Question): void {
    this.questions = this.questions.filter((other) => other !== question);
  }
}

function isFailure(value: unknown): value is Failure {
  return typeof value === 'object' && value !== null && 'code' in value && 'message' in value;
}
