/** The dated list of communes: choosing a unit, and its history. */
const from = (day: string) => (day ? `từ ${day}` : '');

export const places = {
  places: {
    suggestions: 'Gợi ý từ danh mục đơn vị hành chính',
    chosen: (area: string) => `Trong danh mục: ${area}`,
    free: 'Không có trong danh mục hoặc chưa chọn; vẫn dùng được.',
    choose: 'Chọn đúng đơn vị bằng phím ↑ ↓ rồi Enter, hoặc gõ tiếp.',
    also: 'tên cũ',
    ended: (day: string, exact: boolean) => (exact ? `đến hết ${day}` : `đã sáp nhập trước ${day}`),
    fromExcel: 'Thêm từ Excel…',
    brought: (added: number, known: number, unsure: number) =>
      [
        added > 0 ? `Đã thêm ${added} đơn vị vào danh sách` : 'Không có đơn vị mới trong tệp',
        known > 0 && `${known} đơn vị đã có`,
        unsure > 0 && `${unsure} đơn vị cần chọn trong danh mục vì trùng tên`,
      ]
        .filter(Boolean)
        .join('; ') + '. Xem lại rồi bấm Lưu.',
    count: (count: number) => `${count} gợi ý`,
    menu: 'Lịch sử đơn vị',
    title: (unit: string) => `Lịch sử đơn vị: ${unit}`,
    unknown:
      'Đơn vị này không gắn với danh mục đơn vị hành chính. Vào Sửa đợt kiểm tra, chọn đơn vị trong danh mục để xem lịch sử sáp nhập.',
    made: (day: string) => `Trước ${day} là`,
    madeFirst: 'Hình thành từ',
    today: 'Hiện nay là',
    lost: 'Chưa rõ: danh mục không ghi đơn vị kế tiếp. Hãy hỏi địa phương rồi chọn đơn vị hiện nay bằng tay khi lập đợt mới.',
    still: 'Hiện nay vẫn là đơn vị này.',
    since: from,
    code: (code: string) => `mã ${code}`,
    visits: 'Các cuộc kiểm tra',
    noVisits: 'Chưa có cuộc kiểm tra nào tại đơn vị này hoặc đơn vị trước khi sáp nhập.',
    thenCalled: (unit: string) => `khi đó là ${unit}`,
    shortcomings: (count: number) => `${count} tồn tại`,
    openVisit: 'Mở',
  },
};
