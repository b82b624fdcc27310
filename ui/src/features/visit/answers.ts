/** Small rules about answers that more than one component needs. No engine, no screen. */
import type { AnswerView, ItemView, PartValueView } from '$/api';

/** The states of an item, in the order of their keys 1–4. */
export const VERDICTS = ['met', 'not-met', 'not-applicable', 'partly'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Which items the list shows. */
export type Filter = 'all' | 'remaining' | 'not-met' | 'returned';

/** The answer of an item nobody has touched. */
export function blankAnswer(item: string): AnswerView {
  return {
    item,
    verdict: '',
    note: '',
    review: { state: 'open', remark: '', by: '', at: '' },
    unmet: [],
    parts: [],
    disagreement: false,
    warnings: [],
    selfPoints: '',
    points: '',
    evidence: 0,
    findings: 0,
  };
}

/** The value of a part nobody has touched. */
export function blankPart(name: string): PartValueView {
  return {
    name,
    text: '',
    numerator: '',
    denominator: '',
    numeratorTo: '',
    percentOnly: '',
    stated: false,
    quoted: '',
    asOf: '',
    number: '',
    date: '',
    subject: '',
    printed: '',
    words: '',
    quotedOk: null,
    belowThreshold: null,
  };
}

/** Whether an item passes the filter. `verdict` is what the screen shows now. */
export function passes(filter: Filter, verdict: string, review = 'open'): boolean {
  if (filter === 'returned') return review === 'returned' || review === 'edited';
  if (filter === 'remaining') return verdict === '';
  if (filter === 'not-met') return verdict === 'not-met' || verdict === 'partly';
  return true;
}

/** One line of what an item's figures say: `14/27 = 51,85%`. */
export function figureLine(item: ItemView, answer: AnswerView): string {
  return item.parts
    .map((part) => answer.parts.find((value) => value.name === part.name)?.printed ?? '')
    .filter(Boolean)
    .join(' · ');
}

/** `134` minutes as `02:14`. */
export function clock(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  return `${String(hours).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Minutes between two times of day, `HH:MM`; `null` when one is missing or time runs backwards. */
export function minutesBetween(start: string, end: string): number | null {
  const from = /^(\d{2}):(\d{2})$/.exec(start);
  const to = /^(\d{2}):(\d{2})$/.exec(end);
  if (!from || !to) return null;
  const between = Number(to[1]) * 60 + Number(to[2]) - Number(from[1]) * 60 - Number(from[2]);
  return between < 0 ? null : between;
}

/** The time of day now, `HH:MM`. */
export function timeNow(): string {
  return new Date().toTimeString().slice(0, 5);
}
