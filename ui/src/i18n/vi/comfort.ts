/** Sentences of looks, the emergency pad, the tour, and the way back to the last place. */
import { formatCount } from '$/parts/text';

const count = (value: number) => formatCount(String(value));

export const comfort = {
  look: {
    region: 'Màu và cỡ chữ',
    theme: 'Màu giao diện',
    next: 'Đổi màu giao diện',
    themeHint: 'Áp dụng ngay, kể cả ở màn hình khóa.',
    themes: {
      system: 'Theo máy',
      light: 'Sáng',
      dark: 'Tối',
      contrast: 'Tương phản cao',
    },
    short: { system: 'Theo máy', light: 'Sáng', dark: 'Tối', contrast: 'Tương phản' },
    switch: (now: string, next: string) => `Màu giao diện: ${now}. Bấm để đổi sang: ${next}`,
  },

  resume: {
    go: (name: string) => `Tiếp tục ${name}`,
    about: 'Lần trước bạn dừng ở đây.',
    item: (item: string) => `mục ${item}`,
    minutes: 'biên bản',
  },

  pad: {
    title: 'Sổ tay khẩn cấp',
    open: 'Sổ tay khẩn cấp',
    about:
      'Ghi tạm khi kho dữ liệu đang khóa hoặc bị hỏng. Chữ được niêm phong ngay khi ghi xuống đĩa; chỉ mở lại được sau khi mở khóa kho.',
    text: 'Nội dung ghi tạm',
    placeholder: 'Gõ ở đây, không cần định dạng…',
    saved: (at: string) => `Đã lưu lúc ${at}`,
    waiting: 'Đang chờ bạn ngừng gõ để lưu…',
    saving: 'Đang lưu…',
    failed: 'Chưa lưu được',
    ready: 'Tự lưu sau một giây ngừng gõ.',
    another: 'Tờ mới',
    earlier: 'Ghi chép đang giữ',
    earlierLocked:
      'Những tờ đã ghi trước đây vẫn còn, đã niêm phong. Mở khóa kho dữ liệu để xem và đưa vào cuộc kiểm tra.',
    none: 'Chưa có ghi chép nào đang giữ.',
    unreadable: (records: number) =>
      `${count(records)} lần ghi được niêm phong bằng khóa khác nên không mở được ở đây. Chúng vẫn còn nguyên trong tệp pad.log.`,
    into: 'Đưa vào ghi chú…',
    intoNamed: (text: string) => `Đưa vào ghi chú: ${text}`,
    away: 'Cất đi',
    awayNamed: (text: string) => `Cất ghi chép: ${text}`,
    back: 'Lấy lại',
    backNamed: (text: string) => `Lấy lại ghi chép: ${text}`,
    showAway: (sheets: number) => `Xem ${count(sheets)} tờ đã cất`,
    hideAway: 'Ẩn những tờ đã cất',
    putAway: 'Đã cất ghi chép. Nội dung vẫn còn trong sổ tay.',
    put: (item: string) => `Đã đưa ghi chép vào ghi chú của mục ${item}.`,
    visit: 'Cuộc kiểm tra',
    item: 'Mục',
    putHere: 'Đưa vào ghi chú của mục',
    noVisits: 'Chưa có cuộc kiểm tra nào để đưa vào. Hãy mở một cuộc kiểm tra trước.',
    found: (sheets: number) =>
      `Sổ tay khẩn cấp có ${count(sheets)} ghi chép chưa đưa vào cuộc kiểm tra.`,
    status: (sheets: number) => `Sổ tay: ${count(sheets)}`,
  },

  tour: {
    offerTitle: 'Lần đầu dùng Biên Bản?',
    offerText: 'Xem sáu bước trên dữ liệu mẫu Phường Cầu Tre, khoảng hai phút.',
    start: 'Xem hướng dẫn',
    skip: 'Bỏ qua',
    again: 'Xem hướng dẫn sáu bước',
    next: 'Tiếp theo',
    previous: 'Bước trước',
    finish: 'Xong',
    step: (at: number, of: number) => `Bước ${at} trên ${of}`,
    hint: 'Phím → và ← để chuyển bước, Esc để thoát.',
    steps: [
      {
        title: 'Đợt kiểm tra',
        text: 'Mỗi kế hoạch kiểm tra là một đợt. Đây là dữ liệu mẫu dựng từ cuộc kiểm tra phường Cầu Tre ngày 15/9/2022; bạn cứ thử thoải mái và xóa lúc nào cũng được.',
      },
      {
        title: 'Đơn vị và cuộc kiểm tra',
        text: 'Trong đợt có danh sách đơn vị. Bấm “Bắt đầu” hoặc “Tiếp tục” ở dòng của đơn vị để mở cuộc kiểm tra.',
      },
      {
        title: 'Đánh giá bằng phím số',
        text: 'Ở mỗi mục, bấm 1 đạt, 2 chưa đạt, 3 không áp dụng, 4 cơ bản đạt; phím ↑ ↓ để sang mục khác. Mọi thay đổi được lưu ngay.',
      },
      {
        title: 'Số liệu và ghi chú',
        text: 'Bấm Enter để vào ô số liệu. Gõ 14 và 27, chương trình tính 51,85% và báo ngay khi tỷ lệ đơn vị nêu không khớp.',
      },
      {
        title: 'Minh chứng và phát hiện',
        text: 'F8 để thêm ảnh, tệp; F9 để ghi nhận xét với câu mẫu có sẵn. Cả hai gắn với mục đang mở.',
      },
      {
        title: 'Biên bản',
        text: 'Biên bản được lập từ những gì đã ghi, xem trước đúng như bản in. Xem xong thì chốt nội dung, ký và xuất PDF.',
      },
    ],
  },
};
