/** The puppet engine's answers about registers. */
import type {
  CampaignRateView,
  CampaignSentenceView,
  RegisterFieldView,
  RegisterFollows,
  RegisterRowView,
  RegisterSaved,
  RegisterSummaryView,
  RegisterView,
  RowChangeInput,
} from '../bindings';
import { find, remember, visitView } from './visits';
import shipped from './registers.json';
import { checklist, fresh, world } from './world';
import { slowly } from './work';

const COLUMNS = new Map(
  shipped.map((one) => [one.id, { title: one.title, fields: one.fields as RegisterFieldView[] }]),
);

const rowsOf = new Map<string, RegisterRowView[]>();

function items(id: string) {
  const all = checklist.flatMap((area) => area.items);
  return all.filter((item) => item.register === id);
}

function book(visit: string, id: string): RegisterView {
  const { title, fields } = COLUMNS.get(id) ?? { title: 'Sổ theo dõi', fields: [] };
  const rows = (rowsOf.get(`${visit}/${id}`) ?? []).map((row) => told(visit, fields, row));
  return {
    id,
    title,
    items: items(id).map((item) => ({ id: item.id, title: item.title })),
    fields,
    rows,
    follows: follows(id, fields, rows),
    undo: visitView(find(visit)).undo,
  };
}

/** What the rows of the staff register say; the other registers of the puppet say nothing. */
function follows(
  id: string,
  fields: RegisterFieldView[],
  rows: RegisterRowView[],
): RegisterFollows {
  if (id !== 'nhan_su' || rows.length === 0) return { figures: [], sentences: [] };
  const column = (name: string) => fields.findIndex((one) => one.name === name);
  const where = (name: string, text: string) =>
    rows.filter((row) => row.cells[column(name)] === text);
  const [worn, bare] = [where('deo_the', 'yes'), where('deo_the', 'no')];
  const of = worn.length + bare.length;
  if (of === 0) return { figures: [], sentences: [] };
  const percent = ((100 * worn.length) / of).toFixed(2).replace('.', ',');
  const sentence = (kind: string, text: string, naming = '') => ({
    id: `deo_the_${kind}`,
    kind,
    item: 'KL-06',
    text,
    naming,
  });
  const good = `${worn.length}/${of} công chức có mặt đeo thẻ khi làm việc.`;
  const bad = `Còn ${String(bare.length).padStart(2, '0')} công chức không đeo thẻ khi làm việc`;
  const names = bare.slice(0, 12).map((row) => row.cells[0]);
  return {
    figures: [
      {
        item: 'KL-06',
        label: 'Đeo thẻ',
        derived: `${worn.length}/${of} người đeo thẻ, ${percent}%`,
        typed: '',
        differs: false,
      },
    ],
    sentences: [
      ...(worn.length > 0 ? [sentence('strength', good)] : []),
      ...(bare.length > 0
        ? [sentence('shortcoming', `${bad}.`, `${bad} (${names.join(', ')}).`)]
        : []),
    ],
  };
}

/** A row with the cells marked in which members wrote different things. */
function told(visit: string, fields: RegisterFieldView[], row: RegisterRowView): RegisterRowView {
  const open = find(visit).disputes.map((one) => one.field);
  const columns = fields.flatMap((about, at) =>
    open.includes(cellName(row.id, about.name)) ? [at] : [],
  );
  const marks = columns.map((column) => ({ column, what: 'disputed' }));
  return { ...row, marks: [...row.marks, ...marks] };
}

const cellName = (row: string, column: string) => `row|${row.replaceAll('-', '')}|cell.${column}`;

/** Lets two members disagree about somebody of the staff register. */
export function disputeStaff(visit: string): void {
  const row = rowsOf.get(`${visit}/nhan_su`)?.[0];
  if (!row) return;
  find(visit).disputes.push({
    field: cellName(row.id, 'tinh_trang'),
    title: 'Sổ nhân sự lúc kiểm tra, dòng 1 (Công chức 1)',
    label: 'Tình trạng',
    item: '',
    opinions: [
      { version: 'a:7', who: 'Cán bộ thử', at: '15/09/2022 08:12', text: 'có mặt' },
      {
        version: 'b:9',
        who: 'Thành viên khác (máy 3F2A)',
        at: '15/09/2022 08:15',
        text: 'đi muộn',
      },
    ],
  });
}

function mark(about: RegisterFieldView, text: string): string | null {
  if (text === '') return null;
  if (about.kind === 'date' && !/^\d{4}-\d{2}-\d{2}$/.test(text)) return 'date';
  if (about.kind === 'count' && !/^\d+$/.test(text)) return 'count';
  if (about.kind === 'yes_no' && text !== 'yes' && text !== 'no') return 'yes_no';
  return about.kind === 'choice' && !about.options.includes(text) ? 'choice' : null;
}

function marked(fields: RegisterFieldView[], cells: string[]): RegisterRowView['marks'] {
  return fields.flatMap((about, column) => {
    const what = mark(about, cells[column] ?? '');
    return what ? [{ column, what }] : [];
  });
}

function save(a: {
  visit: string;
  register: string;
  changes: RowChangeInput[];
  name: string | null;
}): RegisterSaved {
  if (world.refuse) throw { code: 'E-DISK-FULL', message: 'Ổ đĩa đã đầy nên chưa lưu được.' };
  const visit = find(a.visit);
  const key = `${a.visit}/${a.register}`;
  const { fields, title } = book(a.visit, a.register);
  const before = rowsOf.get(key) ?? [];
  const rows = new Map(before.map((row) => [row.id, row]));
  const ids = a.changes.map((change) => {
    const id = change.id || fresh('row');
    if (change.remove) {
      rows.delete(id);
      return id;
    }
    const cells = [...(rows.get(id)?.cells ?? fields.map(() => ''))];
    for (const { column, text } of change.cells)
      cells[fields.findIndex((one) => one.name === column)] = text;
    rows.set(id, { id, cells, marks: marked(fields, cells) });
    return id;
  });
  const below = new Map(a.changes.map((change, at) => [ids[at], change.above]));
  const order: RegisterRowView[] = [];
  for (const row of rows.values()) {
    const under = below.get(row.id);
    const above = under ? order.findIndex((one) => one.id === under) : -1;
    if (above < 0) order.push(row);
    else order.splice(above + 1, 0, row);
  }
  rowsOf.set(key, order);
  const name = a.name ?? `Sửa sổ “${title}”`;
  remember(visit, name, { kind: 'row', title });
  const act = visit.past.at(-1);
  if (act) {
    act.back = () => rowsOf.set(key, before);
    act.forth = () => rowsOf.set(key, order);
  }
  const view = visitView(visit);
  const touched = new Set(ids);
  return {
    at: view.lastSaved,
    undo: view.undo,
    ids,
    rows: order.filter((row) => touched.has(row.id)),
    follows: follows(a.register, fields, order),
    state: visit.state,
    unshared: view.unshared,
  };
}

/** Fills the staff register of a visit with `count` rows. */
export function fillStaff(visit: string, count: number): void {
  const states = COLUMNS.get('nhan_su')?.fields[3]?.options ?? [];
  const rows = Array.from({ length: count }, (_, at) => ({
    id: fresh('row'),
    cells: [
      `Công chức ${at + 1}`,
      at % 3 === 0 ? 'Công chức văn phòng' : 'Công chức chuyên môn',
      at % 4 === 0 ? 'yes' : 'no',
      states[at % 7] ?? 'có mặt',
      at % 5 === 0 ? 'no' : 'yes',
      'yes',
      '7 giờ 30',
    ],
    marks: [],
  }));
  rowsOf.set(`${visit}/nhan_su`, rows);
}

const WORDS: Record<string, string[]> = {
  ho_ten: ['Nguyễn Chiến Vương', 'Phí Thị Hồng Vân'],
  nguoi_giu: ['Chủ tịch UBND phường', 'Phó Chủ tịch UBND phường', 'Công chức Tư pháp – Hộ tịch'],
  chuc_vu: ['Chủ tịch', 'Phó Chủ tịch', 'Công chức chuyên môn'],
  ten: ['Cấp bản sao trích lục hộ tịch', 'Chứng thực bản sao từ bản chính giấy tờ, văn bản'],
  tthc: ['Cấp bản sao trích lục hộ tịch', 'Chứng thực bản sao từ bản chính giấy tờ, văn bản'],
  linh_vuc: ['Hộ tịch', 'Chứng thực', 'Đất đai'],
  noi_dung: ['Rà soát chỉ tiêu cải cách hành chính còn thấp, báo cáo kết quả'],
  trich_yeu: ['Về việc đẩy mạnh tiếp nhận hồ sơ trực tuyến tại bộ phận Một cửa'],
  ton_tai: ['Niêm yết chưa đầy đủ bộ thủ tục hành chính'],
};

/** Fills every register of a visit with `count` rows, each cell with what its column takes. */
export function fillRegisters(visit: string, count: number): void {
  const cell = (about: RegisterFieldView, at: number): string => {
    const of = (texts: string[]) => texts[at % texts.length] ?? '';
    if (about.kind === 'date') return `2022-0${(at % 9) + 1}-1${at % 10}`;
    if (about.kind === 'count') return String((at * 7919) % 2756);
    if (about.kind === 'yes_no') return at % 3 === 1 ? 'no' : 'yes';
    if (about.kind === 'choice') return of(about.options);
    return of(WORDS[about.name] ?? [`${about.label} ${at + 1}`, '']);
  };
  for (const [id, { fields }] of COLUMNS) {
    const rows = Array.from({ length: count }, (_, at) => {
      const cells = fields.map((about) => cell(about, at));
      // One cell that its column cannot read, as a pasted table has them.
      const date = fields.findIndex((about) => about.kind === 'date');
      if (at === 2 && date >= 0) cells[date] = 'đầu tháng 9';
      return { id: fresh('row'), cells, marks: marked(fields, cells) };
    });
    rowsOf.set(`${visit}/${id}`, rows);
  }
}

/** The puppet's keys: two units of nine each, where the campaign has a second visit. */
function rates(campaign: string): CampaignRateView[] {
  const visits = world.visits.filter((one) => one.campaign === campaign && !one.binned);
  const found = ['4/9, 44,44%', '3/9, 33,33%'];
  if (visits.length < found.length) return [];
  const units = visits.slice(0, 2).map((visit, at) => ({
    visit: visit.id,
    unit: visitView(visit).unitName,
    said: found[at] ?? '',
    hundredths: [4444, 3333][at] ?? null,
  }));
  return [{ item: 'CN-01', label: 'Chìa khóa IO đang sử dụng', spread: '3–4/9', units }];
}

export const registerCommands: Record<string, (args: never) => unknown> = {
  registers: (a: { visit: string }): RegisterSummaryView[] => {
    find(a.visit);
    const ids = [...new Set(checklist.flatMap((area) => area.items.map((item) => item.register)))];
    return ids.filter(Boolean).map((id) => {
      const { title, rows } = book(a.visit, id);
      return { id, title, rows: rows.length, items: items(id).map((item) => item.id) };
    });
  },
  campaign_rates: (a: { campaign: string }) => rates(a.campaign),
  campaign_sentences: (a: { campaign: string }): CampaignSentenceView[] =>
    rates(a.campaign).map((rate) => ({
      item: rate.item,
      kind: 'shortcoming',
      text: `Mới sử dụng ${rate.spread} chìa khóa IO được cấp.`,
      units: rate.units.map((unit) => unit.unit),
    })),
  register: (a: { visit: string; register: string }) => book(a.visit, a.register),
  save_register_rows: (a: Parameters<typeof save>[0]) =>
    slowly(a.changes.length > 300, () => save(a)),
} as Record<string, (args: never) => unknown>;
