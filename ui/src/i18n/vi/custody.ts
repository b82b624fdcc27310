/** The record of custody of a campaign. */
import { formatCount } from '$/parts/text';

const count = (value: number) => formatCount(String(value));

export const custody = {
  title: 'Hồ sơ lưu vết',
  hint: 'Mọi chữ ký của các máy, không có nội dung kiểm tra. Người ngoài kiểm lại bằng bienban-audit, không cần kho dữ liệu.',
  save: 'Xuất hồ sơ lưu vết',
  file: 'Ho_so_luu_vet.hoso',
  saving: 'Đang ghi hồ sơ lưu vết',
  saved: (edits: number, devices: number, papers: number) =>
    `Đã ghi và kiểm lại: ${count(edits)} thay đổi của ${count(devices)} máy, ${count(papers)} văn bản đã chốt.`,
  unconfirmed: (of: number) => `Chưa máy nào khác báo nhận ${count(of)} thay đổi.`,
  holds: 'Mọi chữ ký và chuỗi đều khớp.',
  flaws: (of: number) =>
    `Chú ý: ${count(of)} điểm không khớp. Hãy xem bằng bienban-audit và giữ nguyên kho dữ liệu.`,
};
