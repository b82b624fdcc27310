/** A draft under the hands of its editor: what it says, which item is open, what is not saved yet. */
import {
  commands,
  saveDialog,
  type DraftEdit,
  type DraftSaved,
  type DraftView,
  type Failure,
  type ProblemView,
  type Result,
  type ContentArea,
  type ContentItem,
} from '$/api';
import { t } from '$/i18n';
import { readBase64 } from '$/parts/files';
import { toasts } from '$/parts/toasts.svelte';
import { Unsaved, type SaveState } from '$/parts/unsaved.svelte';

import { matches, wanted } from '../read/matching';

/** What is asked over the editor. */
export type Asking =
  | { kind: 'publish' }
  | { kind: 'formulas' }
  | { kind: 'retire'; item: string }
  | { kind: 'basis'; item: string; key: string }
  | { kind: 'part'; item: string; name: string }
  | { kind: 'area'; area: string };

export class Draft {
  readonly id: string;
  view = $state.raw<DraftView | null>(null);
  failure = $state.raw<Failure | null>(null);
  item = $state('');
  filter = $state('');
  onlyChanged = $state(false);
  asking = $state.raw<Asking | null>(null);
  savedAt = $state('');
  #texts = $state.raw<Record<string, Unsaved<string>>>({});
  #running: Promise<unknown> = Promise.resolve();

  constructor(id: string) {
    this.id = id;
    void this.load();
  }

  get areas(): ContentArea[] {
    return this.view?.sheet.areas ?? [];
  }

  get items(): ContentItem[] {
    return this.areas.flatMap((area) => area.items);
  }

  get open(): ContentItem | null {
    return this.items.find((item) => item.id === this.item) ?? null;
  }

  /** The area that holds the open item. */
  get area(): ContentArea | null {
    return this.areas.find((area) => area.items.some((item) => item.id === this.item)) ?? null;
  }

  /** The list on the left leaves something out. */
  get filtered(): boolean {
    return this.onlyChanged || this.filter.trim() !== '';
  }

  /** What the list on the left shows; new areas are there while they are empty. */
  get shown(): ContentArea[] {
    if (!this.filtered) return this.areas;
    const keep = (item: ContentItem) =>
      matches(item, this.filter) && (!this.onlyChanged || this.changed(item.id));
    return wanted(this.areas, keep);
  }

  get saving(): SaveState {
    const states = Object.values(this.#texts).map((text) => text.state);
    const worst = (['failed', 'saving', 'dirty'] as const).find((state) => states.includes(state));
    return worst ?? 'saved';
  }

  changed(item: string): boolean {
    return this.view?.difference.items.some((change) => change.item === item) ?? false;
  }

  problems(at: string): ProblemView[] {
    return this.view?.problems.filter((problem) => problem.at === at) ?? [];
  }

  /** What is wrong with a field of an item. */
  problem(item: string, field: string): string | undefined {
    const found = this.problems(item).filter((problem) => problem.field === field);
    return found.length > 0 ? sentence(found.map((problem) => problem.text)) : undefined;
  }

  load = async (): Promise<void> => {
    const answer = await commands.checklistDraft(this.id);
    this.failure = answer.status === 'error' ? answer.error : null;
    if (answer.status === 'error') return;
    this.view = answer.data;
    this.item ||= this.items[0]?.id ?? '';
  };

  /** A text on its way to the store; it lives here, so that nothing is lost between items. */
  text(key: string, edit: (text: string) => DraftEdit): Unsaved<string> {
    const known = this.#texts[key];
    if (known) return known;
    const made = new Unsaved<string>(async (text) => {
      const answer = await this.#ask(() => commands.editDraft(this.id, edit(text)));
      return answer.status === 'error' ? answer.error : null;
    });
    this.#texts = { ...this.#texts, [key]: made };
    return made;
  }

  flush = async (): Promise<void> => {
    await Promise.all(Object.values(this.#texts).map((text) => text.flush()));
  };

  /** Writes an edit; answers what was made, or `null` when it was refused. */
  edit = async (edit: DraftEdit): Promise<string | null> => {
    await this.flush();
    const answer = await this.#ask(() => commands.editDraft(this.id, edit));
    if (answer.status === 'ok') return answer.data.made;
    toasts.failed(answer.error);
    return null;
  };

  /** Makes an item in the area and opens it. */
  addItem = async (area: string): Promise<void> => {
    const made = await this.edit({ kind: 'add-item', area });
    if (!made) return;
    this.filter = '';
    this.onlyChanged = false;
    this.item = made;
  };

  dropItem = async (item: string): Promise<void> => {
    const at = this.items.findIndex((one) => one.id === item);
    const next = this.items[at + 1]?.id ?? this.items[at - 1]?.id ?? '';
    if ((await this.edit({ kind: 'drop-item', item })) === null) return;
    this.item = next;
    toasts.done(t.checklist.edit.dropped(item));
  };

  /** Puts an item one place up (`-1`) or down (`1`) within its area. */
  move = async (item: string, step: 1 | -1): Promise<void> => {
    const area = this.areas.find((one) => one.items.some((its) => its.id === item));
    const items = moved(area?.items ?? [], item, step);
    if (area && items) await this.edit({ kind: 'order', area: area.id, items });
  };

  /** Puts an area one place up (`-1`) or down (`1`). */
  moveArea = async (area: string, step: 1 | -1): Promise<void> => {
    const areas = moved(this.areas, area, step);
    if (areas) await this.edit({ kind: 'area-order', areas });
  };

  /** Opens the item before (`-1`) or after (`1`) in the list as it is shown. */
  step(by: 1 | -1): void {
    const items = this.shown.flatMap((area) => area.items);
    const at = items.findIndex((item) => item.id === this.item);
    this.item = items[Math.min(Math.max(at + by, 0), items.length - 1)]?.id ?? this.item;
  }

  /** Takes the latest act back, or does it again. */
  undo = async (again: boolean): Promise<void> => {
    await this.flush();
    const answer = await this.#ask(() => commands.undoDraft(this.id, again));
    if (answer.status === 'error') return toasts.failed(answer.error);
    const say = t.checklist.edit;
    toasts.info(again ? say.redone(answer.data.made) : say.undone(answer.data.made));
    if (!this.open) this.item = this.items[0]?.id ?? '';
  };

  /** Reads a workbook in the place of everything the draft has. */
  importFile = async (file: File): Promise<void> => {
    await this.flush();
    const bytes = await readBase64(file);
    const answer = await this.#ask(() => commands.importIntoDraft(this.id, file.name, bytes));
    if (answer.status === 'error') return toasts.failed(answer.error);
    if (!this.open) this.item = this.items[0]?.id ?? '';
    toasts.done(t.checklist.edit.imported);
  };

  /** Writes the draft to a file where the person says. */
  exportFile = async (format: 'xlsx' | 'xlsform'): Promise<void> => {
    await this.flush();
    const { checklist = '', version = '' } = this.view ?? {};
    const path = await saveDialog(
      `${checklist}-${version}${format === 'xlsform' ? '-form' : ''}.xlsx`,
    );
    if (path === null) return;
    const answer = await commands.exportDraft(this.id, format, path);
    if (answer.status === 'error') return toasts.failed(answer.error);
    toasts.done(t.checklist.edit.exported);
  };

  /** One question after the other, so that the last answer is the one that is shown. */
  #ask(ask: () => Promise<Result<DraftSaved>>): Promise<Result<DraftSaved>> {
    const answer = this.#running.then(ask).then((answer) => {
      if (answer.status === 'ok') {
        this.view = answer.data.draft;
        this.savedAt = answer.data.at;
      }
      return answer;
    });
    this.#running = answer;
    return answer;
  }
}

/** The ids with `id` one place further; `null` past either end. */
function moved(all: readonly { id: string }[], id: string, step: 1 | -1): string[] | null {
  const ids = all.map((one) => one.id);
  const at = ids.indexOf(id);
  const to = at + step;
  if (at < 0 || to < 0 || to >= ids.length) return null;
  ids.splice(to, 0, ...ids.splice(at, 1));
  return ids;
}

/** Says several complaints as one sentence. */
function sentence(texts: string[]): string {
  const text = texts.join('; ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
