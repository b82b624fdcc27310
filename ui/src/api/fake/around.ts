/** The puppet engine's answers around a visit: looking over, taking back, timeline, last time. */
import type { PastInput, VisitView } from '../bindings';
import { change, clock, find, remember, saved, standsNow, visitView } from './visits';
import { emptyAnswer, fresh, world, type Visit } from './world';

function refuse(code: string, message: string): never {
  throw { code, message };
}

function undo(visit: Visit): VisitView {
  const last = visit.past.pop();
  if (!last) refuse('E-UNDO-EMPTY', 'Không còn thao tác nào để hoàn tác trong phiên này.');
  const { back, forth } = last;
  visit.future.push({ ...standsNow(visit, last.undo), ...(back && forth && { back, forth }) });
  visit.answers = last.answers;
  visit.findings = last.findings;
  visit.evidence = last.evidence;
  visit.binnedEvidence = last.binnedEvidence;
  back?.();
  const event = visit.events.find((one) => !one.undone);
  if (event) event.undone = true;
  return visitView(visit);
}

function redo(visit: Visit): VisitView {
  const next = visit.future.pop();
  if (!next) refuse('E-REDO-EMPTY', 'Không có thao tác nào vừa hoàn tác để làm lại.');
  const { back, forth } = next;
  visit.past.push({ ...standsNow(visit, next.undo), ...(back && forth && { back, forth }) });
  visit.answers = next.answers;
  visit.findings = next.findings;
  visit.evidence = next.evidence;
  visit.binnedEvidence = next.binnedEvidence;
  forth?.();
  return visitView(visit);
}

function review(a: { visit: string; item: string; act: string; remark: string }) {
  const visit = find(a.visit);
  const view = visitView(visit);
  const answer = visit.answers.get(a.item) ?? emptyAnswer(a.item);
  if (!answer.verdict)
    refuse('E-REVIEW-STATE', 'Mục này chưa được đánh giá nên chưa rà soát được.');
  const area = a.item.split('-', 1)[0] ?? '';
  const { state } = answer.review;
  const accepts = a.act === 'forward' && state === 'reviewed';
  if (!view.leads && (accepts || !view.looksOver.includes(area)))
    refuse('E-REVIEW-RIGHT', `Bạn chưa được giao rà soát lĩnh vực ${area}.`);
  const next = {
    forward: accepts ? 'accepted' : 'reviewed',
    back: 'returned',
    reopen: 'open',
  }[a.act];
  return change(visit, a.item, `Rà soát – mục ${a.item}`, {
    review: {
      state: next ?? 'open',
      remark: a.act === 'back' ? a.remark : '',
      by: world.person?.name ?? '',
      at: `15/09/2022 ${clock().slice(0, 5)}`,
    },
  });
}

function pastOf(visit: Visit, id: string) {
  return visit.lastTime.findings.find((one) => one.id === id);
}

/** What each command around a visit does. */
export const aroundCommands: Record<string, (args: never) => unknown> = {
  review_answer: review,
  undo: (a: { visit: string }) => undo(find(a.visit)),
  redo: (a: { visit: string }) => redo(find(a.visit)),
  undo_many: (a: { visit: string; count: number }) => {
    const visit = find(a.visit);
    for (let left = a.count; left > 1; left -= 1) undo(visit);
    return undo(visit);
  },
  acts: (a: { visit: string }) => {
    const visit = find(a.visit);
    const list = (of: Visit['past']) =>
      [...of].reverse().map(({ undo: name, at }) => ({ name, at }));
    return { done: list(visit.past), undone: list(visit.future) };
  },
  history: (a: { visit: string }) => find(a.visit).events,
  disputes: (a: { visit: string }) => find(a.visit).disputes,
  resolve: (a: { visit: string; field: string; version: string; reason: string }) => {
    const visit = find(a.visit);
    const dispute = visit.disputes.find((one) => one.field === a.field);
    visit.disputes = visit.disputes.filter((one) => one.field !== a.field);
    remember(visit, 'Chọn giữa các ý kiến', {
      title: dispute?.title ?? '',
      item: dispute?.item ?? '',
      deed: 'resolved',
      reason: a.reason,
    });
    return visitView(visit);
  },
  export_blank: (a: { path: string }) => a.path,
  last_time: (a: { visit: string }) => find(a.visit).lastTime,
  choose_last: (a: { visit: string; chosen: string }) => {
    const visit = find(a.visit);
    const from = visit.lastTime.candidates.find((one) => one.visit === a.chosen) ?? null;
    visit.lastTime = { ...visit.lastTime, from, chosen: a.chosen !== '' };
    return saved(visit, '');
  },
  enter_past: (a: { visit: string; input: PastInput }) => {
    const visit = find(a.visit);
    const { item, text, recommendation, deadline, paper } = a.input;
    visit.lastTime.findings.push({
      id: fresh('past'),
      items: item ? [item] : [],
      text,
      recommendation,
      responsible: '',
      deadline,
      paper,
      state: deadline && deadline < visit.details.date ? 'overdue' : 'open',
      byHand: true,
    });
    return saved(visit, '');
  },
  remove_past: (a: { visit: string; id: string }) => {
    const visit = find(a.visit);
    visit.lastTime.findings = visit.lastTime.findings.filter((one) => one.id !== a.id);
    return saved(visit, '');
  },
  set_mended: (a: { visit: string; id: string; mended: boolean }) => {
    const visit = find(a.visit);
    const past = pastOf(visit, a.id);
    if (past) past.state = a.mended ? 'mended' : 'open';
    return saved(visit, '');
  },
  still_open: (a: { visit: string; id: string }) => {
    const visit = find(a.visit);
    const past = pastOf(visit, a.id);
    if (!past) refuse('E-NOT-FOUND', 'Không còn tồn tại này.');
    remember(visit, 'Tồn tại kỳ trước chưa khắc phục', { kind: 'finding', title: 'Nhận xét' });
    visit.findings = [
      ...visit.findings,
      {
        id: fresh('finding'),
        author: world.person?.name ?? '',
        at: `15/09/2022 ${clock().slice(0, 5)}`,
        input: {
          kind: 'shortcoming',
          text: `Chưa khắc phục tồn tại của kỳ kiểm tra trước: ${past.text}`,
          items: past.items,
          openList: false,
          explanation: '',
          ruling: '',
          recommendation: past.recommendation,
          responsible: '',
          deadline: '',
        },
      },
    ];
    return saved(visit, past.items[0] ?? '');
  },
  fill_past_register: (a: { visit: string }) => {
    const visit = find(a.visit);
    return { rows: visit.lastTime.findings.length, saved: saved(visit, '') };
  },
} as Record<string, (args: never) => unknown>;

/** What the ward was told in 2021, and an item on which two members disagree. */
export function lookBack(visit: Visit): void {
  const from = {
    visit: 'visit-2021',
    unit: 'Phường Cầu Tre',
    campaign: 'Kiểm tra công tác cải cách hành chính năm 2021',
    date: '2021-10-12',
    same: true,
  };
  visit.lastTime = {
    from,
    chosen: false,
    beside: [],
    candidates: [from],
    items: [
      { item: 'CD-08', verdict: 'not-met', each: '', figures: '18/25 = 72,00%', note: '' },
      { item: 'CD-05', verdict: 'partly', each: '', figures: '20/27 = 74,07%', note: '' },
    ],
    findings: [
      {
        id: 'past-1',
        items: ['CD-08'],
        text: 'Một số văn bản chỉ đạo của cấp trên được triển khai chậm so với thời hạn.',
        recommendation: 'Triển khai văn bản chỉ đạo trong 05 ngày làm việc.',
        responsible: 'Chủ tịch UBND phường',
        deadline: '2021-12-31',
        paper: 'Biên bản ngày 12/10/2021',
        state: 'overdue',
        byHand: false,
      },
    ],
  };
  visit.disputes = [
    {
      field: 'answer|1|CD-06/verdict',
      title: 'Mục CD-06',
      label: 'Kết quả',
      item: 'CD-06',
      opinions: [
        { version: 'a:1', who: 'Cán bộ thử', at: '15/09/2022 09:12', text: 'Chưa đạt' },
        {
          version: 'b:4',
          who: 'Thành viên khác (máy 3F2A)',
          at: '15/09/2022 09:20',
          text: 'Cơ bản đạt',
        },
      ],
    },
  ];
}
