/** The demands of a campaign: which are shown, which has the keys, which are chosen. */
import {
  commands,
  type DemandCounts,
  type DemandView,
  type Failure,
  type FollowUpView,
  type Result,
  type UnitFollowUpView,
} from '$/api';

/** States in the order in which they want something done; also the filters, after these two. */
export const STATES = [
  'overdue',
  'due-soon',
  'reported',
  'partly',
  'open',
  'carried',
  'closed',
] as const;

const REMIND = ['overdue', 'due-soon'];

/** How many demands are in `state`; `all` and `remind` count several. */
export function countOf(counts: DemandCounts, state: string): number {
  const by: Record<string, number> = {
    overdue: counts.overdue,
    'due-soon': counts.dueSoon,
    reported: counts.reported,
    partly: counts.partly,
    open: counts.open,
    carried: counts.carried,
    closed: counts.closed,
  };
  if (state === 'all') return Object.values(by).reduce((sum, one) => sum + one, 0);
  if (state === 'remind') return counts.overdue + counts.dueSoon;
  return by[state] ?? 0;
}

/** Whether a demand is shown under a filter. */
export function shows(filter: string, demand: DemandView): boolean {
  if (filter === 'all') return true;
  return filter === 'remind' ? REMIND.includes(demand.state) : demand.state === filter;
}

/** A demand on one unit; a finding over several units is one demand on each. */
export const keyOf = (unit: UnitFollowUpView, demand: DemandView) => `${unit.id}/${demand.id}`;

export class FollowUp {
  readonly campaign: string;
  view = $state.raw<FollowUpView | null>(null);
  failure = $state.raw<Failure | null>(null);
  busy = $state(false);
  filter = $state('all');
  /** The demand that has the keys: unit and finding. */
  current = $state('');
  /** Demands of one unit that are acted on together, the one with the keys among them. */
  chosen = $state.raw<readonly string[]>([]);

  constructor(campaign: string) {
    this.campaign = campaign;
  }

  /** Units with the demands that the filter shows. */
  readonly shown = $derived(
    (this.view?.units ?? [])
      .map((unit) => ({
        unit,
        demands: unit.demands.filter((demand) => shows(this.filter, demand)),
      }))
      .filter((one) => one.demands.length > 0),
  );

  readonly order = $derived(
    this.shown.flatMap(({ unit, demands }) => demands.map((demand) => keyOf(unit, demand))),
  );

  /** The unit of the demand that has the keys. */
  readonly unit = $derived(
    this.view?.units.find((unit) => this.current.startsWith(`${unit.id}/`)) ?? null,
  );

  readonly demand = $derived(
    this.unit?.demands.find((demand) => this.unit && keyOf(this.unit, demand) === this.current) ??
      null,
  );

  /** What an act is about: the chosen demands, else the one with the keys. */
  readonly about = $derived(
    (this.unit?.demands ?? []).filter((demand) => {
      const key = this.unit ? keyOf(this.unit, demand) : '';
      return this.chosen.length > 0 ? this.chosen.includes(key) : key === this.current;
    }),
  );

  readonly filters = $derived(
    ['all', 'remind', ...STATES]
      .map((name) => ({ name, demands: this.view ? countOf(this.view.counts, name) : 0 }))
      .filter((one) => one.demands > 0 || one.name === 'all' || one.name === 'remind'),
  );

  /** Gives a demand the keys; those chosen at another unit are let go. */
  go(key: string): void {
    this.current = key;
    const unit = key.split('/', 1)[0] ?? '';
    if (this.chosen.some((one) => !one.startsWith(`${unit}/`))) this.chosen = [];
  }

  toggle(key: string): void {
    this.go(key);
    const others = this.chosen.filter((one) => one !== key);
    this.chosen = others.length < this.chosen.length ? others : [...others, key];
  }

  /** Chooses every shown demand of a unit, or none when all are. */
  toggleUnit(unit: UnitFollowUpView, demands: DemandView[]): void {
    const keys = demands.map((demand) => keyOf(unit, demand));
    const all = keys.every((key) => this.chosen.includes(key));
    this.go(keys[0] ?? '');
    this.chosen = all ? [] : keys;
  }

  choose(filter: string): void {
    this.filter = filter;
    this.chosen = [];
    if (!this.order.includes(this.current)) this.current = this.order[0] ?? '';
  }

  load = async (): Promise<void> => {
    await this.act(() => commands.followUp(this.campaign));
  };

  /** Does something and shows how things stand after it. */
  act = async (work: () => Promise<Result<FollowUpView>>): Promise<Failure | null> => {
    this.busy = true;
    const answer = await work();
    this.busy = false;
    if (answer.status === 'error') {
      if (!this.view) this.failure = answer.error;
      return answer.error;
    }
    this.failure = null;
    this.view = answer.data;
    if (!this.order.includes(this.current)) this.current = this.order[0] ?? '';
    return null;
  };

  /** Takes the latest act of this session at the campaign back, or does it again. */
  async takeBack(which: 'undo' | 'redo'): Promise<Failure | null> {
    const answer = await (which === 'undo'
      ? commands.undoAtCampaign(this.campaign)
      : commands.redoAtCampaign(this.campaign));
    if (answer.status === 'error') return answer.error;
    return this.act(() => commands.followUp(this.campaign));
  }
}
