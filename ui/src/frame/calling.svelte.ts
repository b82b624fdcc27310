/** Calls another laptop every minute, on whatever screen the person is. */
import { commands, type Failure } from '$/api';

import { arrivals } from './arrivals.svelte';
import { proofs } from './proofs';

const CALL_EVERY = 60_000;

class Calling {
  /** Whom; empty for nobody. */
  address = $state('');
  /** Why the last call came to nothing. */
  failure = $state.raw<Failure | null>(null);
  #timer: ReturnType<typeof setInterval> | undefined;
  #busy = false;

  /** Calls `address` every minute from now on. */
  start(address: string): void {
    this.stop();
    this.address = address;
    this.#timer = setInterval(() => void this.#call(), CALL_EVERY);
  }

  /** Calls nobody any more. */
  stop(): void {
    clearInterval(this.#timer);
    this.address = '';
    this.failure = null;
  }

  async #call(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    const answer = await commands.callLaptop(this.address, null, null);
    this.#busy = false;
    this.failure = answer.status === 'error' ? answer.error : null;
    await arrivals.look();
    if (answer.status === 'ok') void proofs.catchUp();
  }
}

export const calling = new Calling();
