/** The particulars of a visit while they are being filled in. */
import { commands, type AttendeeView, type Failure, type VisitDetails } from '$/api';
import { t } from '$/i18n';

import { minutesBetween } from '../answers';
import type { Visit } from '../visit.svelte';

const BLANK: VisitDetails = {
  date: '',
  form: 'planned',
  start: '',
  end: '',
  place: '',
  copies: 2,
  periodFrom: '',
  periodTo: '',
  delegationPresent: [],
  unitPresent: [],
};

export type Side = 'delegationPresent' | 'unitPresent';

export class DetailsDraft {
  value = $state.raw<VisitDetails>(BLANK);
  busy = $state(false);
  failure = $state.raw<Failure | null>(null);
  readonly #visit: Visit;
  #before = $state.raw<VisitDetails>(BLANK);

  constructor(visit: Visit) {
    this.#visit = visit;
    this.value = visit.view?.details ?? BLANK;
    this.#before = this.value;
  }

  readonly timeProblem = $derived.by(() => {
    const { start, end } = this.value;
    const backwards = start && end && minutesBetween(start, end) === null;
    return backwards ? t.visit.details.endBeforeStart : undefined;
  });
  readonly changed = $derived(JSON.stringify(this.value) !== JSON.stringify(this.#before));

  set(change: Partial<VisitDetails>): void {
    this.value = { ...this.value, ...change };
  }

  setPerson(side: Side, at: number, change: Partial<AttendeeView>): void {
    const people = this.value[side].map((one, index) =>
      index === at ? { ...one, ...change } : one,
    );
    this.set({ [side]: people });
  }

  addPerson(side: Side): void {
    this.set({ [side]: [...this.value[side], { name: '', title: '' }] });
  }

  removePerson(side: Side, at: number): void {
    this.set({ [side]: this.value[side].filter((_, index) => index !== at) });
  }

  /** Nobody was noted yet: offers everybody, which is no change of the person's. */
  async begin(): Promise<void> {
    if (this.value.delegationPresent.length > 0 || this.changed) return;
    await this.takeMembers();
    const { delegationPresent } = this.value;
    this.#before = { ...this.#before, delegationPresent };
  }

  /** Fills the delegation's side from the members of the campaign. */
  async takeMembers(): Promise<void> {
    const campaign = this.#visit.view?.campaign;
    if (!campaign) return;
    const answer = await commands.campaign(campaign);
    if (answer.status === 'error') {
      this.failure = answer.error;
      return;
    }
    const there = this.value.delegationPresent.map((one) => one.name);
    const members = answer.data.input.members
      .filter((member) => !there.includes(member.name))
      .map((member) => ({
        name: member.name,
        title: [member.title, t.roles[member.role]].filter(Boolean).join(', '),
      }));
    this.set({ delegationPresent: [...this.value.delegationPresent, ...members] });
  }

  /** Saves; rows without a name and a title are left out. */
  async save(): Promise<boolean> {
    if (this.timeProblem || this.busy) return false;
    const filled = (people: AttendeeView[]) =>
      people
        .map((one) => ({ name: one.name.trim(), title: one.title.trim() }))
        .filter((one) => one.name !== '' || one.title !== '');
    const { value } = this;
    this.busy = true;
    this.failure = await this.#visit.setDetails({
      ...value,
      place: value.place.trim(),
      delegationPresent: filled(value.delegationPresent),
      unitPresent: filled(value.unitPresent),
    });
    this.busy = false;
    return this.failure === null;
  }
}
