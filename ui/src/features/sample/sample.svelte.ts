/** The samples of a visit: drawn files, the sheet at work, and what may be saved yet. */
import { commands, type Failure, type Result, type SamplesView, type SheetView } from '$/api';
import { t } from '$/i18n';
import { wallClock } from '$/parts/now';

/** How a file stands. */
export type Standing = 'sound' | 'faulty' | 'open';

/** Questions of the sheet that are answered by yes or no, in order. */
export const SLIP = [
  'phieu_ben_giao',
  'phieu_ben_nhan',
  'phieu_gio_ngay',
  'phieu_chu_ky',
  'phieu_ket_qua',
  'phieu_ghi_chu',
] as const;
export const ASKED = ['khop_phan_mem', 'da_doi_chieu'] as const;

type Cells = Partial<Record<string, string>>;

/** Whether everything that is asked of a file is answered. */
export function isComplete(cells: Cells): boolean {
  const asked = ['phieu_du', 'khop_phan_mem', 'da_doi_chieu', 'thanh_phan', 'dung_han'];
  const late = cells.dung_han === 'no';
  return asked.every((name) => cells[name]) && (!late || Boolean(cells.xin_loi));
}

/** How a file stands by all criteria, as the engine judges it: one fault is enough. */
export function standing(cells: Cells): Standing {
  const late = cells.dung_han === 'no';
  const faults = [
    cells.phieu_du === 'no',
    cells.khop_phan_mem === 'no',
    cells.da_doi_chieu === 'no',
    Boolean(cells.thanh_phan) && cells.thanh_phan !== 'đủ',
    late,
  ];
  if (faults.some(Boolean)) return 'faulty';
  return isComplete(cells) ? 'sound' : 'open';
}

export class Samples {
  view = $state.raw<SamplesView | null>(null);
  failure = $state.raw<Failure | null>(null);
  busy = $state(false);
  savedAt = $state('');
  /** The row of the sheet at work. */
  open = $state('');
  /** What a second draw said, for the sample it was asked of. */
  redrawn = $state.raw<{ sample: string; same: boolean; text: string } | null>(null);
  readonly visit: string;
  #queue: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(visit: string) {
    this.visit = visit;
  }

  readonly draw = $derived(this.view?.draws.at(-1) ?? null);

  /** Drawn files in the order of the draw, then those a member chose. */
  readonly sheets = $derived.by((): SheetView[] => {
    const all = this.view?.sheets ?? [];
    const drawn = this.draw?.codes.flatMap((code) =>
      all.filter((sheet) => sheet.drawn && sheet.cells.ma_ho_so === code),
    );
    return [...(drawn ?? []), ...all.filter((sheet) => !sheet.drawn)];
  });

  readonly sheet = $derived(
    this.sheets.find((sheet) => sheet.row === this.open) ?? this.sheets[0] ?? null,
  );

  readonly at = $derived(this.sheet ? this.sheets.indexOf(this.sheet) : -1);

  async load(): Promise<void> {
    this.take(await commands.samples(this.visit));
  }

  /** Opens the file before or after the one at work. */
  move(by: number): void {
    const next = this.sheets[this.at + by];
    if (next) this.open = next.row;
  }

  /**
   * Sets cells of the sheet at work. The screen shows them at once, so that digits may follow each
   * other quickly; they are saved one after another, and the last answer is what stands.
   */
  set(cells: Record<string, string>): Promise<void> {
    const view = this.view;
    const row = this.sheet?.row;
    if (!view || !row) return Promise.resolve();
    const sheets = view.sheets.map((sheet) =>
      sheet.row === row ? { ...sheet, cells: { ...sheet.cells, ...cells } } : sheet,
    );
    this.view = { ...view, sheets };
    this.#waiting += 1;
    const saved = this.#queue.then(async () => {
      const answer = await commands.saveSheet(this.visit, row, cells);
      this.#waiting -= 1;
      if (answer.status === 'error') return void (await this.#refused(answer.error));
      this.savedAt = wallClock();
      if (this.#waiting === 0) this.take(answer);
    });
    this.#queue = saved;
    return saved;
  }

  /** Waits until everything is saved. */
  flush = async (): Promise<void> => {
    await this.#queue;
  };

  /** What was not saved must not look as if it were. */
  async #refused(failure: Failure): Promise<void> {
    await this.load();
    this.failure = failure;
  }

  take(answer: Result<SamplesView>): boolean {
    this.failure = answer.status === 'error' ? answer.error : null;
    if (answer.status === 'ok') this.view = answer.data;
    return answer.status === 'ok';
  }

  async redraw(): Promise<void> {
    const draw = this.draw;
    if (!draw) return;
    this.busy = true;
    const answer = await commands.redrawSample(this.visit, draw.id);
    this.busy = false;
    this.failure = answer.status === 'error' ? answer.error : null;
    if (answer.status === 'error') return;
    const { sameFiles, samePopulation } = answer.data;
    const same = sameFiles && samePopulation;
    const words = t.sample.info;
    const text = same ? words.same(draw.size) : samePopulation ? words.otherFiles : words.other;
    this.redrawn = { sample: draw.id, same, text };
  }
}
