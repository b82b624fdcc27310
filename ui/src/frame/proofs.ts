/** Signed papers get what makes their signatures last whenever this laptop has just been online. */
import { commands } from '$/api';

let busy = false;

export const proofs = {
  /**
   * Asks for what is missing, where an authority is named in the settings. Whatever does not come is
   * asked for the next time.
   */
  async catchUp(): Promise<void> {
    if (busy) return;
    busy = true;
    const trust = await commands.trust();
    const named = trust.status === 'ok' && trust.data.timeUrl !== '';
    // Each paper shows what it has; what is missing, and why, stands in the settings.
    if (named) await commands.extendPapers();
    busy = false;
  },
};
