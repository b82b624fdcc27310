/** Sentences of follow-up: demands, deliveries, reports, what was seen, letters, days off. */
import { formatCount } from '$/parts/text';

const count = (value: number) => formatCount(String(value));

export const followUp = {
  title: 'Theo dõi khắc phục',
  open: 'Theo dõi khắc phục',
  subtitle: (all: number, units: number) =>
    `${count(all)} kiến nghị, yêu cầu của ${count(units)} đơn vị`,
  today: (date: string) => `Tình trạng đến ngày ${date}`,
  none: 'Đợt này chưa có kiến nghị, yêu cầu nào',
  noneText:
    'Khi ghi tồn tại và kiến nghị ở từng cuộc kiểm tra, các nội dung đó sẽ có ở đây để theo dõi thời hạn và kết quả khắc phục.',

  filters: 'Lọc theo tình trạng',
  all: 'Tất cả',
  remind: 'Cần đôn đốc',
  noneHere: 'Không có nội dung nào ở tình trạng này.',
  states: {
    overdue: 'Quá hạn',
    'due-soon': 'Sắp đến hạn',
    reported: 'Chờ kiểm tra lại',
    partly: 'Khắc phục một phần',
    open: 'Chưa khắc phục',
    carried: 'Chuyển kỳ sau',
    closed: 'Đã khắc phục',
  } as Record<string, string>,
  done: (closed: number, all: number) => `Đã xong ${count(closed)}/${count(all)}`,
  several: (number: number, state: string) => `${count(number)} ${state.toLowerCase()}`,

  table: 'Các kiến nghị, yêu cầu theo đơn vị',
  demand: 'Nội dung',
  responsible: 'Người chịu trách nhiệm',
  due: 'Thời hạn',
  state: 'Tình trạng',
  choose: (text: string) => `Chọn: ${text}`,
  chooseUnit: (unit: string) => `Chọn mọi nội dung của ${unit}`,
  partlyMark: 'mới một phần',
  late: (days: number) => `báo cáo muộn ${count(days)} ngày`,
  disputed: 'Có ý kiến khác nhau giữa các máy',
  hint: '↑ ↓ chuyển dòng · phím cách để chọn nhiều · 1–6 để ghi',

  missing: (years: string) =>
    `Chưa có lịch nghỉ năm ${years}, nên chưa tính được thời hạn rơi vào năm đó.`,
  addYear: 'Thêm lịch nghỉ…',
  years: 'Lịch nghỉ lễ, tết…',

  detail: 'Nội dung đang chọn',
  nothing: 'Chọn một dòng để xem và ghi kết quả.',
  chosen: (number: number) => `${count(number)} nội dung đang chọn`,
  found: 'Tồn tại',
  asked: 'Kiến nghị, yêu cầu',
  from: (date: string) => `Biên bản ngày ${date}`,
  desk: 'Kiểm tra qua hệ thống',
  termOf: (days: string, counting: string, start: string) =>
    `${days} ${counting} kể từ ngày nhận ${start}`,
  counting: { calendar: 'ngày', working: 'ngày làm việc' } as Record<string, string>,
  start: { minutes: 'biên bản', notice: 'thông báo kết luận' } as Record<string, string>,
  fixedOf: (date: string) => `Theo biên bản: ${date}`,
  extendedTo: (date: string, reason: string) => `Gia hạn đến ${date}: ${reason}`,
  seen: 'Kiểm tra lại',
  seenAt: (date: string, outcome: string) => `${date}: ${outcome}`,
  seenLater: 'theo cuộc kiểm tra kỳ sau',
  outcomes: {
    fixed: 'đã khắc phục',
    partly: 'khắc phục một phần',
    not: 'chưa khắc phục',
  } as Record<string, string>,

  papers: 'Giao văn bản',
  minutesOf: (date: string) => `Biên bản ngày ${date}`,
  notice: 'Thông báo kết luận',
  delivered: (date: string, to: string) => (to ? `Giao ngày ${date}, ${to}` : `Giao ngày ${date}`),
  undelivered: 'Chưa ghi ngày giao',
  reports: 'Báo cáo của đơn vị',
  noReports: 'Chưa có báo cáo.',
  reportLine: (number: string, received: string) =>
    number ? `${number}, nhận ngày ${received}` : `Nhận ngày ${received}`,
  letters: 'Công văn đôn đốc',
  noLetters: 'Chưa có công văn.',
  letterLine: (date: string, demands: number) => `Ngày ${date}, ${count(demands)} nội dung`,

  acts: {
    deliver: 'Ghi ngày giao',
    report: 'Ghi báo cáo',
    see: 'Ghi kiểm tra lại',
    term: 'Đặt thời hạn',
    extend: 'Gia hạn',
    letter: 'Công văn đôn đốc',
  },

  deliverTitle: (unit: string) => `Ngày giao văn bản – ${unit}`,
  paper: 'Văn bản',
  deliveredOn: 'Ngày đơn vị nhận',
  deliveredHint: 'Thời hạn tính từ ngày hôm sau (Bộ luật Dân sự 2015, Điều 147).',
  to: 'Người nhận, cách giao',
  notDelivered: 'Bỏ ngày giao',

  termTitle: (number: number) => `Thời hạn cho ${count(number)} nội dung`,
  days: 'Số ngày',
  daysKind: 'Cách tính',
  startsWith: 'Kể từ ngày nhận',
  termHint:
    'Ngày cuối rơi vào ngày nghỉ thì chuyển sang ngày làm việc tiếp theo (Bộ luật Dân sự 2015, Điều 148 khoản 5).',
  noTerm: 'Theo biên bản',

  extendTitle: (number: number) => `Gia hạn ${count(number)} nội dung`,
  newDay: 'Hạn mới',
  reason: 'Lý do gia hạn',
  noExtension: 'Bỏ gia hạn',

  seeTitle: (number: number) => `Kiểm tra lại ${count(number)} nội dung`,
  outcome: 'Kết quả',
  seenOn: 'Ngày kiểm tra lại',
  by: 'Người kiểm tra',
  note: 'Ghi chú',
  notSeen: 'Bỏ kết quả',

  reportTitle: (unit: string) => `Báo cáo khắc phục – ${unit}`,
  number: 'Số, ký hiệu',
  numberPlaceholder: '45/BC-UBND',
  dated: 'Ngày văn bản',
  received: 'Ngày nhận',
  summary: 'Nội dung báo cáo',
  evidence: 'Minh chứng kèm theo',
  speaksTo: (number: number) => `Báo cáo về ${count(number)} nội dung đang chọn.`,
  file: 'Đính kèm tệp…',
  saveFile: (name: string) => `Lưu tệp ${name}`,
  dropFile: (name: string) => `Bỏ tệp ${name}`,
  editReport: (number: string) => `Sửa báo cáo ${number}`,
  removeReport: (number: string) => `Xóa báo cáo ${number}`,
  saved: (path: string) => `Đã lưu ${path}`,
  unreadable: (name: string) => `Không đọc được tệp ${name}. Hãy chọn lại tệp.`,

  letterTitle: (unit: string) => `Công văn đôn đốc – ${unit}`,
  letterNothing: 'Đơn vị không có nội dung nào quá hạn hoặc sắp đến hạn.',
  letterDate: 'Ngày công văn',
  replyBy: 'Báo cáo trước ngày',
  symbol: 'Ký hiệu, sau số',
  agency: 'Gọi cơ quan trong câu',
  signerTitle: 'Quyền hạn, chức vụ người ký',
  signer: 'Họ tên người ký',
  archive: 'Lưu: VT,',
  preview: 'Công văn như khi in',
  page: (at: number) => `Trang ${at} của công văn`,
  removeLetter: 'Xóa công văn',
  openLetter: (date: string) => `Mở công văn ngày ${date}`,
  numberNote: 'Số do văn thư cấp khi ban hành; chỗ ghi số để trống.',

  yearsTitle: 'Lịch nghỉ lễ, tết của cơ quan nhà nước',
  yearsText:
    'Ngày nghỉ Tết và ngày hoán đổi được công bố từng năm. Năm chưa có ở đây thì chương trình không tính thời hạn rơi vào năm đó.',
  year: 'Năm',
  yearOwn: (year: number) => `Năm ${year} – cơ quan thêm`,
  yearShipped: (year: number) => `Năm ${year}`,
  newYear: (year: number) => `Năm ${year} – chưa có`,
  off: 'Ngày nghỉ, mỗi dòng một dịp',
  offHint:
    'Ví dụ: 01/01 Tết Dương lịch; 05/02 - 11/02 Tết Nguyên đán. Không cần ghi thứ Bảy, Chủ nhật.',
  worked: 'Thứ Bảy, Chủ nhật làm bù',
  workedHint: 'Ví dụ: 22/8, 09/01. Không có thì để trống.',
  source: 'Căn cứ',
  dropYear: 'Bỏ lịch tự thêm',
  yearSaved: (year: string) => `Đã lưu lịch nghỉ năm ${year}.`,

  keys: [
    { keys: ['↑', '↓'], does: 'Chuyển giữa các nội dung' },
    { keys: ['Phím cách'], does: 'Chọn thêm, bỏ chọn nội dung của cùng đơn vị' },
    { keys: ['1'], does: 'Ghi ngày giao văn bản' },
    { keys: ['2'], does: 'Ghi báo cáo của đơn vị' },
    { keys: ['3'], does: 'Ghi kết quả kiểm tra lại' },
    { keys: ['4'], does: 'Đặt thời hạn' },
    { keys: ['5'], does: 'Gia hạn' },
    { keys: ['6'], does: 'Lập công văn đôn đốc' },
  ],

  letter: {
    papers: { title: 'Các bản của công văn', one: 'Công văn' },
    seal: {
      act: 'Chốt công văn',
      title: 'Chốt công văn đôn đốc',
      meaning:
        'Chốt là giữ nguyên đúng nội dung đang xem để ký và phát hành. Sau khi chốt, không sửa được bản này; muốn sửa phải lập bản mới.',
    },
    revise: {
      title: 'Lập công văn mới thay thế',
      meaning:
        'Bản đã chốt và chữ ký trên đó được giữ nguyên, ghi là đã được thay. Bản mới sửa được như công văn chưa chốt, và phải ký lại.',
      reason: 'Lý do lập bản mới',
      needReason: 'Hãy ghi lý do lập bản mới.',
      confirm: 'Lập bản mới',
    },
  },
};
