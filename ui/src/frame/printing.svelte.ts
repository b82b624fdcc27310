/** Papers on their way to the printer; the shell holds their pages while they are printed. */
import { tick } from 'svelte';

import type { Failure, Result } from '$/api';
import { t } from '$/i18n';

import { drawForPrint, readPdf, type Page } from './pdf';

class Printing {
  /** The pages that go to paper; empty while nothing is printed. */
  sheets = $state.raw<HTMLCanvasElement[]>([]);
  busy = $state(false);

  /** Prints a PDF; the answer says why it could not be. */
  async print(read: () => Promise<Result<Uint8Array>>): Promise<Failure | null> {
    this.busy = true;
    const answer = await read();
    const failure = answer.status === 'error' ? answer.error : await this.#pdf(answer.data);
    this.busy = false;
    return failure;
  }

  /** Prints pages that are read already. */
  async pages(pages: Page[]): Promise<void> {
    this.sheets = await drawForPrint(pages);
    await tick();
    // Some web views take the page only after `print` has returned.
    window.addEventListener('afterprint', () => (this.sheets = []), { once: true });
    window.print();
  }

  async #pdf(data: Uint8Array): Promise<Failure | null> {
    try {
      const { document, pages } = await readPdf(data);
      await this.pages(pages);
      void document.loadingTask.destroy();
      return null;
    } catch (reason) {
      const detail = reason instanceof Error ? ` (${reason.message})` : '';
      return { code: 'E-PREVIEW', message: t.minutes.preview.broken + detail };
    }
  }
}

export const printing = new Printing();
