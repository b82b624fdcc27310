/** Sentences of the screen that imports from workbooks. */
import { formatCount } from '$/parts/text';

const count = (value: number) => formatCount(String(value));

export const tables = {
  titles: {
    catalogue: 'Nhập danh mục TTHC công bố',
    posted: 'Nhập danh sách TTHC niêm yết',
    register: 'Nhập sổ từ bảng tính',
  } as Record<string, string>,
  about: {
    catalogue: 'Danh mục dùng chung cho cả đợt kiểm tra. Nhập lại cùng tệp không làm thay đổi gì.',
    posted: 'Danh sách của đơn vị được đối chiếu ngay với danh mục công bố của đợt kiểm tra.',
    register: 'Mỗi dòng của bảng tính thành một dòng của sổ; dòng đã có thì giữ nguyên.',
  } as Record<string, string>,
  choose: 'Chọn tệp…',
  again: 'Chọn tệp khác…',
  drop: 'Chọn hoặc kéo thả bảng tính vào đây',
  kinds: 'Tệp .xlsx, .xls, .ods hoặc .csv, tối đa 64 MB',
  reading: (rows: number) => (rows > 0 ? `Đang đọc, đã qua ${count(rows)} dòng…` : 'Đang đọc tệp…'),
  writing: 'Đang ghi các dòng đã đọc',
  stop: 'Dừng',
  sheet: 'Trang tính',
  heading: 'Dòng tiêu đề',
  noHeading: 'Không có tiêu đề',
  row: (row: number) => `Dòng ${row}`,
  rows: (rows: number) => `${count(rows)} dòng`,
  columns: 'Cột nào là nội dung nào',
  notMapped: 'Không lấy',
  required: 'bắt buộc',
  column: (letter: string, heading: string) =>
    heading ? `${letter} – ${heading}` : `Cột ${letter}`,
  first: 'Giá trị đầu',
  preview: 'Những dòng đầu của trang tính',
  replace: 'Bỏ những thủ tục không còn trong tệp này',
  lacks: (labels: string) => `Hãy chọn cột cho: ${labels}.`,
  would: (added: number, changed: number, same: number, removed: number) =>
    [
      `${count(added)} mới`,
      `${count(changed)} thay đổi`,
      `${count(same)} giữ nguyên`,
      ...(removed > 0 ? [`${count(removed)} bỏ đi`] : []),
    ].join(', '),
  lines: (lines: number) => `${count(lines)} dòng dữ liệu:`,
  problems: (all: number, shown: number) =>
    all > shown
      ? `${count(all)} chỗ cần sửa, dưới đây là ${count(shown)} chỗ đầu`
      : `${count(all)} chỗ cần sửa`,
  nothingYet: 'Chưa ghi gì. Hãy sửa tệp rồi chọn lại, hoặc bỏ qua các dòng này.',
  sound: 'Bỏ qua dòng lỗi, nhập phần còn lại',
  import: 'Nhập',
  nothing: 'Không có gì mới để nhập.',
  done: 'Đã nhập xong.',
  undo: 'Hoàn tác',
  undone: (what: string) => `Đã hoàn tác: ${what}.`,
  toProcedures: 'Xem kết quả đối chiếu',
  toRegister: 'Mở sổ',
  back: 'Quay lại',
};
