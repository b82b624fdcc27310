/** How far the engine came with something long, for the one screen that waits for it. */
import { commands, type Failure, type Result } from '$/api';

/** What nobody notices needs no progress, in milliseconds. */
const SHOW_AFTER = 1000;
const ASK_EVERY = 300;

/** Whether a person stopped it: nothing of it was kept, and nothing failed. */
export function wasStopped(failure: Failure | null): boolean {
  return failure?.code === 'E-STOPPED';
}

export class Work {
  /** It takes so long that the person is told. */
  shown = $state(false);
  done = $state(0);
  /** 0 while nobody knows how much there is. */
  of = $state(0);
  stopping = $state(false);

  #under = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Waits for `act`, and shows how far it came once it takes longer than a moment. */
  async during<T>(act: Promise<Result<T>>): Promise<Result<T>> {
    this.#under += 1;
    if (this.#under === 1) this.#timer = setTimeout(() => void this.#look(), SHOW_AFTER);
    const answer = await act;
    this.#under -= 1;
    this.stopping = false;
    if (this.#under === 0) {
      clearTimeout(this.#timer);
      this.shown = false;
    }
    return answer;
  }

  /** Stops it; what was awaited then answers that it was stopped. */
  async stop(): Promise<void> {
    if (this.#under === 0) return;
    this.stopping = true;
    await commands.stopWork();
  }

  async #look(): Promise<void> {
    const answer = await commands.workProgress();
    if (this.#under === 0) return;
    if (answer.status === 'ok') ({ done: this.done, of: this.of } = answer.data);
    this.shown = true;
    this.#timer = setTimeout(() => void this.#look(), ASK_EVERY);
  }
}
