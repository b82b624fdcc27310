/** Posted procedures beside the published list: groups, ticks, and what can be said of them. */
import {
  commands,
  type Failure,
  type ProcedureDeskView,
  type ProcedureLine,
  type ProcedureSentence,
  type Result,
  type VisitView,
} from '$/api';

/** What a group shows, by its name in `t.procedures.groups`. */
export const GROUPS: Record<string, (line: ProcedureLine) => boolean> = {
  all: () => true,
  missing: (line) => line.state === 'known' && line.hangs === 'no',
  ended: (line) => line.state === 'ended' && line.hangs !== 'no',
  incomplete: (line) => line.incomplete,
  differs: (line) => line.differs,
  late: (line) => typeof line.lateDays === 'number' && line.hangs !== 'no',
  unknown: (line) => line.state === 'unknown',
  open: (line) => line.hangs === '',
};

/** Groups that are only there while they hold something. */
const FLEETING = ['unknown', 'open'];

export class Procedures {
  readonly visit: string;
  view = $state.raw<VisitView | null>(null);
  desk = $state.raw<ProcedureDeskView | null>(null);
  failure = $state.raw<Failure | null>(null);
  group = $state('all');
  field = $state('');
  /** The line that has the keys. */
  current = $state('');
  busy = $state(false);
  #running: Promise<void> = Promise.resolve();

  constructor(visit: string) {
    this.visit = visit;
  }

  readonly fields = $derived(
    (this.desk?.lines ?? [])
      .map((line) => line.field)
      .filter((field, at, all) => field !== '' && all.indexOf(field) === at),
  );

  readonly shown = $derived(
    (this.desk?.lines ?? []).filter(
      (line) =>
        (GROUPS[this.group]?.(line) ?? true) && (this.field === '' || line.field === this.field),
    ),
  );

  /** The groups with how many lines each has. */
  readonly groups = $derived(
    Object.entries(GROUPS)
      .map(([name, holds]) => ({ name, lines: (this.desk?.lines ?? []).filter(holds).length }))
      .filter((group) => group.lines > 0 || !FLEETING.includes(group.name)),
  );

  count(group: string): number {
    return this.groups.find((one) => one.name === group)?.lines ?? 0;
  }

  async load(): Promise<void> {
    const [view, desk] = await Promise.all([
      commands.visit(this.visit),
      commands.procedures(this.visit),
    ]);
    this.failure = null;
    if (view.status === 'ok') this.view = view.data;
    else this.failure = view.error;
    this.#take(desk);
  }

  fill(): Promise<void> {
    return this.#act(() => commands.fillProcedures(this.visit));
  }

  settle(): Promise<void> {
    return this.#act(() => commands.settleProcedures(this.visit));
  }

  tick(line: ProcedureLine, tick: string): Promise<void> {
    this.current = line.id;
    return this.#act(() => commands.tickProcedures(this.visit, [line.id], tick));
  }

  choose(line: ProcedureLine, procedure: string): Promise<void> {
    return this.#act(() => commands.chooseProcedure(this.visit, line.id, procedure));
  }

  /** Takes the latest act of this session back, or does it again. */
  async takeBack(which: 'undo' | 'redo'): Promise<Failure | null> {
    const answer = await commands[which](this.visit);
    if (answer.status === 'error') return answer.error;
    await this.load();
    return null;
  }

  /** Writes a shortcoming, and with it the verdict of the item where a person wants that. */
  async note(
    sentence: ProcedureSentence,
    text: string,
    recommendation: string,
    judge: boolean,
  ): Promise<Failure | null> {
    if (judge) {
      const judged = await commands.setVerdict(this.visit, sentence.item, 'not-met');
      if (judged.status === 'error') return judged.error;
    }
    const answer = await commands.saveFinding(this.visit, null, {
      kind: 'shortcoming',
      text,
      items: [sentence.item],
      openList: false,
      explanation: '',
      ruling: '',
      recommendation,
      responsible: '',
      deadline: '',
    });
    if (answer.status === 'error') return answer.error;
    await this.load();
    return null;
  }

  /** One after the other, however fast the keys are: the last answer is how things stand. */
  #act(work: () => Promise<Result<ProcedureDeskView>>): Promise<void> {
    this.#running = this.#running.then(async () => {
      this.busy = true;
      this.#take(await work());
      const view = await commands.visit(this.visit);
      if (view.status === 'ok') this.view = view.data;
      this.busy = false;
    });
    return this.#running;
  }

  #take(answer: Result<ProcedureDeskView>): void {
    if (answer.status === 'ok') {
      this.desk = answer.data;
      this.failure = null;
    } else this.failure = answer.error;
  }
}
