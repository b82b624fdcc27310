/** The form of the first start. */
import { commands, type Failure, type SetUpInput } from '$/api';
import { t } from '$/i18n';

import { LEAST } from './strength';

type Faults = Partial<Record<keyof SetUpInput | 'again', string>>;

/** What is wrong with the form, by field; empty when it may be sent. */
export function faultsOf(input: SetUpInput, again: string): Faults {
  const faults: Faults = {};
  if (input.name.trim() === '') faults.name = t.start.nameNeeded;
  if (input.title.trim() === '') faults.title = t.start.titleNeeded;
  if (input.office.trim() === '') faults.office = t.start.officeNeeded;
  if (input.passphrase.length < LEAST) faults.passphrase = t.start.tooShort;
  else if (input.passphrase !== again) faults.again = t.start.differ;
  return faults;
}

export class SetUpForm {
  input = $state<SetUpInput>({ name: '', title: '', office: '', passphrase: '' });
  again = $state('');
  busy = $state(false);
  failure = $state.raw<Failure | null>(null);
  #tried = $state(false);

  /** Shown only after the first attempt; then they follow the typing. */
  get faults(): Faults {
    return this.#tried ? faultsOf(this.input, this.again) : {};
  }

  /** Makes the store; answers the recovery code, or `null`. */
  async send(): Promise<string | null> {
    this.#tried = true;
    if (this.busy || Object.keys(faultsOf(this.input, this.again)).length > 0) return null;
    this.busy = true;
    const { name, title, office, passphrase } = this.input;
    const answer = await commands.setUp({
      name: name.trim(),
      title: title.trim(),
      office: office.trim(),
      passphrase,
    });
    this.busy = false;
    this.failure = answer.status === 'error' ? answer.error : null;
    return answer.status === 'ok' ? answer.data : null;
  }
}
