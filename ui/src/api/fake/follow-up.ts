/** The puppet engine's answers about follow-up. Its days are told, not counted. */
import type {
  DeliveryInput,
  DemandCounts,
  DemandView,
  ExtensionInput,
  FollowUpView,
  LetterFields,
  LetterView,
  OfficeYearInput,
  OfficeYearView,
  RemedyReportInput,
  RemedyReportView,
  SeenInput,
  TermView,
  UnitFollowUpView,
} from '../bindings';
import { standing } from './signing';
import { tableCommands } from './tables';
import { fresh, world } from './world';

const TODAY = '2022-11-07';

interface Unit extends Omit<UnitFollowUpView, 'counts' | 'demands'> {
  demands: DemandView[];
}

interface Step {
  name: string;
  units: string;
  letters: string;
}

let units: Unit[] = [];
let letters: Record<string, LetterView> = {};
let years: OfficeYearView[] = [];
let past: Step[] = [];
let future: Step[] = [];

function refuse(code: string, message: string): never {
  throw { code, message };
}

function demand(id: string, recommendation: string, more: Partial<DemandView>): DemandView {
  return {
    id,
    visit: 'visit-1',
    visited: '2022-09-15',
    text: `Chưa làm: ${recommendation.toLowerCase()}`,
    recommendation,
    responsible: 'Chủ tịch UBND phường',
    items: ['MC-03'],
    state: 'open',
    due: '',
    dueWords: 'chưa có thời hạn',
    daysLeft: null,
    reportedLate: null,
    partly: false,
    term: null,
    fixed: '',
    extended: '',
    extensionReason: '',
    seen: null,
    disputed: false,
    ...more,
  };
}

const on = (due: string, dueWords: string, state: string, daysLeft: number) => ({
  due,
  dueWords,
  state,
  daysLeft,
  fixed: due,
});

/** Demands of two units in every state. */
export function playFollowUp(): void {
  past = [];
  future = [];
  letters = {};
  years = [
    { year: 2026, off: '01/01 Tết Dương lịch', worked: '10/01, 22/08', source: 'TB', own: false },
  ];
  const empty = { reports: [], letters: [] };
  const paper = (visit: string) => [
    { paper: visit, visited: '2022-09-15', date: '2022-09-15', to: 'Chủ tịch UBND' },
    { paper: 'notice', visited: '', date: '', to: '' },
  ];
  units = [
    {
      id: 'u-cau-tre',
      name: 'Phường Cầu Tre',
      ...empty,
      papers: paper('visit-1'),
      demands: [
        demand('f-1', 'Rà soát lại các chỉ tiêu theo kế hoạch của phường', {
          ...on('2022-10-31', '31/10/2022, quá 7 ngày', 'overdue', -7),
        }),
        demand('f-2', 'Đẩy mạnh công tác số hóa thủ tục hành chính giai đoạn 2014 - 2022', {
          ...on('2022-11-10', '10/11/2022, còn 3 ngày', 'due-soon', 3),
          partly: true,
        }),
        demand('f-3', 'Đẩy mạnh công tác lập hồ sơ công việc điện tử', {
          ...on('2022-12-31', '31/12/2022, còn 54 ngày', 'open', 54),
        }),
        demand('f-4', 'Niêm yết danh sách công chức làm việc tại bộ phận Một cửa', {
          ...on('2022-10-20', '20/10/2022', 'closed', 0),
          daysLeft: null,
          seen: {
            date: '2022-10-25',
            outcome: 'fixed',
            by: 'Chuyên viên Sở Nội vụ',
            note: '',
            visit: '',
          },
        }),
      ],
    },
    {
      id: 'u-an-bien',
      name: 'Phường An Biên',
      ...empty,
      papers: paper('visit-2'),
      demands: [
        demand('f-5', 'Tuyên truyền cải cách hành chính với nhiều hình thức phong phú', {
          state: 'open',
          dueWords: 'chưa có lịch nghỉ năm 2027',
          term: { days: '15', counting: 'working', start: 'notice' },
        }),
      ],
    },
  ];
}

function counts(some: DemandView[]): DemandCounts {
  const of = (state: string) => some.filter((one) => one.state === state).length;
  return {
    overdue: of('overdue'),
    dueSoon: of('due-soon'),
    reported: of('reported'),
    partly: of('partly'),
    open: of('open'),
    carried: of('carried'),
    closed: of('closed'),
  };
}

function view(campaign: string): FollowUpView {
  const about = world.campaigns.find((one) => one.id === campaign);
  const all = units.flatMap((unit) => unit.demands);
  const missing = all.some((one) => one.dueWords.endsWith('2027'));
  return {
    campaign,
    campaignName: about?.input.name ?? '',
    delegation: about?.input.delegationName ?? '',
    sample: false,
    today: TODAY,
    counts: counts(all),
    units: units.map((unit) => ({ ...unit, counts: counts(unit.demands) })),
    missingYears: missing ? [2027] : [],
    undo: past.at(-1)?.name ?? '',
    redo: future.at(-1)?.name ?? '',
  };
}

const now = (name: string): Step => ({
  name,
  units: JSON.stringify(units),
  letters: JSON.stringify(letters),
});

function change(campaign: string, name: string, work: () => void): FollowUpView {
  const before = now(name);
  work();
  past.push(before);
  future = [];
  return view(campaign);
}

function restore(from: Step[], to: Step[]): string {
  const step = from.pop();
  if (!step) refuse('E-UNDO-EMPTY', 'Không còn thao tác nào để hoàn tác trong phiên này.');
  to.push(now(step.name));
  units = JSON.parse(step.units) as Unit[];
  letters = JSON.parse(step.letters) as Record<string, LetterView>;
  return step.name;
}

function unitOf(id: string): Unit {
  const unit = units.find((one) => one.id === id);
  return unit ?? refuse('E-NOT-FOUND', `Không tìm thấy đơn vị “${id}” trên máy này.`);
}

interface About {
  campaign: string;
  unit: string;
  demands: string[];
}

function each(a: About, name: string, to: Partial<DemandView>): FollowUpView {
  return change(a.campaign, name, () => {
    const unit = unitOf(a.unit);
    unit.demands = unit.demands.map((one) =>
      a.demands.includes(one.id) ? { ...one, ...to } : one,
    );
  });
}

function reportsOf(id: string): RemedyReportView[] {
  return units.find((unit) => unit.reports.some((one) => one.id === id))?.reports ?? [];
}

const letterStanding = (letter: string) =>
  standing({ kind: 'letter', campaign: world.campaigns[0]?.id ?? '', letter }, [
    { role: 'signer', field: 'nguoi-ky', label: 'GIÁM ĐỐC', name: '', title: '' },
  ]);

function letterOf(id: string): LetterView {
  const letter = letters[id] ?? refuse('E-NOT-FOUND', `Không tìm thấy công văn đôn đốc “${id}”.`);
  return { ...letter, paper: letterStanding(id) };
}

/** What each command of follow-up does. */
export const followUpCommands: Record<string, (args: never) => unknown> = {
  follow_up: (a: { campaign: string }) => view(a.campaign),
  record_delivery: (a: { campaign: string; input: DeliveryInput }) => {
    if (a.input.date > TODAY)
      refuse('E-INPUT', 'Ngày không hợp lệ. Hãy nhập ngày từ hôm kiểm tra đến hôm nay.');
    return change(a.campaign, 'Ghi ngày giao văn bản', () => {
      const paper = unitOf(a.input.unit).papers.find((one) => one.paper === a.input.paper);
      Object.assign(paper ?? {}, { date: a.input.date, to: a.input.to });
    });
  },
  set_term: (a: About & { term: TermView | null }) => {
    if (a.term && !/^[1-9]\d{0,2}$/.test(a.term.days))
      refuse('E-INPUT', 'Số ngày không hợp lệ. Hãy nhập từ 1 đến 999 ngày.');
    const words = a.term ? 'chưa ghi ngày giao văn bản' : 'chưa có thời hạn';
    return each(a, 'Đặt thời hạn', { term: a.term, due: '', dueWords: words, state: 'open' });
  },
  extend_demands: (a: About & { extension: ExtensionInput | null }) => {
    if (a.extension?.reason === '')
      refuse('E-INPUT', 'Lý do gia hạn không hợp lệ. Hãy ghi vì sao gia hạn.');
    return each(a, 'Gia hạn khắc phục', {
      extended: a.extension?.to ?? '',
      extensionReason: a.extension?.reason ?? '',
      state: 'open',
    });
  },
  verify_demands: (a: About & { seen: SeenInput | null }) => {
    const states: Record<string, string> = { fixed: 'closed', partly: 'partly', not: 'overdue' };
    return each(a, 'Ghi kết quả kiểm tra lại', {
      seen: a.seen && { ...a.seen, visit: '' },
      state: states[a.seen?.outcome ?? ''] ?? 'open',
    });
  },
  save_remedy_report: (a: { campaign: string; id: string | null; input: RemedyReportInput }) => {
    const { unit, ...report } = a.input;
    if (report.number === '' && report.summary === '')
      refuse('E-INPUT', 'Tên hoặc nội dung không hợp lệ. Hãy nhập nội dung.');
    return change(a.campaign, 'Ghi báo cáo khắc phục', () => {
      const own = unitOf(unit);
      const old = own.reports.find((one) => one.id === a.id);
      if (old) Object.assign(old, report);
      else own.reports.push({ id: fresh('bc'), ...report, files: [] });
      for (const one of own.demands)
        if (report.demands.includes(one.id) && one.state !== 'closed') one.state = 'reported';
    });
  },
  remove_remedy_report: (a: { campaign: string; id: string }) =>
    change(a.campaign, 'Xóa báo cáo khắc phục', () => {
      for (const unit of units) unit.reports = unit.reports.filter((one) => one.id !== a.id);
    }),
  attach_to_report: (a: { campaign: string; id: string; upload: string }) =>
    change(a.campaign, 'Đính kèm tệp', () => {
      const report = reportsOf(a.id).find((one) => one.id === a.id);
      report?.files.push({ sha256: a.upload, name: 'minh-chung.pdf', size: 1024 });
    }),
  detach_from_report: (a: { campaign: string; id: string; sha256: string }) =>
    change(a.campaign, 'Bỏ tệp đính kèm báo cáo', () => {
      const report = reportsOf(a.id).find((one) => one.id === a.id);
      if (report) report.files = report.files.filter((one) => one.sha256 !== a.sha256);
    }),
  export_report_file: (a: { path: string }) => a.path,
  // What was imported is taken back by the same command.
  undo_at_campaign: () =>
    past.length > 0 ? restore(past, future) : tableCommands['undo_at_campaign']?.(),
  redo_at_campaign: () => restore(future, past),
  make_letter: (a: About) => {
    const unit = unitOf(a.unit);
    const about = unit.demands.filter((one) =>
      a.demands.length > 0
        ? a.demands.includes(one.id)
        : one.state === 'overdue' || one.state === 'due-soon',
    );
    if (about.length === 0)
      refuse('E-INPUT', 'Danh sách đã chọn không hợp lệ. Hãy chọn ít nhất một nội dung.');
    const id = fresh('cv');
    change(a.campaign, 'Lập công văn đôn đốc', () => {
      unit.letters.push({ id, date: TODAY, demands: about.length });
      letters[id] = {
        id,
        paper: letterStanding(id),
        unit: a.unit,
        addressee: `Ủy ban nhân dân ${unit.name.toLowerCase()}`,
        fields: {
          date: TODAY,
          replyBy: '2022-11-17',
          symbol: '/SNV',
          agency: 'Sở Nội vụ',
          signerTitle: 'GIÁM ĐỐC',
          signer: '',
          archive: '',
        },
        demands: about.length,
        version: '1',
        fileName: 'DonDoc_2022-11-07.pdf',
      };
    });
    return letterOf(id);
  },
  letter: (a: { id: string }) => letterOf(a.id),
  correct_letter: (a: { id: string; fields: LetterFields }) => {
    const letter = { ...letterOf(a.id), fields: a.fields, version: JSON.stringify(a.fields) };
    letters[a.id] = letter;
    return letter;
  },
  remove_letter: (a: { id: string }) => {
    for (const unit of units) unit.letters = unit.letters.filter((one) => one.id !== a.id);
    return null;
  },
  office_years: () => years,
  add_office_year: (a: { input: OfficeYearInput }) => {
    if (!/^\d\d?\/\d\d?/.test(a.input.off))
      refuse('E-INPUT', `Lịch nghỉ không hợp lệ: “${a.input.off}”. Mỗi dòng một ngày của năm đó.`);
    years = [{ ...a.input, own: true }, ...years.filter((one) => one.year !== a.input.year)];
    for (const unit of units)
      for (const one of unit.demands)
        if (one.dueWords.endsWith(String(a.input.year))) {
          Object.assign(one, { due: '2027-01-11', dueWords: '11/01/2027, còn 65 ngày' });
        }
    return years;
  },
  drop_office_year: (a: { year: number }) => {
    years = years.filter((one) => one.year !== a.year);
    return years;
  },
};
