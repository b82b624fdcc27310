/** The puppet engine's answers about workbooks: one list, however the file is called. */
import type { TableImport, TablePlace, TablePreview, TableResult } from '../bindings';
import { moveBack } from './checklists';
import { bringCatalogue, bringPosted } from './procedures';
import { world } from './world';

const HEADINGS = ['STT', 'Mã TTHC', 'Tên thủ tục hành chính', 'Lĩnh vực', 'Ngày hiệu lực'];

const WANTED = [
  { name: 'ten', label: 'Tên TTHC', required: true },
  { name: 'ma', label: 'Mã TTHC', required: false },
  { name: 'linh_vuc', label: 'Lĩnh vực', required: false },
  { name: 'ngay_hieu_luc', label: 'Ngày hiệu lực', required: false },
  { name: 'thanh_phan', label: 'Thành phần hồ sơ', required: false },
];

let name = '';

function rows(): string[][] {
  const lines = Array.from({ length: 28 }, (_, at) => [
    String(at + 1),
    `1.00089${at % 10}`,
    `Thủ tục về việc số ${at + 1}`,
    `Lĩnh vực ${at % 5}`,
    name.includes('loi') && at === 3 ? '31/02/2022' : '2021-01-01',
  ]);
  return [['DANH MỤC THỦ TỤC HÀNH CHÍNH'], HEADINGS, ...lines];
}

function preview(sheet: string): TablePreview {
  const columns = [
    { name: 'ten', column: 2 },
    { name: 'ma', column: 1 },
    { name: 'linh_vuc', column: 3 },
    { name: 'ngay_hieu_luc', column: 4 },
  ];
  return {
    sheet,
    firstRow: 1,
    rows: 30,
    letters: ['A', 'B', 'C', 'D', 'E'],
    preview: rows(),
    wanted: WANTED,
    suggested: { headingRow: 2, columns },
  };
}

function result(request: TableImport): TableResult {
  const bad = name.includes('loi') && request.mapping.columns.some((one) => one.column === 4);
  const problems = [
    {
      row: 6,
      column: 'E',
      sentence:
        'Dòng 6, cột E: “31/02/2022” không phải ngày. Hãy ghi “Ngày hiệu lực” theo kiểu ngày/tháng/năm.',
    },
  ];
  const written = request.writing === 'sound' || (request.writing === 'all' && !bad);
  if (written && request.place.target === 'catalogue') bringCatalogue();
  if (written && request.place.target === 'posted') bringPosted();
  return {
    lines: 28,
    added: bad ? 27 : 28,
    changed: 0,
    same: 0,
    removed: 0,
    problemCount: bad ? 1 : 0,
    problems: bad ? problems : [],
    written,
  };
}

export const tableCommands = {
  open_table: (a: { fileName: string }) => {
    name = a.fileName;
    if (name.endsWith('.pdf')) {
      throw {
        code: 'E-TABLE-KIND',
        message:
          'Đây là tệp PDF, không phải bảng tính. Hãy chọn tệp .xlsx, .xls, .ods hoặc .csv. Chưa ghi gì vào kho.',
      };
    }
    return { name, sheets: ['Danh mục', 'Phụ lục'] };
  },
  close_table: () => null,
  preview_table: (a: { place: TablePlace; sheet: string }) => preview(a.sheet),
  import_table: (a: { request: TableImport }) => result(a.request),
  table_progress: () => 0,
  stop_table: () => null,
  undo_at_campaign: () => {
    if (moveBack()) return 'Chuyển sang phiên bản khác';
    bringCatalogue(0);
    return world.person ? 'Nhập danh mục TTHC công bố' : '';
  },
};
