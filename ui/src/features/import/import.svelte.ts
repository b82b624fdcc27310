/** A workbook on its way in: the file, its columns, what an import would do. */
import {
  commands,
  type Failure,
  type TableFile,
  type TablePlace,
  type TablePreview,
  type TableResult,
  type TableWriting,
} from '$/api';
import { Work } from '$/frame/work.svelte';
import { readBase64 } from '$/parts/files';

/** How often a long reading is asked how far it came, in milliseconds. */
const ASK_EVERY = 400;

export class Import {
  readonly place: TablePlace;
  file = $state.raw<TableFile | null>(null);
  preview = $state.raw<TablePreview | null>(null);
  /** The row of the headings; `null` where every row is a line. */
  headingRow = $state<number | null>(null);
  /** The column of each wanted name; absent ones are not taken. */
  columns = $state.raw<Record<string, number>>({});
  replace = $state(false);
  /** What an import would do, or did. */
  result = $state.raw<TableResult | null>(null);
  failure = $state.raw<Failure | null>(null);
  busy = $state(false);
  /** Rows read so far. */
  rows = $state(0);
  /** How far the writing of what was read came. */
  readonly writing = new Work();

  constructor(place: TablePlace) {
    this.place = place;
  }

  /** What the screen calls the wanted columns that have none and need one. */
  readonly lacking = $derived(
    (this.preview?.wanted ?? [])
      .filter((one) => one.required && this.columns[one.name] === undefined)
      .map((one) => one.label),
  );

  /** The row of the headings among those shown. */
  readonly heading = $derived.by(() => {
    const { preview, headingRow } = this;
    return preview && headingRow !== null
      ? (preview.preview[headingRow - preview.firstRow] ?? [])
      : [];
  });

  async open(file: File): Promise<void> {
    await this.#work(async () => {
      this.file = null;
      this.preview = null;
      this.result = null;
      const answer = await commands.openTable(file.name.normalize('NFC'), await readBase64(file));
      if (answer.status === 'error') return answer.error;
      this.file = answer.data;
      return this.#read(answer.data.sheets[0] ?? '');
    });
  }

  /** Reads another sheet of the file. */
  async choose(sheet: string): Promise<void> {
    await this.#work(() => this.#read(sheet));
  }

  /** Says which column a name stands in; `null` for none. */
  async map(name: string, column: number | null): Promise<void> {
    const columns = { ...this.columns };
    if (column === null) delete columns[name];
    else columns[name] = column;
    this.columns = columns;
    await this.check();
  }

  async head(row: number | null): Promise<void> {
    this.headingRow = row;
    await this.check();
  }

  /** Says what an import would do, without writing. */
  async check(): Promise<void> {
    this.result = null;
    if (this.lacking.length > 0) return;
    await this.#work(() => this.#ask('nothing'));
  }

  /** Imports; says whether anything was written. */
  async run(writing: TableWriting): Promise<boolean> {
    await this.#work(() => this.#ask(writing));
    return this.result?.written ?? false;
  }

  async stop(): Promise<void> {
    await commands.stopTable();
  }

  close(): void {
    void commands.closeTable();
  }

  async #read(sheet: string): Promise<Failure | null> {
    const answer = await commands.previewTable(this.place, sheet);
    if (answer.status === 'error') return answer.error;
    this.preview = answer.data;
    this.headingRow = answer.data.suggested.headingRow;
    this.columns = Object.fromEntries(
      answer.data.suggested.columns.map((one) => [one.name, one.column]),
    );
    this.result = null;
    return this.lacking.length > 0 ? null : this.#ask('nothing');
  }

  async #ask(writing: TableWriting): Promise<Failure | null> {
    if (!this.preview) return null;
    const asked = commands.importTable({
      place: this.place,
      sheet: this.preview.sheet,
      mapping: {
        headingRow: this.headingRow,
        columns: Object.entries(this.columns).map(([name, column]) => ({ name, column })),
      },
      replace: this.replace,
      writing,
    });
    const answer = await (writing === 'nothing' ? asked : this.writing.during(asked));
    if (answer.status === 'error') return answer.error;
    this.result = answer.data;
    return null;
  }

  async #work(work: () => Promise<Failure | null | undefined>): Promise<void> {
    this.busy = true;
    this.rows = 0;
    this.failure = null;
    const timer = setInterval(() => {
      void commands.tableProgress().then((answer) => {
        if (answer.status === 'ok') this.rows = answer.data;
      });
    }, ASK_EVERY);
    this.failure = (await work()) ?? null;
    clearInterval(timer);
    this.busy = false;
  }
}
