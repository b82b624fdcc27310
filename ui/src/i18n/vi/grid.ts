/** Sentences of grids: registers and other tables that are typed into. */
import { formatCount } from '$/parts/text';

const count = (value: number) => formatCount(String(value));

export const grid = {
  newRow: 'Gõ vào đây để thêm dòng',
  order: 'STT',
  filter: (label: string) => `Lọc ${label}`,
  filterHint: 'Lọc…',
  edit: (label: string, row: number) => `${label}, dòng ${count(row)}`,
  options: 'Các lựa chọn',
  optionKey: (place: number, label: string) => `${place}. ${label}`,
  acts: {
    paste: (rows: number) => `Dán ${count(rows)} dòng`,
    fill: 'Điền xuống',
    clear: 'Xóa nội dung các ô',
    cut: 'Cắt các ô',
    choose: (label: string) => `Ghi “${label}” cho nhiều dòng`,
    remove: (rows: number) => (rows === 1 ? 'Xóa một dòng' : `Xóa ${count(rows)} dòng`),
  },
  pasted: (rows: number, over: number) =>
    over === 0
      ? `Đã dán ${count(rows)} dòng.`
      : `Đã dán ${count(rows)} dòng; ${count(over)} ô nằm ngoài cột cuối nên không dán.`,
  filled: (rows: number) => `Đã điền xuống ${count(rows)} dòng.`,
  removed: (rows: number) => `Đã xóa ${count(rows)} dòng; Ctrl Z để lấy lại.`,
  left: (rows: number) => `Còn ${count(rows)} dòng.`,
  sorted: (label: string, way: 'up' | 'down' | 'none') =>
    way === 'none'
      ? 'Các dòng đứng theo thứ tự nhập.'
      : `Đã sắp xếp theo ${label}, ${way === 'up' ? 'tăng dần' : 'giảm dần'}.`,
  marks: {
    date: 'Không đọc được ngày; ghi ngày/tháng/năm.',
    count: 'Không phải số nguyên.',
    choice: 'Không có trong các lựa chọn của cột.',
    yes_no: 'Cột này chỉ ghi Có hoặc Không.',
    disputed: 'Hai thành viên ghi khác nhau ở ô này.',
  } as Record<string, string>,
};
