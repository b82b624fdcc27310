/** The puppet engine's answers about a visit. */
import type {
  AnswerView,
  CampaignInput,
  FindingInput,
  PartValueView,
  ProgressView,
  Saved,
  VisitDetails,
  VisitView,
} from '../bindings';
import { indicators, most, scores, warnings } from './derived';
import { compute } from './figures';
import { checklist, emptyAnswer, fresh, partsOf, world, type Area, type Visit } from './world';

export function find(id: string): Visit {
  const visit = world.visits.find((one) => one.id === id);
  if (!visit)
    throw { code: 'E-NOT-FOUND', message: 'Không còn cuộc kiểm tra này. Hãy quay lại danh sách.' };
  return visit;
}

function campaignOf(visit: Visit): CampaignInput {
  const campaign = world.campaigns.find((one) => one.id === visit.campaign);
  if (!campaign) throw { code: 'E-NOT-FOUND', message: 'Không còn đợt kiểm tra này.' };
  return campaign.input;
}

function shownAreas(visit: Visit): Area[] {
  const off = campaignOf(visit).areasOff;
  return checklist.filter((area) => !off.includes(area.id));
}

function answers(visit: Visit, area: Area): AnswerView[] {
  return area.items.map((item) => {
    const answer = visit.answers.get(item.id) ?? emptyAnswer(item.id);
    return {
      ...answer,
      evidence: visit.evidence.filter((one) => one.items.includes(item.id)).length,
      findings: visit.findings.filter((one) => one.input.items.includes(item.id)).length,
    };
  });
}

function tally(list: AnswerView[]): ProgressView {
  const count = (test: (answer: AnswerView) => boolean) => list.filter(test).length;
  const of = list.length;
  return {
    answered: { done: count((one) => one.verdict !== ''), of },
    reviewed: { done: count((one) => one.reviewed), of },
    evidenced: {
      done: count((one) => one.evidence > 0),
      of: count((one) => one.verdict === 'not-met'),
    },
    met: count((one) => one.verdict === 'met'),
    partly: count((one) => one.verdict === 'partly'),
    notMet: count((one) => one.verdict === 'not-met'),
    notApplicable: count((one) => one.verdict === 'not-applicable'),
  };
}

export function progress(visit: Visit): ProgressView {
  return tally(shownAreas(visit).flatMap((area) => answers(visit, area)));
}

function areaProgress(visit: Visit) {
  return shownAreas(visit).map((area) => ({
    area: area.id,
    progress: tally(answers(visit, area)),
  }));
}

export function visitView(visit: Visit): VisitView {
  const campaign = campaignOf(visit);
  const unit = campaign.units.find((one) => one.id === visit.unit);
  const leader = campaign.members.find((one) => one.role === 'leader');
  const all = shownAreas(visit).flatMap((area) => answers(visit, area));
  return {
    id: visit.id,
    campaign: visit.campaign,
    campaignName: campaign.name,
    delegation: campaign.delegationName,
    leader: leader?.name ?? '',
    unit: visit.unit,
    unitName: unit?.name ?? '',
    unitAuthority: `Ủy ban nhân dân ${unit?.name.replace(/^P/, 'p') ?? ''}`,
    sample: world.campaigns.some((one) => one.id === visit.campaign && one.sample),
    details: visit.details,
    areas: shownAreas(visit).map((area) => ({
      id: area.id,
      title: area.title,
      items: area.items.map((item) => ({
        id: item.id,
        area: area.id,
        title: item.question,
        question: item.question,
        evidence: item.evidence,
        bases: [{ text: item.basis, from: '2018-06-21', to: '2025-06-30', certain: item.certain }],
        certain: item.certain,
        parts: partsOf(item),
        register: item.register,
        note: '',
        threshold: campaign.thresholds.find((one) => one.item === item.id)?.least ?? '',
        points: most(item.id),
      })),
    })),
    answers: all,
    findings: visit.findings,
    evidence: visit.evidence,
    progress: progress(visit),
    areaProgress: areaProgress(visit),
    indicators: indicators(all),
    scores: scores(all),
    state: visit.state,
    revision: 1,
    disagreements: 0,
    undo: visit.past.at(-1)?.undo ?? '',
    lastSaved: clock(),
    lastBackup: '09:00',
    unshared: visit.edits,
  };
}

function clock(): string {
  return new Date().toTimeString().slice(0, 8);
}

export function remember(visit: Visit, undo: string): void {
  visit.past.push({
    undo,
    answers: new Map(visit.answers),
    findings: [...visit.findings],
    evidence: [...visit.evidence],
    binnedEvidence: [...visit.binnedEvidence],
  });
  visit.edits += 1;
}

export function saved(visit: Visit, item: string): Saved {
  const all = shownAreas(visit).flatMap((area) => answers(visit, area));
  const answer = all.find((one) => one.item === item);
  return {
    at: clock(),
    undo: visit.past.at(-1)?.undo ?? '',
    answer: answer ?? null,
    progress: progress(visit),
    areaProgress: areaProgress(visit),
    indicators: indicators(all),
    scores: scores(all),
    warnings: warnings(all),
    asked: shownAreas(visit).flatMap((area) => area.items).length,
    findings: visit.findings,
    evidence: visit.evidence,
    state: visit.state,
    unshared: visit.edits,
  };
}

function change(visit: Visit, item: string, undo: string, next: Partial<AnswerView>): Saved {
  remember(visit, undo);
  visit.answers.set(item, { ...(visit.answers.get(item) ?? emptyAnswer(item)), ...next });
  return saved(visit, item);
}

const WORDS: Record<string, string> = {
  met: 'Đạt',
  partly: 'Cơ bản đạt',
  'not-met': 'Chưa đạt',
  'not-applicable': 'Không áp dụng',
  '': 'Bỏ đánh giá',
};

function itemOf(id: string) {
  return checklist.flatMap((area) => area.items).find((item) => item.id === id);
}

/** What each command about a visit does. */
export const visitCommands: Record<string, (args: never) => unknown> = {
  visit: (a: { id: string }) => visitView(find(a.id)),
  set_verdict: (a: { visit: string; item: string; verdict: string }) =>
    change(find(a.visit), a.item, `${WORDS[a.verdict] ?? ''} – mục ${a.item}`, {
      verdict: a.verdict,
    }),
  set_note: (a: { visit: string; item: string; text: string }) =>
    change(find(a.visit), a.item, `Ghi chú – mục ${a.item}`, { note: a.text }),
  set_points: (a: { visit: string; item: string; byUnit: boolean; points: string }) =>
    change(find(a.visit), a.item, `Điểm – mục ${a.item}`, {
      [a.byUnit ? 'selfPoints' : 'points']: a.points,
    }),
  set_reviewed: (a: { visit: string; item: string; reviewed: boolean }) =>
    change(find(a.visit), a.item, `Rà soát – mục ${a.item}`, { reviewed: a.reviewed }),
  set_part: (a: { visit: string; item: string; value: PartValueView }) => {
    const visit = find(a.visit);
    const now = visit.answers.get(a.item) ?? emptyAnswer(a.item);
    const least = campaignOf(visit).thresholds.find((one) => one.item === a.item)?.least ?? '';
    const parts = now.parts.map((part) =>
      part.name === a.value.name ? compute(a.value, least) : part,
    );
    return change(visit, a.item, `Số liệu – mục ${a.item}`, { parts });
  },
  set_details: (a: { visit: string; details: VisitDetails }) => {
    const visit = find(a.visit);
    remember(visit, 'Thông tin buổi kiểm tra');
    visit.details = a.details;
    return saved(visit, '');
  },
  offer_finding: (a: { visit: string; item: string }) => {
    const item = itemOf(a.item);
    const missing = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((hit) => hit[1]);
    return {
      kind: 'shortcoming',
      text: item?.shortcoming ?? '',
      missing: missing(item?.shortcoming ?? ''),
      recommendation: item?.recommendation ?? '',
      recommendationMissing: missing(item?.recommendation ?? ''),
    };
  },
  save_finding: (a: { visit: string; id: string | null; input: FindingInput }) => {
    const visit = find(a.visit);
    remember(visit, 'Nhận xét');
    const finding = {
      id: a.id ?? fresh('finding'),
      input: a.input,
      author: world.person?.name ?? '',
      at: clock().slice(0, 5),
    };
    const others = visit.findings.filter((one) => one.id !== a.id);
    visit.findings = a.id
      ? visit.findings.map((one) => (one.id === a.id ? finding : one))
      : [...others, finding];
    return saved(visit, a.input.items[0] ?? '');
  },
  remove_finding: (a: { visit: string; id: string }) => {
    const visit = find(a.visit);
    remember(visit, 'Xoá nhận xét');
    const item = visit.findings.find((one) => one.id === a.id)?.input.items[0] ?? '';
    visit.findings = visit.findings.filter((one) => one.id !== a.id);
    return saved(visit, item);
  },
  undo: (a: { visit: string }) => {
    const visit = find(a.visit);
    const last = visit.past.pop();
    if (!last)
      throw {
        code: 'E-UNDO-EMPTY',
        message: 'Không còn thay đổi nào để hoàn tác trong phiên này.',
      };
    visit.answers = last.answers;
    visit.findings = last.findings;
    visit.evidence = last.evidence;
    visit.binnedEvidence = last.binnedEvidence;
    return visitView(visit);
  },
} as Record<string, (args: never) => unknown>;
