/** Brings the units of an agency's own list into the draft of a campaign. */
import { commands, type Failure, type UnitView } from '$/api';
import { readBase64 } from '$/parts/files';

import type { Places } from './places.svelte';

/** What came of a list. */
export interface Brought {
  added: number;
  /** Communes that a person still has to choose. */
  unsure: number;
  /** Units that were in the draft already. */
  known: number;
}

const nameOf = (name: string) => name.normalize('NFC').toLowerCase().trim();

/** Adds the units of `file` that are not among `units` yet; the draft is saved by the person. */
export async function bringUnits(
  file: File,
  units: UnitView[],
  places: Places,
  day: string,
): Promise<Brought | Failure> {
  const answer = await commands.readUnitList(file.name, await readBase64(file), day);
  if (answer.status === 'error') return answer.error;
  const brought = { added: 0, unsure: 0, known: 0 };
  for (const { name, kind, planned, place, choices } of answer.data) {
    const same = units.some(
      (unit) =>
        nameOf(unit.name) === nameOf(name) && (!place || !unit.place || unit.place === place.id),
    );
    if (same) {
      brought.known += 1;
      continue;
    }
    if (place) places.keep(place);
    units.push({ id: '', key: '', name, kind, planned, place: place?.id ?? '' });
    brought.added += 1;
    if (choices > 0) brought.unsure += 1;
  }
  return brought;
}
