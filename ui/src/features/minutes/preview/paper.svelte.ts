/** The real PDF of a visit's minutes on screen. */
import { paperBytes, type Failure } from '$/api';
import { readPdf, type Document, type Page } from '$/frame/pdf';
import { t } from '$/i18n';

/** One paper, in the version that is shown. */
export class Paper {
  /** The pages of the shown version; the old ones stay until the new ones are ready. */
  pages = $state.raw<Page[]>([]);
  /** What `pages` show. */
  version = $state('');
  failure = $state.raw<Failure | null>(null);
  busy = $state(false);
  readonly #visit: string;
  #wanted = '';
  #document: Document | null = null;

  constructor(visit: string) {
    this.#visit = visit;
  }

  /** Shows a version; an older answer that comes late is dropped. */
  async show(version: string): Promise<void> {
    this.#wanted = version;
    this.busy = true;
    const answer = await paperBytes(this.#visit, version);
    if (this.#wanted !== version) return;
    if (answer.status === 'error') this.failure = answer.error;
    else await this.#read(version, answer.data);
    if (this.#wanted === version) this.busy = false;
  }

  /** Lets the worker go. */
  async close(): Promise<void> {
    this.#wanted = '';
    const document = this.#document;
    this.#document = null;
    await document?.loadingTask.destroy();
  }

  async #read(version: string, data: Uint8Array): Promise<void> {
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
      this.failure = { code: 'E-PREVIEW', message: t.minutes.preview.broken + detail };
    }
  }
}
