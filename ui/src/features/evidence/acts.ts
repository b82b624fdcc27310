/** What people do with evidence that is there; failures become a toast. */
import { commands, type EvidenceView, type Failure, type MarkView } from '$/api';
import { t } from '$/i18n';
import { toasts } from '$/parts/toasts.svelte';

import { nameOf, type EvidenceHost } from './host';

function told(failure: Failure | null): boolean {
  if (failure) toasts.failed(failure);
  return failure === null;
}

export function acts(host: EvidenceHost) {
  async function undo(): Promise<void> {
    told(await host.undo());
  }

  return {
    async caption(file: EvidenceView, caption: string): Promise<boolean> {
      return told(await host.edit(() => commands.captionEvidence(host.id, file.id, caption)));
    },

    async tie(ids: string[], item: string, tied: boolean): Promise<boolean> {
      return told(await host.edit(() => commands.linkEvidence(host.id, ids, item, tied)));
    },

    async annex(ids: string[], annex: boolean): Promise<boolean> {
      return told(await host.edit(() => commands.annexEvidence(host.id, ids, annex)));
    },

    async mark(file: EvidenceView, marks: MarkView[]): Promise<boolean> {
      return told(await host.edit(() => commands.markEvidence(host.id, file.id, marks)));
    },

    /** Puts files into the bin; one click brings them back. */
    async bin(files: EvidenceView[]): Promise<boolean> {
      const ids = files.map((file) => file.id);
      const done = told(await host.edit(() => commands.binEvidence(host.id, ids, true)));
      const [first] = files;
      if (done && first) {
        const words =
          files.length === 1
            ? t.evidence.removed(nameOf(first))
            : t.evidence.removedMany(files.length);
        toasts.done(words, { label: t.words.undo, run: () => void undo() });
      }
      return done;
    },

    async restore(ids: string[]): Promise<boolean> {
      return told(await host.edit(() => commands.binEvidence(host.id, ids, false)));
    },
  };
}
