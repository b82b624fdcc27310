/** The particulars of a visit while they are being filled in. */
import { commands, type Failure, type VisitDetails } from '$/api';
import { present } from '$/frame/attendees';
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
    const { value } = this;
    this.busy = true;
    this.failure = await this.#visit.setDetails({
      ...value,
      place: value.place.trim(),
      delegationPresent: present(value.delegationPresent),
      unitPresent: present(value.unitPresent),
    });
    this.busy = false;
    return this.failure === null;
  }
}
