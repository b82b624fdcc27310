/** A sample about to be drawn: the list, its columns, the size, the strata and the seed. */
import { commands, type Failure, type ListLookView, type SamplesView } from '$/api';
import { readBase64 } from '$/parts/files';
import { parseCount } from '$/parts/text';

export class Drawing {
  way = $state<'file' | 'typed'>('file');
  look = $state.raw<ListLookView | null>(null);
  failure = $state.raw<Failure | null>(null);
  busy = $state(false);
  fileName = $state('');
  typed = $state('');
  size = $state('20');
  by = $state('');
  seed = $state('');
  word = $state('');
  #bytes = '';

  /** The whole seed: the machine's part and what the unit added. */
  readonly full = $derived(
    [this.seed, this.word.normalize('NFC').trim()].filter((part) => part !== '').join(' '),
  );

  readonly wanted = $derived(Number(parseCount(this.size) ?? 0));

  readonly sizeIsGood = $derived(
    this.wanted >= 1 && (this.look === null || this.wanted <= this.look.count),
  );

  readonly ready = $derived(
    this.look !== null &&
      this.look.count > 0 &&
      this.look.trouble === '' &&
      this.sizeIsGood &&
      this.full !== '',
  );

  async begin(): Promise<void> {
    const answer = await commands.newSeed();
    if (answer.status === 'ok') this.seed = answer.data;
    else this.failure = answer.error;
  }

  choose(way: 'file' | 'typed'): void {
    if (this.way === way) return;
    this.way = way;
    this.look = null;
    this.failure = null;
    this.by = '';
    if (way === 'typed' && this.typed.trim() !== '') void this.readTyped();
    if (way === 'file' && this.#bytes !== '') void this.#read(null, null);
  }

  async pick(file: File): Promise<void> {
    this.fileName = file.name;
    this.#bytes = await readBase64(file);
    await this.#read(null, null);
  }

  /** Reads another sheet, with its own headings. */
  async readSheet(sheet: string): Promise<void> {
    await this.#read(sheet, null);
  }

  /** Says that `name` stands in `column`, or nowhere. */
  async map(name: string, column: number | null): Promise<void> {
    if (!this.look) return;
    const others = Object.entries(this.look.columns).filter(([known]) => known !== name);
    const columns = Object.fromEntries(column === null ? others : [...others, [name, column]]);
    await this.#read(this.look.sheet, columns);
  }

  async readTyped(): Promise<void> {
    const text = this.typed.normalize('NFC');
    if (text.trim() === '') {
      this.look = null;
      return;
    }
    this.busy = true;
    const answer = await commands.lookAtCodes(text);
    this.busy = false;
    this.failure = answer.status === 'error' ? answer.error : null;
    this.look = answer.status === 'ok' ? answer.data : null;
  }

  /** Draws; the answer is the state with the new sample, or nothing when it was refused. */
  async draw(visit: string): Promise<SamplesView | null> {
    this.busy = true;
    const answer = await commands.drawSample(visit, {
      file:
        this.way === 'file'
          ? this.#file(this.look?.sheet ?? null, this.look?.columns ?? null)
          : null,
      typed: this.way === 'typed' ? this.typed.normalize('NFC') : '',
      by: this.by,
      size: this.wanted,
      seed: this.full,
    });
    this.busy = false;
    this.failure = answer.status === 'error' ? answer.error : null;
    return answer.status === 'ok' ? answer.data : null;
  }

  #file(sheet: string | null, columns: Record<string, number> | null) {
    return { name: this.fileName, bytes: this.#bytes, sheet, columns };
  }

  async #read(sheet: string | null, columns: Record<string, number> | null): Promise<void> {
    this.busy = true;
    const answer = await commands.lookAtList(this.#file(sheet, columns));
    this.busy = false;
    this.failure = answer.status === 'error' ? answer.error : null;
    this.look = answer.status === 'ok' ? answer.data : null;
    this.by = '';
  }
}
