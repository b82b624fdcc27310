/** One change of an item, in words. */
import type { ItemChangeLine } from '$/api';
import { t } from '$/i18n';
import { formatDate } from '$/parts/text';

/** What to show for one change. */
export interface Told {
  label: string;
  tone: '' | 'ok' | 'bad';
  /** Both readings, shown side by side. */
  change?: { before: string; after: string };
  /** What came or went. */
  text?: string;
}

function kinds(codes: string): string {
  return codes
    .split(',')
    .map((code) => t.unitKinds[code] ?? code)
    .join(', ');
}

/** Says what `line` means. */
export function told(line: ItemChangeLine): Told {
  const say = t.checklist.difference;
  const { before, after } = line;
  const both = { change: { before, after } };
  switch (line.kind) {
    case 'added':
      return { label: say.added, tone: 'ok' };
    case 'gone':
      return { label: say.gone, tone: 'bad' };
    case 'moved':
      return { label: say.moved(before), tone: '' };
    case 'retired':
      return { label: say.retired(formatDate(after)), tone: 'bad', text: before };
    case 'days': {
      const days = { before: before || say.always, after: after || say.always };
      return { label: say.days, tone: '', change: days };
    }
    case 'worded':
      return { label: say.fields[line.field] ?? line.field, tone: '', ...both };
    case 'kinds':
      return { label: say.kinds, tone: '', change: { before: kinds(before), after: kinds(after) } };
    case 'basis-added':
      return { label: say.basisAdded, tone: 'ok', text: after };
    case 'basis-gone':
      return { label: say.basisGone, tone: 'bad', text: before };
    case 'basis-changed':
      return { label: say.basisChanged, tone: '', ...both };
    case 'bases-arranged':
      return { label: say.basesArranged, tone: '' };
    case 'part-added':
      return { label: say.partAdded, tone: 'ok', text: after };
    case 'part-gone':
      return { label: say.partGone, tone: 'bad', text: before };
    case 'part-rekinded':
      return { label: say.partRekinded, tone: 'bad', ...both };
    case 'part-changed':
      return { label: say.partChanged, tone: '', ...both };
    case 'parts-arranged':
      return { label: say.partsArranged, tone: '' };
    case 'registers':
      return { label: say.registers, tone: '', text: after };
    default:
      return { label: say.certain(after === 'yes'), tone: '' };
  }
}
