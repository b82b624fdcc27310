/** The figures of form 06: blocks as the engine has them, and fields that have no figures yet. */
import {
  commands,
  type CellsInput,
  type DossierBlockView,
  type DossierSaidView,
  type DossiersView,
  type Failure,
  type Result,
} from '$/api';
import { t } from '$/i18n';
import { wallClock } from '$/parts/now';
import { formatDate } from '$/parts/text';

/** One line of the table: a source's figures on one field; its row may not exist yet. */
export interface TableLine {
  key: string;
  source: string;
  said: DossierSaidView | null;
}

const SOURCES = ['report', 'software'] as const;

/** The lines of a block: always report and software, and others that are there. */
export function linesOf(block: DossierBlockView): TableLine[] {
  const fixed = SOURCES.flatMap((source): TableLine[] => {
    const said = block.said.filter((one) => one.source === source);
    if (said.length === 0) return [{ key: source, source, said: null }];
    // The first line keeps its place when its row is made: what is being typed stays in focus.
    return said.map((one, at) => ({ key: at === 0 ? source : one.row, source, said: one }));
  });
  const others = block.said.filter((one) => one.source === 'unknown');
  return [...fixed, ...others.map((said) => ({ key: said.row, source: 'unknown', said }))];
}

/** What is to be looked at in a cell, as one text; empty when nothing is. */
export function complaint(block: DossierBlockView, said: DossierSaidView | null, column: string) {
  const texts = block.notes
    .filter((note) => note.wrong && note.columns.includes(column))
    .filter((note) => note.row === '' || note.row === said?.row)
    .map((note) => note.text);
  return texts.join(' ');
}

export class Dossiers {
  view = $state.raw<DossiersView | null>(null);
  failure = $state.raw<Failure | null>(null);
  savedAt = $state('');
  /** Fields that were added and hold nothing yet. */
  #begun = $state.raw<DossierBlockView[]>([]);
  readonly visit: string;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(visit: string) {
    this.visit = visit;
  }

  readonly blocks = $derived.by((): DossierBlockView[] => {
    const known = this.view?.blocks ?? [];
    const fresh = this.#begun.filter((one) => !known.some((block) => same(block, one)));
    return [...known, ...fresh];
  });

  readonly wrong = $derived(
    [...this.blocks, ...(this.view?.totals ?? [])]
      .flatMap((block) => block.notes)
      .filter((note) => note.wrong).length,
  );

  async load(): Promise<void> {
    this.#take(await commands.dossiers(this.visit));
  }

  /** Adds a field of the inspected period; `false` when it is there already. */
  begin(field: string): boolean {
    const view = this.view;
    if (!view) return false;
    const name = field.normalize('NFC').trim();
    const block = { from: view.periodFrom, to: view.periodTo, field: name, said: [], notes: [] };
    if (this.blocks.some((known) => same(known, block))) return false;
    this.#begun = [...this.#begun, block];
    return true;
  }

  /** Writes one cell; the row is made with the first figure. */
  set(block: DossierBlockView, line: TableLine, column: string, text: string): Promise<void> {
    return this.#save(() => {
      // Another cell of the line may have made the row meanwhile.
      const now = this.blocks.find((one) => same(one, block));
      const row = line.said?.row ?? now?.said.find((one) => one.source === line.source)?.row;
      if (row) return [{ row, cells: { [column]: text }, remove: false }];
      if (text === '') return [];
      const cells = {
        [column]: text,
        tu_ngay: block.from,
        den_ngay: block.to,
        linh_vuc: block.field,
        nguon: t.dossiers.sourceWords[line.source] ?? '',
      };
      return [{ row: null, cells, remove: false }];
    });
  }

  /** Takes all figures of a field away; undo brings them back. */
  remove(block: DossierBlockView): Promise<void> {
    this.#begun = this.#begun.filter((one) => !same(one, block));
    const rows = block.said.filter((said) => said.row !== '');
    if (rows.length === 0) return Promise.resolve();
    return this.#save(() => rows.map((said) => ({ row: said.row, cells: {}, remove: true })));
  }

  /** Waits until everything is saved. */
  flush = async (): Promise<void> => {
    await this.#queue;
  };

  #save(changes: () => CellsInput[]): Promise<void> {
    const saved = this.#queue.then(async () => {
      const wanted = changes();
      if (wanted.length === 0) return;
      this.#take(await commands.saveDossiers(this.visit, wanted));
      if (!this.failure) this.savedAt = wallClock();
    });
    this.#queue = saved;
    return saved;
  }

  #take(answer: Result<DossiersView>): void {
    this.failure = answer.status === 'error' ? answer.error : null;
    if (answer.status === 'ok') this.view = answer.data;
  }
}

function same(one: DossierBlockView, other: DossierBlockView): boolean {
  return one.from === other.from && one.to === other.to && one.field === other.field;
}

/** `01/01/2022 – 15/09/2022`. */
export function periodOf(block: DossierBlockView): string {
  return t.dossiers.period(formatDate(block.from), formatDate(block.to));
}
