/** The registers at work. Leaving the screen must not lose a cell: what is unsaved is kept here. */
import { openFields } from '$/parts/open-fields';

import { Registers } from './registers.svelte';
import { rooted } from './rooted.svelte';

const kept = new Map<string, { registers: Registers; screens: number; forget: () => void }>();

export const keptRegisters = {
  /** The registers of a visit; those from before while something of them is not saved. */
  open(visit: string): Registers {
    const known = kept.get(visit);
    if (known) {
      known.screens += 1;
      return known.registers;
    }
    const registers = rooted(() => new Registers(visit));
    const forget = openFields.add(() => registers.flush());
    kept.set(visit, { registers, screens: 1, forget });
    return registers;
  },

  /** The screen is left: saves everything, and forgets the registers once nothing is at stake. */
  async leave(registers: Registers): Promise<void> {
    const known = kept.get(registers.visit);
    if (!known) return;
    known.screens -= 1;
    await registers.flush();
    if (known.screens > 0 || registers.unsaved) return;
    known.forget();
    kept.delete(registers.visit);
  },
};
