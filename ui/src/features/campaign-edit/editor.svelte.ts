/** A campaign being edited. Its draft outlives the screen, so that a lock or a detour loses nothing. */
import { SvelteMap } from 'svelte/reactivity';

import {
  commands,
  type AreaChoice,
  type CampaignInput,
  type Failure,
  type VersionCard,
} from '$/api';

import { faultsOf, tidied, type Faults } from './faults';

/** Unsaved drafts by campaign; `''` is the new one. In memory only. */
const drafts = new SvelteMap<string, CampaignInput>();

/** The lists of rows a campaign has. */
export type Rows =
  'papers' | 'members' | 'units' | 'thresholds' | 'points' | 'localBases' | 'rules';

/** What the program offers for rows that a person adds. */
export const BLANK = {
  papers: { kind: 'KH', number: '', date: '', issuer: '', subject: '' },
  units: { id: '', key: '', name: '', kind: 'xa', planned: '', place: '' },
  members: { id: '', name: '', title: '', office: '', role: 'member', areas: [] as string[] },
  thresholds: { item: '', least: '' },
  points: { item: '', most: '' },
  localBases: { of: '', text: '' },
  rules: { item: '', lack: 'not-answered', gravity: 'block' },
} satisfies { [Kind in Rows]: CampaignInput[Kind][number] };

export class Editor {
  input = $state<CampaignInput | null>(null);
  areas = $state.raw<AreaChoice[]>([]);
  /** Every area of the checklist, optional or not. */
  all = $state.raw<AreaChoice[]>([]);
  /** The versions a new campaign may go by; another one stays with its own. */
  versions = $state.raw<VersionCard[]>([]);
  /** The version the campaign goes by, or would go by now. */
  version = $state('');
  sample = $state(false);
  failure = $state.raw<Failure | null>(null);
  busy = $state(false);
  /** The draft of an earlier visit to this screen was taken up. */
  kept = $state(false);
  #tried = $state(false);
  #clean = $state('');
  readonly #id: string | null;

  constructor(id: string | null) {
    this.#id = id;
    void this.load();
  }

  /** Something differs from what is saved. */
  get dirty(): boolean {
    return this.input !== null && JSON.stringify(this.input) !== this.#clean;
  }

  /** Shown after the first attempt to save; then they follow the typing. */
  get faults(): Faults {
    return this.#tried && this.input ? faultsOf(tidied(this.input)) : {};
  }

  load = async (): Promise<void> => {
    const answer =
      this.#id === null ? await commands.blankCampaign() : await commands.campaign(this.#id);
    this.failure = answer.status === 'error' ? answer.error : null;
    if (answer.status === 'error') return;
    const draft = drafts.get(this.#id ?? '');
    this.areas = answer.data.optionalAreas;
    this.all = answer.data.areas;
    this.sample = answer.data.sample;
    this.version = answer.data.version;
    this.#clean = JSON.stringify(answer.data.input);
    this.kept = draft !== undefined;
    this.input = draft ?? answer.data.input;
    if (this.#id !== null) return;
    const library = await commands.checklistLibrary();
    if (library.status === 'ok') this.versions = library.data.versions;
  };

  /** Remembers the draft; called whenever the screen goes away. */
  keep(): void {
    if (this.dirty && this.input) drafts.set(this.#id ?? '', $state.snapshot(this.input));
    else drafts.delete(this.#id ?? '');
  }

  /** Goes back to what is saved. */
  discard = async (): Promise<void> => {
    drafts.delete(this.#id ?? '');
    this.#tried = false;
    await this.load();
  };

  /** Saves; answers the campaign, or `null` when something must be mended first. */
  async save(): Promise<string | null> {
    if (!this.input || this.busy) return null;
    this.#tried = true;
    this.input = tidied(this.input);
    if (Object.keys(this.faults).length > 0) return null;
    this.busy = true;
    const answer = await commands.saveCampaign(this.#id, $state.snapshot(this.input));
    this.busy = false;
    this.failure = answer.status === 'error' ? answer.error : null;
    if (answer.status === 'error') return null;
    this.#clean = JSON.stringify(this.input);
    drafts.delete(this.#id ?? '');
    return answer.data;
  }

  /** Takes over what changed in the head of the form. */
  edit = (change: Partial<CampaignInput>): void => {
    if (this.input) Object.assign(this.input, change);
  };

  add(kind: Rows): void {
    const rows = this.input?.[kind] as object[] | undefined;
    rows?.push({
      ...structuredClone(BLANK[kind]),
      ...(kind === 'members' ? { role: this.#nextRole() } : {}),
    });
  }

  remove(kind: Rows, at: number): void {
    this.input?.[kind].splice(at, 1);
  }

  /** Moves a row one place up (`-1`) or down (`1`). */
  move(kind: Rows, at: number, step: 1 | -1): void {
    const rows = this.input?.[kind] as object[] | undefined;
    const [row] = rows?.splice(at, 1) ?? [];
    if (row) rows?.splice(at + step, 0, row);
  }

  toggleArea(area: string, on: boolean): void {
    if (!this.input) return;
    const off = this.input.areasOff.filter((one) => one !== area);
    this.input.areasOff = on ? off : [...off, area];
  }

  #nextRole(): string {
    const has = (role: string) => this.input?.members.some((member) => member.role === role);
    return has('leader') ? (has('secretary') ? 'member' : 'secretary') : 'leader';
  }
}
