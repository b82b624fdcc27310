/** The questions of a sheet, in the order in which digits answer them. */
import { t } from '$/i18n';

import { ASKED, SLIP } from './sample.svelte';

export interface Question {
  name: string;
  label: string;
  group: 'slip' | 'content' | 'time' | 'apology';
  options: { value: string; label: string; tone: 'ok' | 'bad' }[];
}

type Cells = Partial<Record<string, string>>;

function yesNo(name: string, label: string, group: Question['group']): Question {
  const { yes, no } = t.sample.sheet;
  const options: Question['options'] = [
    { value: 'yes', label: yes, tone: 'ok' },
    { value: 'no', label: no, tone: 'bad' },
  ];
  return { name, label, group, options };
}

/**
 * What is asked of a file: where its days do not tell whether it was in time, that too; of a late
 * one also whether the unit apologised.
 */
export function questions(cells: Cells): Question[] {
  const { parts, asked, components, componentWords, onTimeAsk, apologyAsk } = t.sample.sheet;
  const words = componentWords.map((word, at) => ({
    value: word,
    label: word,
    tone: at === 0 ? ('ok' as const) : ('bad' as const),
  }));
  const all: Question[] = [
    ...SLIP.map((name) => yesNo(name, parts[name], 'slip')),
    ...ASKED.map((name) => yesNo(name, asked[name], 'content')),
    { name: 'thanh_phan', label: components, group: 'content', options: words },
  ];
  if (!cells.ngay_hen || !cells.ngay_tra) all.push(yesNo('dung_han', onTimeAsk, 'time'));
  if (cells.dung_han === 'no') all.push(yesNo('xin_loi', apologyAsk, 'apology'));
  return all;
}

/** The first question without an answer from `at` on, or the last one. */
export function nextOpen(list: Question[], cells: Cells, at: number): number {
  const open = list.findIndex((question, index) => index >= at && !cells[question.name]);
  return open === -1 ? Math.min(at, list.length - 1) : open;
}
