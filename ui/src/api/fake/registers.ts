/** The puppet engine's answers about registers. */
import type {
  CampaignRateView,
  RegisterFieldView,
  RegisterFollows,
  RegisterRowView,
  RegisterSaved,
  RegisterSummaryView,
  RegisterView,
  RowChangeInput,
} from '../bindings';
import { find, remember, visitView } from './visits';
import { checklist, fresh, world } from './world';

type Kind = RegisterFieldView['kind'];

const field = (
  name: string,
  label: string,
  kind: Kind = 'text',
  width = 150,
  options: string[] = [],
): RegisterFieldView => ({ name, label, kind, options, personal: name === 'ho_ten', width });

const COLUMNS: Record<string, [string, RegisterFieldView[]]> = {
  nhan_su: [
    'Sổ nhân sự lúc kiểm tra',
    [
      field('ho_ten', 'Họ tên', 'text', 170),
      field('chuc_vu', 'Chức vụ', 'text', 150),
      field('thuoc_mot_cua', 'Thuộc một cửa', 'yes_no', 84),
      field('tinh_trang', 'Tình trạng', 'choice', 140, [
        'có mặt',
        'đi muộn',
        'về sớm',
        'vắng có lý do',
        'vắng không lý do',
      ]),
      field('deo_the', 'Đeo thẻ', 'yes_no', 84),
      field('bien_ten', 'Biển tên', 'yes_no', 84),
      field('gio', 'Giờ ghi nhận', 'text', 100),
    ],
  ],
  chia_khoa: [
    'Sổ chìa khoá IO',
    [
      field('ma', 'Mã, serial', 'text', 110),
      field('nguoi_giu', 'Người giữ', 'text', 170),
      field('ngay_cap', 'Ngày cấp', 'date', 108),
      field('trang_thai', 'Trạng thái', 'choice', 130, ['đang dùng', 'chưa dùng', 'hỏng, mất']),
      field('lan_dung', 'Lần dùng gần nhất', 'date', 108),
    ],
  ],
  nhiem_vu: [
    'Sổ nhiệm vụ được giao',
    [
      field('noi_dung', 'Nội dung', 'text', 240),
      field('han', 'Hạn', 'date', 108),
      field('so', 'Số lượng', 'count', 84),
      field('trang_thai', 'Trạng thái', 'choice', 140, ['đã hoàn thành', 'đang thực hiện']),
    ],
  ],
  niem_yet: [
    'Sổ TTHC niêm yết',
    [
      field('ma', 'Mã TTHC', 'text', 110),
      field('ten', 'Tên TTHC', 'text', 300),
      field('linh_vuc', 'Lĩnh vực', 'text', 150),
      field('co_niem_yet', 'Có niêm yết', 'yes_no', 100),
    ],
  ],
};

const rowsOf = new Map<string, RegisterRowView[]>();

function items(id: string) {
  const all = checklist.flatMap((area) => area.items);
  return all.filter((item) => item.register === id);
}

function book(visit: string, id: string): RegisterView {
  const [title, fields] = COLUMNS[id] ?? ['Sổ theo dõi', [field('ten', 'Nội dung', 'text', 300)]];
  const rows = rowsOf.get(`${visit}/${id}`) ?? [];
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
  if (act) act.back = () => rowsOf.set(key, before);
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
  const states = COLUMNS['nhan_su']?.[1][3]?.options ?? [];
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

/** The puppet's keys: two units of nine each, where the campaign has a second visit. */
function rates(campaign: string): CampaignRateView[] {
  const visits = world.visits.filter((one) => one.campaign === campaign && !one.binned);
  const found = ['4/9, 44,44%', '3/9, 33,33%'];
  if (visits.length < found.length) return [];
  const units = visits.slice(0, 2).map((visit, at) => ({
    visit: visit.id,
    unit: visitView(visit).unitName,
    said: found[at] ?? '',
  }));
  return [{ item: 'CN-01', label: 'Chìa khoá IO đang sử dụng', spread: '3–4/9', units }];
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
  register: (a: { visit: string; register: string }) => book(a.visit, a.register),
  save_register_rows: save,
} as Record<string, (args: never) => unknown>;
