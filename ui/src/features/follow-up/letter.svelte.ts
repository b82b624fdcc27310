/** A letter of reminder: its fields, saved as they are left, and the paper as it would be printed. */
import {
  commands,
  letterBytes,
  type Failure,
  type LetterFields,
  type LetterView,
  type Result,
} from '$/api';
import { Signing } from '$/frame/paper/sign/signing.svelte';
import { readPdf, type Document, type Page } from '$/frame/pdf';
import { t } from '$/i18n';

export class Letter {
  readonly campaign: string;
  view = $state.raw<LetterView | null>(null);
  pages = $state.raw<Page[]>([]);
  failure = $state.raw<Failure | null>(null);
  #document: Document | null = null;
  #wanted = '';

  constructor(campaign: string) {
    this.campaign = campaign;
  }

  /** Reads or makes the letter. */
  async open(read: () => Promise<Result<LetterView>>): Promise<void> {
    this.#take(await read());
    await this.#show();
  }

  /** Sealing and signing it, once it is there. */
  readonly signing = new Signing({
    paper: () => ({ kind: 'letter', campaign: this.campaign, letter: this.view?.id ?? '' }),
    standing: () => this.view?.paper ?? null,
    checks: () => [],
    version: () => this.view?.version,
    flush: () => Promise.resolve(),
    reload: async () => {
      await this.open(() => commands.letter(this.campaign, this.view?.id ?? ''));
      return this.failure;
    },
  });

  /** Corrects one field. */
  async set(change: Partial<LetterFields>): Promise<void> {
    const view = this.view;
    if (!view) return;
    const fields = { ...view.fields, ...change };
    this.#take(await commands.correctLetter(this.campaign, view.id, fields));
    await this.#show();
  }

  /** Lets the worker go. */
  async close(): Promise<void> {
    this.#wanted = '';
    const document = this.#document;
    this.#document = null;
    await document?.loadingTask.destroy();
  }

  #take(answer: Result<LetterView>): void {
    this.failure = answer.status === 'error' ? answer.error : null;
    if (answer.status === 'ok') this.view = answer.data;
  }

  async #show(): Promise<void> {
    const view = this.view;
    if (!view || this.#wanted === view.version) return;
    this.#wanted = view.version;
    const answer = await letterBytes(this.campaign, view.id, view.version);
    if (this.#wanted !== view.version) return;
    if (answer.status === 'error') {
      this.failure = answer.error;
      return;
    }
    try {
      const { document, pages } = await readPdf(answer.data);
      if (this.#wanted !== view.version) return void document.loadingTask.destroy();
      const old = this.#document;
      this.#document = document;
      this.pages = pages;
      // The old pages may still be drawn from for a moment.
      setTimeout(() => void old?.loadingTask.destroy(), 4000);
    } catch (reason) {
      const detail = reason instanceof Error ? ` (${reason.message})` : '';
      this.failure = { code: 'E-PREVIEW', message: t.minutes.preview.broken + detail };
    }
  }
}
