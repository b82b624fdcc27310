/** Indicators, warnings and scores of the small engine: two formulas, worked out by hand. */
import type { AnswerView, IndicatorView, ItemWarnings, ScoreView } from '../bindings';

const SCORED = 'CD-05';

/** The share of items that are met, of those judged. */
export function indicators(answers: AnswerView[]): IndicatorView[] {
  const judged = answers.filter((one) => !['', 'not-applicable'].includes(one.verdict));
  const met = judged.filter((one) => one.verdict === 'met').length;
  const rate = judged.length ? ((met * 100) / judged.length).toFixed(2).replace('.', ',') : '';
  return [
    {
      id: 'noi_dung_dat',
      title: 'Nội dung đạt trên nội dung đã đánh giá',
      counts: judged.length ? `${met}/${judged.length}` : '',
      rate,
      warnings: [],
    },
    {
      id: 'chua_xin_loi',
      title: 'Hồ sơ quá hạn chưa có văn bản xin lỗi',
      counts: '',
      rate: '',
      warnings: [],
    },
  ];
}

/** An item that is met although its rate is below the threshold. */
export function warnings(answers: AnswerView[]): ItemWarnings[] {
  return answers
    .filter((one) => one.verdict === 'met' && one.parts.some((part) => part.belowThreshold))
    .map((one) => ({ item: one.item, texts: ['Đánh giá đạt nhưng tỷ lệ thấp hơn ngưỡng.'] }));
}

/** What an item can bring. */
export function most(item: string): string {
  return item === SCORED ? '2' : '';
}

export function scores(answers: AnswerView[]): ScoreView[] {
  const scored = answers.find((one) => one.item === SCORED);
  const given = Number((scored?.points ?? '').replace(',', '.') || '0');
  const score = {
    of: '2',
    selfAssessed: scored?.selfPoints || '0',
    appraised: scored?.points || '0',
    percent: (given * 50).toFixed(2).replace('.', ','),
    open: scored?.points ? 0 : 1,
  };
  return [
    { area: '', ...score },
    { area: SCORED.slice(0, 2), ...score },
  ];
}
