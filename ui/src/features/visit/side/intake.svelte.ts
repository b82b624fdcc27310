/** Taking files in and out as evidence, one after another. */
import { commands, type EvidenceView } from '$/api';
import { t } from '$/i18n';
import { readBase64 } from '$/parts/files';
import { toasts } from '$/parts/toasts.svelte';

import type { Visit } from '../visit.svelte';

export class Intake {
  /** Of how many files; 0 when nothing runs. */
  of = $state(0);
  done = $state(0);
  readonly #visit: Visit;

  constructor(visit: Visit) {
    this.#visit = visit;
  }

  /** Adds files to the item that is open now, whatever is open when they are done. */
  async add(files: File[]): Promise<void> {
    const item = this.#visit.item;
    this.of += files.length;
    for (const file of files) {
      await this.#addOne(item, file);
      this.done += 1;
    }
    if (this.done === this.of) this.done = this.of = 0;
  }

  async caption(file: EvidenceView, caption: string): Promise<void> {
    const visit = this.#visit;
    const failure = await visit.edit(() => commands.captionEvidence(visit.id, file.id, caption));
    if (failure) toasts.failed(failure);
  }

  /** Takes a file away; it comes back with one click. */
  async remove(file: EvidenceView): Promise<void> {
    const visit = this.#visit;
    const failure = await visit.edit(() => commands.removeEvidence(visit.id, file.id));
    if (failure) return toasts.failed(failure);
    toasts.done(t.visit.evidence.removed(file.caption || file.fileName), {
      label: t.words.undo,
      run: () => void this.#undo(),
    });
  }

  async #undo(): Promise<void> {
    const failure = await this.#visit.undo();
    if (failure) toasts.failed(failure);
  }

  async #addOne(item: string, file: File): Promise<void> {
    const name = file.name.normalize('NFC');
    if (file.size === 0) {
      return toasts.failed({ code: 'E-EVIDENCE-EMPTY', message: t.visit.evidence.empty(name) });
    }
    const text = await readBase64(file).catch(() => null);
    if (text === null) {
      return toasts.failed({
        code: 'E-EVIDENCE-READ',
        message: t.visit.evidence.unreadable(name),
      });
    }
    const visit = this.#visit;
    const failure = await visit.edit(() => commands.addEvidence(visit.id, item, name, text));
    if (failure) toasts.failed(failure);
  }
}
