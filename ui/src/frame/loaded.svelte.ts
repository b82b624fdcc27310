/** Something a screen reads from the engine: waiting, there, or failed with a reason. */
import type { Failure, Result } from '$/api';

export class Loaded<T> {
  view = $state.raw<T | null>(null);
  failure = $state.raw<Failure | null>(null);
  readonly #read: () => Promise<Result<T>>;

  constructor(read: () => Promise<Result<T>>) {
    this.#read = read;
    void this.load();
  }

  /** Reads (again). What was shown stays until the answer is there. */
  load = async (): Promise<void> => {
    const answer = await this.#read();
    this.failure = answer.status === 'error' ? answer.error : null;
    if (answer.status === 'ok') this.view = answer.data;
  };
}
