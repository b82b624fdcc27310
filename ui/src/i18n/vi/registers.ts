/** Sentences of the screen of registers. */
import { formatCount } from '$/parts/text';

const count = (value: number) => formatCount(String(value));

export const registers = {
  panes: { list: 'Các sổ', sheet: 'Bảng', follows: 'Số liệu, nhận xét' },
  list: 'Các sổ của cuộc kiểm tra',
  rowsWord: 'dòng',
  rows: (rows: number) => (rows === 0 ? 'Chưa có dòng nào' : `${count(rows)} dòng`),
  filtered: (left: number, all: number) => `${count(left)}/${count(all)} dòng qua bộ lọc`,
  wrong: (rows: number) => `${count(rows)} dòng có ô cần xem lại`,
  add: 'Thêm dòng',
  bring: 'Nhập từ tệp…',
  compare: 'Đối chiếu danh mục công bố',
  decisions: 'Lấy từ danh mục công bố',
  decisionsDone: (done: { known: number; added: number; changed: number }) =>
    done.known === 0
      ? 'Danh mục công bố của đợt chưa ghi số quyết định. Nhập danh mục có cột “Quyết định công bố” rồi lấy lại.'
      : done.added + done.changed === 0
        ? `Sổ đã có đủ ${count(done.known)} quyết định của danh mục.`
        : `Đã thêm ${count(done.added)} quyết định, điền thêm ${count(done.changed)} dòng. Ctrl Z để lấy lại.`,
  disputes: (cells: number) => `Chọn ở ${count(cells)} ô ghi khác nhau…`,
  disputesTitle: (title: string) => `${title}: các ô ghi khác nhau`,
  fill: 'Điền xuống',
  remove: 'Xóa dòng',
  clearFilters: 'Bỏ lọc',
  kept: 'Nội dung vừa nhập vẫn còn trên màn hình và sẽ được lưu lại cùng lần sửa kế tiếp.',
  empty:
    'Sổ chưa có dòng nào: gõ vào dòng trống, hoặc chép bảng từ Excel rồi bấm Ctrl V tại ô đầu tiên.',
  hint: 'Gõ để ghi đè, F2 để sửa, Tab và Enter sang ô kế tiếp; Ctrl V dán từ Excel; F1 xem mọi phím.',
  follows: 'Số liệu và câu nhận xét rút từ sổ',
  figures: 'Số liệu rút từ sổ',
  noFigures: 'Sổ này không tính ra số liệu của mục nào.',
  noneYet: 'chưa có dòng nào để tính',
  differs: (typed: string) => `Tại mục đang ghi ${typed}; cần ghi chú lý do khác sổ.`,
  sentences: 'Câu nhận xét',
  noSentences: (items: number) =>
    items === 0
      ? 'Không còn mục nào dùng sổ này.'
      : 'Chưa đủ dòng để viết câu ưu điểm hay tồn tại.',
  names: 'Nêu cả họ tên, chức vụ',
  strength: 'Ưu điểm',
  shortcoming: 'Tồn tại, hạn chế',
  note: 'Đưa vào nhận xét',
  noted: 'Đã có trong nhận xét.',
  keys: [
    { keys: ['F2'], does: 'Sửa ô; gõ chữ là ghi đè' },
    { keys: ['Enter'], does: 'Xong ô, xuống dòng dưới' },
    { keys: ['Tab'], does: 'Xong ô, sang ô bên phải' },
    { keys: ['Esc'], does: 'Bỏ phần đang gõ' },
    { keys: ['Shift', '↓'], does: 'Chọn nhiều ô' },
    { keys: ['Ctrl', 'C'], does: 'Chép; Ctrl X cắt, Ctrl V dán' },
    { keys: ['Ctrl', 'D'], does: 'Điền xuống' },
    { keys: ['Delete'], does: 'Xóa nội dung các ô' },
    { keys: ['Ctrl', 'Enter'], does: 'Thêm dòng ở dưới' },
    { keys: ['Ctrl', 'Delete'], does: 'Xóa dòng' },
    { keys: ['Space'], does: 'Đổi Có – Không' },
    { keys: ['1', '…', '9'], does: 'Ghi lựa chọn thứ 1…9 của cột' },
    { keys: ['↑'], does: 'Từ dòng đầu: lên ô lọc, lên tiêu đề; Enter ở tiêu đề để sắp xếp' },
    { keys: ['F7'], does: 'Về mục kiểm tra' },
  ],
};
