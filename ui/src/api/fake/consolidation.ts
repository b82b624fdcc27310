/** The puppet engine's answers about a campaign at one look. */
import type { MatrixCellView, MatrixUnitView, MatrixView, VerdictsView } from '../bindings';
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
  export_campaign: (a: { path: string }) => a.path,
};
