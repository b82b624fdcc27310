/** The puppet engine's answers about a campaign at one look. */
import type {
  MatrixCellView,
  MatrixUnitView,
  MatrixView,
  TrendView,
  VerdictsView,
} from '../bindings';
import { checklist, world, type Visit } from './world';

const MARKS: Record<string, [string, string]> = {
  '': ['·', 'chưa kiểm tra'],
  met: ['✓', 'đạt'],
  partly: ['◐', 'cơ bản đạt'],
  'not-met': ['✕', 'chưa đạt'],
  'not-applicable': ['–', 'không áp dụng'],
};

const items = checklist.flatMap((area) => area.items);

function tally(words: readonly string[]): VerdictsView {
  const count = (word: string) => words.filter((one) => one === word).length;
  return {
    met: count('met'),
    partly: count('partly'),
    notMet: count('not-met'),
    notApplicable: count('not-applicable'),
    open: count(''),
  };
}

const verdict = (visit: Visit, item: string) => visit.answers.get(item)?.verdict ?? '';

function cell(visit: Visit, item: string): MatrixCellView {
  const [mark = '', spoken = ''] = MARKS[verdict(visit, item)] ?? [];
  const known = item === 'CD-05';
  return {
    mark,
    spoken,
    shortcomings: visit.findings.filter((one) => one.input.items.includes(item)).length,
    figure: known ? '51,85%' : '',
    before: known ? 'chưa đạt' : '',
    beforeEach: item === 'CD-06' ? 'Xã A: đạt; Xã B: chưa đạt' : '',
    figureBefore: known ? 'cộng 2 đơn vị: 7/20, 35%' : '',
    change: known ? 'same' : null,
  };
}

function matrix(id: string): MatrixView {
  const campaign = world.campaigns.find((one) => one.id === id);
  const visits = world.visits.filter((one) => one.campaign === id && !one.binned);
  const units = (campaign?.input.units ?? []).map((unit): MatrixUnitView => {
    const visit = visits.find((one) => one.unit === unit.id);
    return {
      name: unit.name,
      visit: visit?.id ?? '',
      date: visit ? '15/09/2022' : '',
      madeOf: visit ? ['Xã A', 'Xã B'] : [],
      fromDesk: false,
      verdicts: tally(visit ? items.map((item) => verdict(visit, item.id)) : []),
      cells: visit ? items.map((item) => cell(visit, item.id)) : [],
    };
  });
  return {
    areas: checklist.map((area) => ({
      id: area.id,
      title: area.title,
      items: area.items.length,
    })),
    items: items.map((item) => ({
      id: item.id,
      title: item.title,
      verdicts: tally(visits.map((visit) => verdict(visit, item.id))),
    })),
    units,
  };
}

export const consolidationCommands: Record<string, (args: never) => unknown> = {
  consolidation: (a: { campaign: string }) => matrix(a.campaign),
  campaign_trends: (a: { campaign: string }): TrendView[] => {
    const visit = world.visits.find((one) => one.campaign === a.campaign);
    if (!visit) return [];
    const point = (year: number, said: string, hundredths: number | null, madeOf: string[]) => ({
      visit: visit.id,
      date: `15/09/${year}`,
      campaign: `Kiểm tra năm ${year}`,
      madeOf,
      said,
      hundredths,
    });
    const merged = ['Xã A', 'Xã B'];
    return [
      {
        item: 'CD-05',
        label: 'Nhiệm vụ đã hoàn thành',
        units: [
          {
            unit: 'Phường Cầu Tre',
            points: [
              point(2018, '3/9, 33,33%', 3333, []),
              point(2020, '7/20, 35%', 3500, merged),
              point(2022, '14/27, 51,85%', 5185, []),
            ],
          },
          {
            unit: 'Xã B',
            points: [
              point(2020, 'Xã A: 6,62%; Xã B: 5/9, 55,56%', null, merged),
              point(2022, '4/9, 44,44%', 4444, []),
            ],
          },
        ],
      },
    ];
  },
  export_campaign: (a: { path: string }) => a.path,
};
