/** The puppet engine's answers about a visit. */
import type {
  AnswerView,
  CampaignInput,
  EventView,
  FindingInput,
  PartValueView,
  ProgressView,
  Saved,
  VisitDetails,
  VisitView,
} from '../bindings';
import { lostAnswers } from './checklists';
import { indicators, most, scores, warnings } from './derived';
import { compute } from './figures';
import {
  checklist,
  emptyAnswer,
  fresh,
  partsOf,
  world,
  type Area,
  type Remembered,
  type Visit,
} from './world';

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

function leastOf(campaign: CampaignInput, item: string): string {
  return campaign.thresholds.find((one) => one.item === item)?.least ?? '';
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
      unmet: unmet(visit, item.id, answer),
      disagreement: visit.disputes.some((one) => one.item === item.id),
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
    reviewed: { done: count((one) => ['reviewed', 'accepted'].includes(one.review.state)), of },
    accepted: { done: count((one) => one.review.state === 'accepted'), of },
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
        parts: partsOf(item).map((part) => ({ ...part, least: leastOf(campaign, item.id) })),
        register: item.register,
        note: '',
        threshold: leastOf(campaign, item.id),
        points: most(item.id),
        critical: campaign.rules.find((one) => one.item === item.id)?.gravity ?? '',
      })),
    })),
    answers: all,
    findings: visit.findings,
    evidence: visit.evidence,
    progress: progress(visit),
    areaProgress: areaProgress(visit),
    indicators: indicators(all),
    scores: scores(all),
    lost: lostAnswers(),
    state: visit.state,
    revision: 1,
    disagreements: visit.disputes.length,
    undo: visit.past.at(-1)?.undo ?? '',
    redo: visit.future.at(-1)?.undo ?? '',
    ...standing(campaign),
    lastSaved: clock(),
    lastBackup: '09:00',
    unshared: visit.edits,
  };
}

export function clock(): string {
  return new Date().toTimeString().slice(0, 8);
}

/** What the person is in the delegation, by name; who is not on the list leads here. */
function standing(campaign: CampaignInput) {
  const me = campaign.members.find((one) => one.name === world.person?.name);
  const leads = !me || me.role === 'leader' || me.role === 'deputy';
  return { leads, looksOver: leads ? [] : me.areas };
}

function unmet(visit: Visit, item: string, answer: AnswerView) {
  return campaignOf(visit)
    .rules.filter((rule) => rule.item === item && rule.lack === 'not-answered' && !answer.verdict)
    .map((rule) => ({ gravity: rule.gravity, text: 'chưa được đánh giá' }));
}

/** Notes what stood before an act, and the act itself with both values. */
export function remember(visit: Visit, undo: string, event: Partial<EventView> = {}): void {
  visit.past.push(standsNow(visit, undo));
  visit.future = [];
  visit.edits += 1;
  visit.events.unshift({
    at: `15/09/2022 ${clock()}`,
    who: world.person?.name ?? '',
    kind: 'answer',
    title: undo,
    item: '',
    thing: '',
    deed: 'wrote',
    undone: false,
    reason: '',
    changes: [],
    ...event,
  });
}

export function standsNow(visit: Visit, undo: string): Remembered {
  return {
    undo,
    at: clock(),
    answers: new Map(visit.answers),
    findings: [...visit.findings],
    evidence: [...visit.evidence],
    binnedEvidence: [...visit.binnedEvidence],
  };
}

export function saved(visit: Visit, item: string): Saved {
  const all = shownAreas(visit).flatMap((area) => answers(visit, area));
  const answer = all.find((one) => one.item === item);
  return {
    at: clock(),
    undo: visit.past.at(-1)?.undo ?? '',
    redo: visit.future.at(-1)?.undo ?? '',
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

export function change(visit: Visit, item: string, undo: string, next: Partial<AnswerView>): Saved {
  const before = visit.answers.get(item) ?? emptyAnswer(item);
  const after = { ...before, ...next };
  // An edit takes the answer out of what was decided about it.
  if (!next.review && before.review.state !== 'open')
    after.review = { ...before.review, state: 'edited', remark: '' };
  remember(visit, undo, {
    kind: next.review ? 'review' : 'answer',
    title: `Mục ${item}`,
    item,
    changes: told(before, after),
  });
  visit.answers.set(item, after);
  return saved(visit, item);
}

const REVIEWS: Record<string, string> = { reviewed: 'Đã rà soát', accepted: 'Có' };

/** The fields of an answer that differ, as the timeline tells them. */
function told(before: AnswerView, after: AnswerView) {
  const word = (verdict: string) => (verdict ? (WORDS[verdict] ?? '') : '');
  const figures = (answer: AnswerView) => answer.parts.map((one) => one.printed).join(' · ');
  const review = ({ review: { state, remark } }: AnswerView) =>
    state === 'returned' ? `Trả lại: ${remark}` : (REVIEWS[state] ?? '');
  return [
    { label: 'Kết quả', before: word(before.verdict), after: word(after.verdict) },
    { label: 'Ghi chú', before: before.note, after: after.note },
    { label: 'Số liệu', before: figures(before), after: figures(after) },
    { label: 'Rà soát', before: review(before), after: review(after) },
  ].filter((one) => one.before !== one.after);
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
  set_part: (a: { visit: string; item: string; value: PartValueView }) => {
    const visit = find(a.visit);
    const now = visit.answers.get(a.item) ?? emptyAnswer(a.item);
    const least = leastOf(campaignOf(visit), a.item);
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
      strength: '',
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
    remember(visit, 'Xóa nhận xét');
    const item = visit.findings.find((one) => one.id === a.id)?.input.items[0] ?? '';
    visit.findings = visit.findings.filter((one) => one.id !== a.id);
    return saved(visit, item);
  },
} as Record<string, (args: never) => unknown>;
