/** Asks the engine for what is typed, a little after typing stops; late answers are dropped. */
import { commands, type Failure, type SearchHit } from '$/api';

import { wasStopped, Work } from '$/frame/work.svelte';

import { actsFor, type Act } from './acts';

/** Quiet before asking, in milliseconds. */
const QUIET = 120;

/** Acts shown beside hits, so that the hits stay in view. */
const ACTS_MAX = 4;

/** Something that Enter would open or do. */
export type Entry = { act: Act } | { hit: SearchHit };

/** Entries under one heading, with the place of the first one among all. */
export interface Group {
  kind: 'act' | SearchHit['kind'];
  first: number;
  entries: Entry[];
}

/** The search behind the quick find. */
export class Finder {
  text = $state('');
  hits = $state.raw<SearchHit[]>([]);
  failure = $state.raw<Failure | null>(null);
  /** Which entry Enter would open. */
  at = $state(0);
  waiting = $state(false);
  /** The first search of a large store makes its index. */
  readonly work = new Work();
  /** The person stopped that. */
  stopped = $state(false);

  readonly #visit: string;
  readonly #acts: Act[];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(visit: string, acts: Act[]) {
    this.#visit = visit;
    this.#acts = acts;
  }

  /** What to do, then what was found, things of one kind together. */
  get groups(): Group[] {
    const acts = actsFor(this.#acts, this.text);
    const shown = this.text === '' ? acts : acts.slice(0, ACTS_MAX);
    const groups: Group[] = [];
    const add = (kind: Group['kind'], entry: Entry, at: number) => {
      const last = groups.at(-1);
      if (last?.kind === kind) last.entries.push(entry);
      else groups.push({ kind, first: at, entries: [entry] });
    };
    shown.forEach((act, at) => add('act', { act }, at));
    this.hits.forEach((hit, at) => add(hit.kind, { hit }, shown.length + at));
    return groups;
  }

  get count(): number {
    return this.groups.reduce((sum, group) => sum + group.entries.length, 0);
  }

  get chosen(): Entry | undefined {
    return this.groups.flatMap((group) => group.entries)[this.at];
  }

  type(text: string): void {
    this.text = text.normalize('NFC').trim();
    this.at = 0;
    clearTimeout(this.#timer);
    this.stopped = false;
    this.waiting = this.text !== '';
    if (this.text === '') this.hits = [];
    else this.#timer = setTimeout(() => void this.#ask(this.text), QUIET);
  }

  /** Nobody waits any more; saving must not wait for an index either. */
  close(): void {
    clearTimeout(this.#timer);
    if (this.work.shown) void this.work.stop();
  }

  move(step: number): void {
    const count = this.count;
    if (count > 0) this.at = (this.at + step + count) % count;
  }

  async #ask(text: string): Promise<void> {
    const answer = await this.work.during(commands.search(text, this.#visit));
    if (text !== this.text) return;
    this.waiting = false;
    this.at = 0;
    const failure = answer.status === 'error' ? answer.error : null;
    this.stopped = wasStopped(failure);
    this.failure = this.stopped ? null : failure;
    this.hits = answer.status === 'ok' ? answer.data : [];
  }
}
