/**
 * What colleagues' laptops bring while somebody works. The screen that is open does not change under
 * anybody's hands: it is told of, and read anew when the person wants.
 */
import { commands } from '$/api';

const LOOK_EVERY = 4000;

class Arrivals {
  /** How often something came that changed what screens show. */
  #count = $state(0);
  /** How much of that the open screen shows. */
  #seen = $state(0);
  #looking = false;

  /** The open screen does not show everything. */
  get unseen(): boolean {
    return this.#seen < this.#count;
  }

  /** Looks now and then, until the answer is called. */
  watch(): () => void {
    // A store that was locked and opened again counts anew.
    this.#count = this.#seen = 0;
    const timer = setInterval(() => void this.look(), LOOK_EVERY);
    return () => clearInterval(timer);
  }

  /** Asks whether something came. */
  async look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    const answer = await commands.arrivals();
    this.#looking = false;
    // A store that is locked meanwhile has nothing to tell.
    if (answer.status === 'ok') this.#count = answer.data;
  }

  /** What the person just brought in by hand is no news to them, and nothing is being typed. */
  async brought(): Promise<void> {
    await this.look();
    this.saw();
  }

  /** The screen was read after everything that is known of had come. */
  saw(): void {
    if (!this.unseen) return;
    this.#seen = this.#count;
    void commands.sawArrivals(this.#seen);
  }
}

export const arrivals = new Arrivals();
