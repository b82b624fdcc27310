/** The secret at the door and what it opens. */
import { commands, type Failure, type Result, type SessionView } from '$/api';
import { place } from '$/frame/place.svelte';
import { router } from '$/frame/router.svelte';
import { session } from '$/frame/session.svelte';

export class Key {
  secret = $state('');
  busy = $state(false);
  failure = $state.raw<Failure | null>(null);
  #tried = $state(false);

  get missing(): boolean {
    return this.#tried && this.secret === '';
  }

  /** Opens the store. */
  unlock(): Promise<boolean> {
    return this.#turn((secret) => commands.unlock(secret));
  }

  /** Opens a snapshot in place of a damaged store. */
  restore(name: string): Promise<boolean> {
    // What was open may not be in the snapshot.
    router.reset();
    return this.#turn((secret) => commands.restoreSnapshot(name, secret));
  }

  async #turn(open: (secret: string) => Promise<Result<SessionView>>): Promise<boolean> {
    this.#tried = true;
    if (this.busy || this.secret === '') return false;
    this.busy = true;
    const answer = await open(this.secret.normalize('NFC'));
    this.busy = false;
    this.failure = answer.status === 'error' ? answer.error : null;
    if (answer.status === 'error') {
      // Only now is it known that a snapshot has to take the place of the database.
      if (answer.error.code === 'E-STORE-DAMAGED') await session.load();
      return false;
    }
    this.secret = '';
    session.wentIdle = false;
    session.take(answer.data);
    // A person who was here a moment ago is led back by the router.
    if (router.route.screen === 'campaigns') place.offer(answer.data.place ?? null);
    return true;
  }
}
