/** Every version and every draft on this machine. */
import {
  commands,
  type ChecklistLibrary,
  type ChecklistPin,
  type DraftCard,
  type VersionCard,
} from '$/api';
import { Loaded } from '$/frame/loaded.svelte';
import { router } from '$/frame/router.svelte';
import { t } from '$/i18n';
import { toasts } from '$/parts/toasts.svelte';

/** A key that tells versions apart. */
export const keyOf = (pin: ChecklistPin): string => pin.sha256 || pin.version;

export class Library {
  readonly loaded = new Loaded<ChecklistLibrary>(() => commands.checklistLibrary());
  busy = $state(false);

  /** Begins a draft of a version and opens it. */
  begin = async (version: VersionCard): Promise<void> => {
    this.busy = true;
    const answer = await commands.beginDraft(version.checklist, version.pin);
    this.busy = false;
    if (answer.status === 'error') return toasts.failed(answer.error);
    router.go({ screen: 'checklist-draft', id: answer.data });
  };

  bin = async (draft: DraftCard): Promise<void> => {
    const answer = await commands.binDraft(draft.id);
    if (answer.status === 'error') return toasts.failed(answer.error);
    await this.loaded.load();
    toasts.done(t.checklist.library.binned, {
      label: t.words.undo,
      run: () => void this.#takeBack(draft.id),
    });
  };

  async #takeBack(id: string): Promise<void> {
    const answer = await commands.restoreFromBin('draft', id);
    if (answer.status === 'error') return toasts.failed(answer.error);
    await this.loaded.load();
  }
}
