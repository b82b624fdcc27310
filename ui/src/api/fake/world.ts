/** What the puppet engine remembers: one worked campaign, one empty one, five samples. */
import { blankPart } from '$/features/visit/answers';

import type {
  AnswerView,
  CampaignInput,
  DisputeView,
  EventView,
  EvidenceView,
  FindingView,
  LastTimeView,
  PartView,
  PersonView,
  AttendanceView,
  SealedPaper,
  SettingsView,
  SnapshotView,
  VisitDetails,
  VisitView,
} from '../bindings';
import areas from './checklist.json';
import { compute } from './figures';

export type Area = (typeof areas)[number];

export interface Campaign {
  id: string;
  key: string;
  sample: boolean;
  binned: boolean;
  input: CampaignInput;
}

/** What stood before an act. */
export interface Remembered {
  undo: string;
  at: string;
  answers: Map<string, AnswerView>;
  findings: FindingView[];
  evidence: EvidenceView[];
  binnedEvidence: EvidenceView[];
  /** Takes back what is neither answer nor finding. */
  back?: () => void;
  /** Does again what `back` took back. */
  forth?: () => void;
}

export interface Visit {
  id: string;
  campaign: string;
  unit: string;
  binned: boolean;
  details: VisitDetails;
  answers: Map<string, AnswerView>;
  findings: FindingView[];
  evidence: EvidenceView[];
  binnedEvidence: EvidenceView[];
  /** What a person said about the annex, by piece. */
  annex: Map<string, boolean>;
  state: VisitView['state'];
  slots: Map<string, string>;
  strokes: Set<string>;
  extent: string;
  supplement: number;
  sealed: SealedPaper[];
  attendance: AttendanceView | null;
  number: string;
  refusals: Map<string, string>;
  past: Remembered[];
  /** What was taken back and can be done again. */
  future: Remembered[];
  /** Every act, latest first. */
  events: EventView[];
  disputes: DisputeView[];
  lastTime: LastTimeView;
  edits: number;
}

export const checklist: Area[] = areas;

/** Repeats the items of every area under other codes until the checklist has `count` of them. */
export function lengthen(count: number): void {
  const length = () => checklist.reduce((sum, area) => sum + area.items.length, 0);
  const shipped = checklist.map((area) => [...area.items]);
  for (let turn = 2; length() < count; turn += 1) {
    checklist.forEach((area, at) => {
      const more = (shipped[at] ?? []).slice(0, Math.max(0, count - length()));
      area.items.push(...more.map((item) => ({ ...item, id: item.id.replace('-', `${turn}-`) })));
    });
  }
}

export const world = {
  state: 'open' as 'fresh' | 'locked' | 'open' | 'damaged',
  passphrase: 'mat khau thu',
  person: { name: 'Cán bộ thử', title: 'Chuyên viên', office: 'Sở Nội vụ' } as PersonView | null,
  settings: { idleMinutes: 15, digitKeys: true, tourSeen: true } as SettingsView,
  snapshots: [
    { name: 'snap-0915-1000', at: '15/09/2022 10:00' },
    { name: 'snap-0915-0900', at: '15/09/2022 09:00' },
  ] as SnapshotView[],
  campaigns: [] as Campaign[],
  visits: [] as Visit[],
  samples: new Map<string, string>(),
  next: 1,
  /** Rows of registers cannot be saved: a disk without room. */
  refuse: false,
};

export function fresh(prefix: string): string {
  return `${prefix}-${world.next++}`;
}

export const SAMPLES = [
  {
    id: 'buon-ho-2017',
    name: 'Thị xã Buôn Hồ, 2017',
    about: '7 xã, phường, 3 phòng; 4 đơn vị kiểm tra qua hệ thống iGate',
  },
  {
    id: 'dot-xuat-2017',
    name: 'Kiểm tra đột xuất cấp huyện, 2017',
    about: 'Trường học, trạm y tế; chìa khóa IO 4/9 và 3/9',
  },
  {
    id: 'can-giuoc-2020',
    name: 'Huyện Cần Giuộc, 2020',
    about: 'Đoàn liên ngành; 20/27 nhiệm vụ, 34.336 hồ sơ',
  },
  {
    id: 'hong-ngu-2021',
    name: 'Huyện Hồng Ngự, 2021',
    about: 'Kế hoạch 218/KH-UBND; hồ sơ trực tuyến 44,66%',
  },
  {
    id: 'cau-tre-2022',
    name: 'Phường Cầu Tre, 15/9/2022',
    about: '14/27 nhiệm vụ; 4.545 hồ sơ, 2.756 trực tuyến',
  },
];

export function blankInput(): CampaignInput {
  return {
    name: '',
    agencyParent: '',
    agencyName: '',
    agencyPlace: '',
    delegationName: 'Đoàn kiểm tra cải cách hành chính',
    delegationKind: 'doan',
    checklist: 'cchc',
    checklistVersion: null,
    periodFrom: '',
    periodTo: '',
    datesFrom: '',
    datesTo: '',
    areasOff: [],
    papers: [],
    members: [],
    units: [],
    thresholds: [],
    points: [],
    localBases: [],
    rules: [],
  };
}

/** The Cầu Tre campaign, with a few more wards so that lists look like lists. */
export function cauTre(sample: boolean): Campaign {
  const unit = (key: string, name: string, planned: string, kind = 'phuong') => ({
    id: `u-${key}`,
    key,
    name,
    kind,
    planned,
    place: key === 'cau-tre' ? 'c03425' : '',
  });
  return {
    id: fresh('campaign'),
    key: '2022-cau-tre',
    sample,
    binned: false,
    input: {
      ...blankInput(),
      name: 'Kiểm tra công tác cải cách hành chính năm 2022',
      agencyParent: 'ỦY BAN NHÂN DÂN THÀNH PHỐ',
      agencyName: 'SỞ NỘI VỤ',
      agencyPlace: 'Hải Phòng',
      periodFrom: '2022-01-01',
      periodTo: '2022-09-15',
      datesFrom: '2022-09-15',
      datesTo: '2022-09-30',
      papers: [
        {
          kind: 'KH',
          number: '12/KH-UBND',
          date: '2022-01-20',
          issuer: 'UBND thành phố',
          subject: 'Kiểm tra công tác cải cách hành chính năm 2022',
        },
        {
          kind: 'QĐ',
          number: '88/QĐ-SNV',
          date: '2022-08-26',
          issuer: 'Sở Nội vụ',
          subject: 'Thành lập Đoàn kiểm tra cải cách hành chính',
        },
      ],
      members: [
        {
          id: 'm-1',
          name: 'Nguyễn Thị Thanh Hồng',
          title: 'Trưởng phòng',
          office: 'Phòng Cải cách hành chính và pháp chế',
          role: 'leader',
          areas: [],
        },
        {
          id: 'm-2',
          name: 'Phó đoàn (mẫu)',
          title: 'Phó Trưởng phòng',
          office: 'Văn phòng UBND',
          role: 'deputy',
          areas: [],
        },
        {
          id: 'm-3',
          name: 'Thư ký (mẫu)',
          title: 'Chuyên viên',
          office: 'Sở Nội vụ',
          role: 'secretary',
          areas: [],
        },
      ],
      units: [
        unit('cau-tre', 'Phường Cầu Tre', '2022-09-15'),
        unit('lach-tray', 'Phường Lạch Tray', '2022-09-20'),
        unit('dong-khe', 'Phường Đông Khê', '2022-09-22'),
        unit('van-my', 'Phường Vạn Mỹ', ''),
        unit('tram-y-te', 'Trạm Y tế phường Cầu Tre', '', 'tram'),
      ],
      thresholds: [{ item: 'MC-12', least: '98,00' }],
      points: [{ item: 'CD-05', most: '2' }],
    },
  };
}

/** A part as the file of the puppet's checklist spells it: what does not apply is left out. */
interface ShippedPart {
  name: string;
  label: string;
  kind: string;
  unit?: string;
  numerator?: string;
  denominator?: string;
  options?: string[];
}

export function partsOf(item: Area['items'][number]): PartView[] {
  return item.parts.map((part: ShippedPart, index) => ({
    name: part.name,
    label: part.label,
    kind: part.kind as PartView['kind'],
    unit: part.unit ?? '',
    numeratorLabel: part.numerator ?? '',
    denominatorLabel: part.denominator ?? '',
    options: part.options ?? [],
    least: '',
    primary: index === 0,
  }));
}

export function emptyAnswer(item: string): AnswerView {
  const found = checklist.flatMap((area) => area.items).find((one) => one.id === item);
  return {
    item,
    verdict: '',
    note: '',
    review: { state: 'open', remark: '', by: '', at: '' },
    unmet: [],
    parts: (found ? partsOf(found) : []).map((part) => blankPart(part.name)),
    disagreement: false,
    warnings: [],
    selfPoints: '',
    points: '',
    evidence: 0,
    findings: 0,
  };
}

export function newVisit(campaign: string, unit: string, date: string, form: string): Visit {
  return {
    id: fresh('visit'),
    campaign,
    unit,
    binned: false,
    details: {
      date,
      form,
      start: '',
      end: '',
      place: '',
      copies: 3,
      periodFrom: '2022-01-01',
      periodTo: '2022-09-15',
      delegationPresent: [],
      unitPresent: [],
    },
    answers: new Map(),
    findings: [],
    evidence: [],
    binnedEvidence: [],
    annex: new Map(),
    state: 'draft',
    slots: new Map(),
    strokes: new Set(),
    extent: '',
    supplement: 0,
    sealed: [],
    attendance: null,
    number: '',
    refusals: new Map(),
    past: [],
    future: [],
    events: [],
    disputes: [],
    lastTime: { from: null, beside: [], chosen: false, items: [], findings: [], candidates: [] },
    edits: 0,
  };
}

/** The figures and findings of 15/9/2022. */
export function workThrough(visit: Visit): void {
  const put = (
    item: string,
    verdict: string,
    note = '',
    figure: [string, string, string] | null = null,
  ) => {
    const answer = emptyAnswer(item);
    const parts = answer.parts.map((part, index) =>
      figure && index === 0
        ? compute(
            {
              ...part,
              numerator: figure[0],
              denominator: figure[1],
              quoted: figure[2],
              text: figure[0],
            },
            '',
          )
        : part,
    );
    visit.answers.set(item, {
      ...answer,
      verdict,
      note,
      parts,
      review: {
        ...answer.review,
        state: item < 'CD-04' ? 'reviewed' : 'open',
        by: item < 'CD-04' ? 'Cán bộ thử' : '',
        at: '',
      },
    });
  };
  put('CD-01', 'met');
  put('CD-02', 'met');
  put('CD-03', 'met');
  put(
    'CD-04',
    'partly',
    'Chủ yếu tuyên truyền qua loa, chưa có nội dung về dịch vụ công trực tuyến.',
  );
  put('CD-05', 'not-met', 'Còn 13 nhiệm vụ, dự kiến hoàn thành trong quý IV.', [
    '14',
    '27',
    '51,8',
  ]);
  put('CD-06', 'not-met', 'Chưa rà soát chỉ tiêu còn thấp.');
  put('CD-07', 'met');
  put('CD-14', 'not-applicable');
  put('TT-11', 'met');
  put('MC-03', 'met');
  put('MC-14', 'met', 'Đủ 04 thư xin lỗi.');
  put('MC-19', 'met', '', ['2756', '4545', '60,64']);
  visit.details = {
    ...visit.details,
    start: '08:00',
    place: 'Trụ sở UBND phường Cầu Tre',
    delegationPresent: [{ name: 'Nguyễn Thị Thanh Hồng', title: 'Trưởng phòng, Trưởng đoàn' }],
    unitPresent: [
      { name: 'Nguyễn Chiến Vương', title: 'Chủ tịch UBND phường' },
      { name: 'Phí Thị Hồng Vân', title: 'Phó Chủ tịch UBND phường' },
    ],
  };
  const blank = {
    openList: false,
    explanation: '',
    ruling: '',
    recommendation: '',
    responsible: '',
    deadline: '',
  };
  visit.findings = [
    {
      id: fresh('finding'),
      author: 'Cán bộ thử',
      at: '09:52',
      input: {
        ...blank,
        kind: 'shortcoming',
        items: ['CD-05'],
        text: 'Đến ngày 15/9/2022 mới hoàn thành 14/27 nhiệm vụ, đạt 51,85% kế hoạch năm.',
        recommendation:
          'Rà soát từng nhiệm vụ chưa hoàn thành, giao người chịu trách nhiệm và thời hạn.',
        responsible: 'Chủ tịch UBND phường',
        deadline: '2022-10-31',
      },
    },
    {
      id: fresh('finding'),
      author: 'Cán bộ thử',
      at: '10:05',
      input: {
        ...blank,
        kind: 'strength',
        items: ['MC-03'],
        text: 'Niêm yết công khai danh sách công chức làm việc tại bộ phận “Một cửa” theo đúng quy định.',
      },
    },
  ];
}
