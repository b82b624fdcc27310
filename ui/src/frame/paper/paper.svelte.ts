/** The real PDF of a paper on screen. */
import type { Failure, Result } from '$/api';
import { readPdf, type Document, type Page } from '$/frame/pdf';

/** One paper, in the version that is shown. */
export class Paper {
  /** The pages of the shown version; the old ones stay until the new ones are ready. */
  pages = $state.raw<Page[]>([]);
  /** What `pages` show. */
  version = $state('');
  failure = $state.raw<Failure | null>(null);
  busy = $state(false);
  readonly #read: (version: string) => Promise<Result<Uint8Array>>;
  readonly #broken: string;
  #wanted = '';
  #document: Document | null = null;

  /** `read` asks for the bytes of a version; `broken` is said when they cannot be shown. */
  constructor(read: (version: string) => Promise<Result<Uint8Array>>, broken: string) {
    this.#read = read;
    this.#broken = broken;
  }

  /** Shows a version; an older answer that comes late is dropped. */
  async show(version: string): Promise<void> {
    this.#wanted = version;
    this.busy = true;
    const answer = await this.#read(version);
    if (this.#wanted !== version) return;
    if (answer.status === 'error') this.failure = answer.error;
    else await this.#open(version, answer.data);
    if (this.#wanted === version) this.busy = false;
  }

  /** Lets the worker go. */
  async close(): Promise<void> {
    this.#wanted = '';
    const document = this.#document;
    this.#document = null;
    await document?.loadingTask.destroy();
  }

  async #open(version: string, data: Uint8Array): Promise<void> {
    try {
      const { document, pages } = await readPdf(data);
      if (this.#wanted !== version) return void document.loadingTask.destroy();
      const old = this.#document;
      this.#document = document;
      this.pages = pages;
      this.version = version;
      this.failure = null;
      // The old pages may still be drawn from for a moment.
      setTimeout(() => void old?.loadingTask.destroy(), 4000);
    } catch (reason) {
      if (this.#wanted !== version) return;
      const detail = reason instanceof Error ? ` (${reason.message})` : '';
      this.failure = { code: 'E-PREVIEW', message: this.#broken + detail };
    }
  }
}
