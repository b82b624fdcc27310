/** Sentences of parts, bars and dialogs that belong to no screen. */
import { formatCount } from '$/parts/text';

const kinds = {
  campaign: 'Đợt kiểm tra',
  visit: 'Đơn vị',
  item: 'Mục',
  finding: 'Nhận xét',
  answer: 'Ghi chú',
};

export const common = {
  app: 'Biên Bản',

  words: {
    close: 'Đóng',
    cancel: 'Huỷ',
    save: 'Lưu',
    saving: 'Đang lưu…',
    add: 'Thêm',
    remove: 'Xoá',
    back: 'Quay lại',
    retry: 'Thử lại',
    copy: 'Chép',
    copied: 'Đã chép',
    print: 'In',
    open: 'Mở',
    yes: 'Có',
    no: 'Không',
    more: 'Thêm thao tác',
    undo: 'Hoàn tác',
    optional: 'không bắt buộc',
    loading: 'Đang đọc dữ liệu…',
    choose: 'Chọn…',
    none: 'Chưa có',
    sample: 'Dữ liệu mẫu',
    code: (code: string) => `Mã lỗi ${code}`,
    of: (done: number, of: number) => `${formatCount(String(done))}/${formatCount(String(of))}`,
  },

  /** What a field says when its text is not what it asks for. */
  field: {
    needed: 'Hãy điền mục này.',
    count: 'Hãy nhập số nguyên, ví dụ 4545 hoặc 4.545.',
    percent: 'Hãy nhập tỷ lệ, ví dụ 44,66.',
    date: 'Hãy nhập ngày theo dạng ngày/tháng/năm, ví dụ 15/09/2022.',
    time: 'Hãy nhập giờ theo dạng 08:05.',
    datePlaceholder: 'ngày/tháng/năm',
    timePlaceholder: 'giờ:phút',
    show: 'Hiện',
    hide: 'Ẩn',
  },

  status: {
    saved: (at: string) => `Đã lưu lúc ${at}`,
    dirty: 'Đang nhập…',
    saving: 'Đang lưu…',
    failed: 'Chưa lưu được',
    auto: 'Mọi thay đổi được lưu tự động.',
    backup: (at: string) => `Sao lưu gần nhất ${at}`,
    noBackup: 'Chưa sao lưu',
    undo: (what: string) => `Hoàn tác “${what}”`,
    undoKey: 'Ctrl Z',
    unshared: (count: number) => `${formatCount(String(count))} thay đổi chưa có bản thứ hai`,
    zoom: (percent: number) => `Cỡ chữ ${percent}%`,
    zoomIn: 'Phóng to',
    zoomOut: 'Thu nhỏ',
    region: 'Trạng thái lưu',
  },

  shell: {
    find: 'Tìm nhanh',
    findKey: 'Ctrl K',
    person: (name: string) => `Tài khoản: ${name}`,
    settings: 'Cài đặt',
    bin: 'Thùng rác',
    verify: 'Kiểm tra chữ ký của một tệp PDF',
    keys: 'Danh sách phím tắt',
    lock: 'Khoá chương trình',
    campaigns: 'Đợt kiểm tra',
    skip: 'Đến nội dung chính',
    main: 'Nội dung chính',
    top: 'Thanh đầu trang',
    neighbours: 'Các màn hình của cuộc kiểm tra',
    broken: 'Màn hình này gặp lỗi',
    brokenBody:
      'Dữ liệu đã lưu vẫn an toàn. Hãy mở lại màn hình; nếu vẫn lỗi, khoá rồi mở lại chương trình.',
    reopen: 'Mở lại màn hình',
    minutes: 'Biên bản',
    visit: 'Kiểm tra',
    campaign: 'Đợt kiểm tra',
    notifications: 'Thông báo',
  },

  palette: {
    title: 'Tìm nhanh',
    placeholder: 'Gõ có dấu hoặc không dấu: tên đơn vị, mục, nhận xét…',
    label: 'Nội dung cần tìm',
    results: 'Kết quả',
    nothing: (text: string) => `Không thấy gì khớp với “${text}”. Hãy thử ít chữ hơn.`,
    hint: 'Tìm trong đợt kiểm tra, đơn vị, mục kiểm tra, ghi chú và nhận xét.',
    count: (count: number) => `${count} kết quả`,
    kind: (kind: keyof typeof kinds, item: string) => `${kinds[kind]}${item ? ` ${item}` : ''}`,
  },

  keys: {
    title: 'Phím tắt',
    everywhere: 'Mọi màn hình',
    here: 'Màn hình này',
    find: 'Tìm nhanh',
    list: 'Mở danh sách này',
    pane: 'Sang khung kế tiếp',
    undo: 'Hoàn tác thay đổi vừa lưu',
    save: 'Lưu ngay ô đang gõ',
    larger: 'Phóng to',
    smaller: 'Thu nhỏ',
    normal: 'Cỡ chữ 100%',
    lock: 'Khoá chương trình',
    escape: 'Đóng hộp thoại',
    note: 'Phím số chỉ có tác dụng khi con trỏ không nằm trong ô nhập; có thể tắt trong Cài đặt.',
  },

  unitKinds: {
    xa: 'Xã',
    phuong: 'Phường',
    'thi-tran': 'Thị trấn',
    'dac-khu': 'Đặc khu',
    phong: 'Phòng, ban',
    truong: 'Trường học',
    tram: 'Trạm y tế',
    khac: 'Khác',
  } as Record<string, string>,

  roles: {
    leader: 'Trưởng đoàn',
    deputy: 'Phó trưởng đoàn',
    secretary: 'Thư ký',
    member: 'Thành viên',
  } as Record<string, string>,

  forms: {
    planned: 'Theo kế hoạch',
    unannounced: 'Đột xuất',
    'follow-up': 'Kiểm tra lại',
  } as Record<string, string>,

  paperStates: {
    draft: 'Dự thảo',
    sealed: 'Đã chốt',
    'partly-signed': 'Đang ký',
    signed: 'Đã ký',
    replaced: 'Đã được thay',
  },
};
