/** A small visit for tests of this feature. Never imported by what ships. */
import type { AnswerView, ItemView, PartView, ProgressView, Saved, VisitView } from '$/api';

import { blankAnswer, blankPart } from './answers';

export const RATE: PartView = {
  name: 'ty_le',
  label: 'Nhiệm vụ hoàn thành',
  kind: 'rate',
  unit: '',
  least: '',
  numeratorLabel: 'Đã hoàn thành',
  denominatorLabel: 'Được giao',
  options: [],
  primary: true,
};

export function item(id: string, parts: PartView[] = []): ItemView {
  return {
    id,
    area: id.slice(0, 2),
    question: `Câu hỏi của mục ${id}?`,
    evidence: 'Sổ theo dõi',
    bases: [{ text: 'Nghị định số 61/2018/NĐ-CP', from: '2018-06-21', to: '', certain: true }],
    certain: true,
    parts,
    register: '',
    note: '',
    threshold: '',
    points: '',
    critical: '',
    title: `Mục ${id}`,
  } as ItemView;
}

const NOTHING = { done: 0, of: 3 };

export const PROGRESS: ProgressView = {
  answered: NOTHING,
  reviewed: NOTHING,
  accepted: NOTHING,
  evidenced: NOTHING,
  met: 0,
  partly: 0,
  notMet: 0,
  notApplicable: 0,
};

export function answer(id: string, change: Partial<AnswerView> = {}): AnswerView {
  return { ...blankAnswer(id), ...change };
}

/** Two areas, three items; the first has a rate. */
export function visitView(change: Partial<VisitView> = {}): VisitView {
  return {
    id: 'v1',
    campaign: 'c1',
    campaignName: 'Kiểm tra năm 2022',
    delegation: 'Đoàn kiểm tra',
    leader: '',
    unit: 'u1',
    unitName: 'Xã B',
    unitAuthority: 'Ủy ban nhân dân xã B',
    sample: false,
    details: {
      date: '2022-09-15',
      form: 'planned',
      start: '',
      end: '',
      place: '',
      copies: 2,
      periodFrom: '',
      periodTo: '',
      delegationPresent: [],
      unitPresent: [],
    },
    areas: [
      { id: 'CD', title: 'Chỉ đạo, điều hành', items: [item('CD-01', [RATE]), item('CD-02')] },
      { id: 'TC', title: 'Cải cách thể chế', items: [item('TC-01')] },
    ],
    answers: [answer('CD-01', { parts: [blankPart('ty_le')] })],
    findings: [],
    evidence: [],
    progress: PROGRESS,
    areaProgress: [],
    indicators: [],
    lost: [],
    scores: [],
    state: 'draft',
    revision: 1,
    disagreements: 0,
    undo: '',
    redo: '',
    leads: true,
    looksOver: [],
    lastSaved: '',
    lastBackup: '',
    unshared: 0,
    ...change,
  };
}

/** What the engine answers after a commit. */
export function saved(change: Partial<Saved> = {}): Saved {
  return {
    at: '10:19:42',
    undo: 'Đạt – mục CD-01',
    redo: '',
    answer: null,
    progress: PROGRESS,
    areaProgress: [],
    indicators: [],
    scores: [],
    warnings: [],
    asked: 3,
    findings: null,
    evidence: null,
    state: 'draft',
    unshared: 1,
    ...change,
  };
}
