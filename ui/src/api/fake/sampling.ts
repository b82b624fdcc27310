/** The puppet engine's answers about samples of case files and figures of form 06. */
import type {
  CellsInput,
  DossierBlockView,
  DossierSaidView,
  DossiersView,
  DrawInput,
  ListFile,
  ListLookView,
  SamplesView,
  SheetView,
} from '../bindings';
import { find } from './visits';

const SIZE = 4545;
const FIELDS = ['Chứng thực', 'Đất đai', 'Hộ tịch'];
const TTHC = ['Chứng thực bản sao từ bản chính', 'Xác nhận nguồn gốc đất', 'Cấp bản sao trích lục'];
const states = new Map<string, SamplesView>();
const books = new Map<string, { id: string; cells: Record<string, string> }[]>();

const code = (number: number) => `000.01.H27-220915-${String(number).padStart(4, '0')}`;

function state(visit: string): SamplesView {
  find(visit);
  return (
    states.get(visit) ?? {
      unitName: 'Phường Cầu Tre',
      fileName: 'ho-so-mau-phuong-cau-tre-2022-09-15',
      draws: [],
      sheets: [],
      rates: [],
    }
  );
}

function complete(cells: Record<string, string>): Record<string, string> {
  const parts = ['ben_giao', 'ben_nhan', 'gio_ngay', 'chu_ky', 'ket_qua', 'ghi_chu'];
  const slip = parts.map((part) => cells[`phieu_${part}`] ?? '');
  const whole = slip.includes('no') ? 'no' : slip.every((part) => part === 'yes') ? 'yes' : '';
  const { ngay_hen: due = '', ngay_tra: returned = '' } = cells;
  const said = cells['dung_han'] ?? '';
  const days = due && returned ? (returned <= due ? 'yes' : 'no') : '';
  const time = days || said || (due >= '2022-09-15' ? 'yes' : '');
  return { ...cells, phieu_du: whole, dung_han: time };
}

function rated(now: SamplesView): SamplesView {
  const parts: [string, (cells: Partial<Record<string, string>>) => boolean | undefined][] = [
    ['slip', (cells) => (cells.phieu_du ? cells.phieu_du === 'no' : undefined)],
    ['software', (cells) => (cells.khop_phan_mem ? cells.khop_phan_mem === 'no' : undefined)],
    ['components', (cells) => (cells.thanh_phan ? cells.thanh_phan !== 'đủ' : undefined)],
    ['verified', (cells) => (cells.da_doi_chieu ? cells.da_doi_chieu === 'no' : undefined)],
    ['on-time', (cells) => (cells.dung_han ? cells.dung_han === 'no' : undefined)],
    ['apology', (cells) => (cells.dung_han === 'no' ? cells.xin_loi === 'no' || undefined : false)],
  ];
  const whole = (cells: Partial<Record<string, string>>) => {
    const all = parts.map(([, test]) => test(cells));
    return all.includes(true) ? true : all.includes(undefined) ? undefined : false;
  };
  const rates = [['whole', whole] as const, ...parts].map(([part, test]) => {
    const all = now.sheets.map((sheet) => test(sheet.cells));
    const judged = all.filter((one) => one !== undefined).length;
    const faulty = all.filter(Boolean).length;
    const percent = judged ? `${((faulty / judged) * 100).toFixed(2).replace('.', ',')}%` : '';
    const interval = !judged
      ? ''
      : judged === all.length
        ? 'từ 0 đến 763 hồ sơ, tương ứng 0,00%–16,79%'
        : 'từ 0 đến 4.541 hồ sơ, tương ứng 0,00%–99,91%';
    const sentence = judged
      ? `Kiểm ${judged} hồ sơ rút ngẫu nhiên trong 4.545 hồ sơ: ${faulty} hồ sơ có ít nhất một sai sót (${percent}); với độ tin cậy 95%, trong toàn bộ danh sách có ${interval}.`
      : 'Chưa kiểm hồ sơ nào của mẫu.';
    const open = all.length - judged;
    const strata = part === 'whole' && now.draws.at(-1)?.by ? fieldsOf(now, test) : [];
    return { part, faulty, judged, open, percent, interval, sentence, strata };
  });
  return { ...now, rates };
}

/** The strata of the drawn files, as far as the puppet knows them. */
function fieldsOf(
  now: SamplesView,
  test: (cells: Partial<Record<string, string>>) => boolean | undefined,
) {
  return FIELDS.map((name) => {
    const own = now.sheets.filter((sheet) => sheet.cells.linh_vuc === name);
    const said = own.map((sheet) => test(sheet.cells));
    const judged = said.filter((one) => one !== undefined).length;
    const interval = judged ? 'từ 0 đến 612 hồ sơ, tương ứng 0,00%–40,40%' : '';
    const faulty = said.filter(Boolean).length;
    return { name, of: SIZE / FIELDS.length, drawn: own.length, faulty, judged, interval };
  });
}

function look(files: number, file?: ListFile): ListLookView {
  const listed = (at: number) => ({
    code: code(at + 1),
    procedure: file ? (TTHC[at % 3] ?? '') : '',
    field: file ? (FIELDS[at % 3] ?? '') : '',
    channel: file ? (at % 2 ? 'trực tuyến' : 'trực tiếp') : '',
    received: file ? '2022-08-25' : '',
    due: file ? '2022-09-05' : '',
    returned: file ? '2022-09-01' : '',
  });
  const labels = ['Mã hồ sơ', 'Thủ tục hành chính', 'Lĩnh vực', 'Kênh nộp', 'Ngày nhận'];
  const names = ['ma_ho_so', 'tthc', 'linh_vuc', 'kenh_nop', 'ngay_nhan', 'ngay_hen', 'ngay_tra'];
  return {
    sheets: file ? ['Danh sách', 'Ghi chú'] : [],
    sheet: file ? 'Danh sách' : '',
    headings: file
      ? [
          'A: STT',
          'B: Số hồ sơ',
          'C: Tên TTHC',
          'D: Lĩnh vực',
          'E: Hình thức nộp',
          'F: Ngày tiếp nhận',
          'G: Hạn xử lý',
          'H: Ngày trả',
        ]
      : [],
    wanted: names.map((name, at) => ({
      name,
      label: [...labels, 'Ngày hẹn trả', 'Ngày trả'][at] ?? name,
    })),
    columns:
      file?.columns ?? (file ? Object.fromEntries(names.map((name, at) => [name, at + 1])) : {}),
    count: files,
    first: Array.from({ length: Math.min(files, 8) }, (_, at) => listed(at)),
    fields: file ? FIELDS.map((name) => ({ name, of: files / 3 })) : [{ name: '', of: files }],
    channels: file
      ? [
          { name: 'trực tiếp', of: 2272 },
          { name: 'trực tuyến', of: 2273 },
        ]
      : [],
    trouble: '',
  };
}

function draw(visit: string, input: DrawInput): SamplesView {
  const now = state(visit);
  const numbers = Array.from({ length: input.size }, (_, at) => ((at * 1237 + 411) % SIZE) + 1);
  const sheets = numbers.map((number): SheetView => ({
    row: `row-${number}`,
    drawn: true,
    cells: complete({
      ma_ho_so: code(number),
      tthc: TTHC[number % 3] ?? '',
      linh_vuc: FIELDS[number % 3] ?? '',
      ngay_nhan: '2022-08-25',
      ngay_hen: '2022-09-05',
      ngay_tra: number % 7 === 0 ? '2022-09-07' : '2022-09-01',
      cach_chon: 'ngẫu nhiên',
    }),
  }));
  const drawn = {
    id: `draw-${now.draws.length + 1}`,
    at: '15/09/2022 08:30',
    method: 'sha256-1',
    population: '7a4bd03b787535b62c9aedc5567a7f9fb434e06c6f6e34f849e5276efa0528f4',
    of: SIZE,
    source: input.file?.name ?? '',
    by: input.by,
    size: input.size,
    seed: input.seed,
    codes: sheets.map((sheet) => sheet.cells.ma_ho_so ?? ''),
  };
  const next = rated({ ...now, draws: [...now.draws, drawn], sheets });
  states.set(visit, next);
  return next;
}

const TOTALS: Record<string, string[]> = {
  tong_nhan: ['nhan_truc_tuyen', 'nhan_truc_tiep', 'ky_truoc'],
  tong_da_giai_quyet: ['truoc_han', 'dung_han', 'qua_han'],
  tong_dang_giai_quyet: ['dang_trong_han', 'dang_qua_han'],
};
const NAMES: Record<string, string> = {
  tong_nhan: 'Tổng tiếp nhận',
  nhan_truc_tuyen: 'Nhận trực tuyến',
  nhan_truc_tiep: 'Nhận trực tiếp, BCCI',
  ky_truoc: 'Kỳ trước chuyển sang',
  tong_da_giai_quyet: 'Tổng đã giải quyết',
  truoc_han: 'Giải quyết trước hạn',
  dung_han: 'Giải quyết đúng hạn',
  qua_han: 'Giải quyết quá hạn',
  tong_dang_giai_quyet: 'Tổng đang giải quyết',
  dang_trong_han: 'Đang giải quyết trong hạn',
  dang_qua_han: 'Đang giải quyết quá hạn',
};
const QUOTES = {
  ty_le_truc_tuyen: 'Tỷ lệ trực tuyến',
  ty_le_dung_han: 'Tỷ lệ trước hạn, đúng hạn',
  ty_le_qua_han: 'Tỷ lệ quá hạn',
};

function said(row: { id: string; cells: Record<string, string> }): DossierSaidView {
  const sums = Object.entries(TOTALS).flatMap(([total, parts]) => {
    const given = parts.map((part) => row.cells[part] ?? '').filter(Boolean);
    if (row.cells[total] || given.length === 0) return [];
    return [[total, String(given.reduce((sum, text) => sum + Number(text), 0))]];
  });
  const source = row.cells.nguon === 'báo cáo' ? 'report' : 'software';
  return { row: row.id, source, stated: row.cells, sums: Object.fromEntries(sums), rates: {} };
}

function blocks(visit: string): DossierBlockView[] {
  const rows = books.get(visit) ?? [];
  const fields = [...new Set(rows.map((row) => row.cells.linh_vuc ?? ''))];
  return fields.map((field) => {
    const own = rows.filter((row) => (row.cells.linh_vuc ?? '') === field).map(said);
    own.sort((one, other) => one.source.localeCompare(other.source));
    const [report, software] = ['report', 'software'].map((source) =>
      own.find((one) => one.source === source),
    );
    const value = (of: DossierSaidView | undefined, name: string) =>
      of?.stated[name] || of?.sums[name] || '';
    const notes = Object.keys(NAMES).flatMap((name) => {
      const [one, other] = [value(report, name), value(software, name)];
      if (!one || !other || one === other) return [];
      const text = `${NAMES[name]}: báo cáo ${one}, phần mềm ${other}; lệch ${Math.abs(Number(one) - Number(other))}.`;
      return [{ row: '', columns: [name], text, wrong: true }];
    });
    return { from: '2022-01-01', to: '2022-09-15', field, said: own, notes };
  });
}

function book(visit: string): DossiersView {
  find(visit);
  return {
    unitName: 'Phường Cầu Tre',
    periodFrom: '2022-01-01',
    periodTo: '2022-09-15',
    columns: Object.entries(NAMES).map(([name, label]) => ({ name, label, total: name in TOTALS })),
    quotes: Object.entries(QUOTES).map(([name, label]) => ({ name, label, total: false })),
    blocks: blocks(visit),
    totals: [],
  };
}

let rows = 0;

export const samplingCommands = {
  samples: (a: { visit: string }) => rated(state(a.visit)),
  look_at_list: (a: { file: ListFile }) => look(SIZE, a.file),
  look_at_codes: (a: { typed: string }) =>
    look(a.typed.includes('…') ? 40 : a.typed.split('\n').length),
  new_seed: () => 'MJUWK3RAMJQW4IDNMF2SAMBRGY',
  draw_sample: (a: { visit: string; input: DrawInput }) => draw(a.visit, a.input),
  redraw_sample: (a: { visit: string }) => ({
    codes: state(a.visit).draws.at(-1)?.codes ?? [],
    samePopulation: true,
    sameFiles: true,
  }),
  save_sheet: (a: { visit: string; row: string; cells: Record<string, string> }) => {
    const now = state(a.visit);
    const sheets = now.sheets.map((sheet) =>
      sheet.row === a.row
        ? { ...sheet, cells: complete({ ...(sheet.cells as Record<string, string>), ...a.cells }) }
        : sheet,
    );
    const next = rated({ ...now, sheets });
    states.set(a.visit, next);
    return next;
  },
  export_sample_list: () => null,
  dossiers: (a: { visit: string }) => book(a.visit),
  save_dossiers: (a: { visit: string; changes: CellsInput[] }) => {
    const now = [...(books.get(a.visit) ?? [])];
    for (const change of a.changes) {
      const at = now.findIndex((row) => row.id === change.row);
      const cells = { ...now[at]?.cells, ...(change.cells as Record<string, string>) };
      if (change.remove) now.splice(at, 1);
      else if (at === -1) now.push({ id: `so-lieu-${(rows += 1)}`, cells });
      else now[at] = { id: change.row ?? '', cells };
    }
    books.set(a.visit, now);
    return book(a.visit);
  },
};
