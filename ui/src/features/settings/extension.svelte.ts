/** Giving signed papers lasting proof: it goes on while other screens are looked at. */
import { commands, type ExtensionView, type Failure } from '$/api';
import { Work } from '$/frame/work.svelte';

class Extension {
  busy = $state(false);
  /** What came of it, until it is begun anew or what came of it was seen and left. */
  told = $state.raw<ExtensionView | null>(null);
  failure = $state.raw<Failure | null>(null);

  readonly work = new Work();

  async run(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.forget();
    const answer = await this.work.during(commands.extendPapers());
    this.busy = false;
    if (answer.status === 'ok') this.told = answer.data;
    else this.failure = answer.error;
  }

  /** Forgets what came of it. */
  forget(): void {
    this.told = null;
    this.failure = null;
  }
}

export const extension = new Extension();
