/** Sentences of the concluding notice. */
export const notice = {
  open: 'Thông báo kết luận',
  title: 'Thông báo kết luận kiểm tra',
  step: 'Phần sau, phần trước',

  /** Tabs of a narrow window. */
  panes: { write: 'Soạn', preview: 'Xem trước', side: 'Nguồn và kiểm tra' },

  slots: {
    region: 'Soạn thông báo',
    title: 'Các phần thông báo',
    text: 'Nội dung in trong thông báo',
    hint: 'Sửa ở đây chỉ đổi câu chữ của thông báo, không đổi nhận xét đã ghi. Xóa hết chữ thì phần này không in.',
    sealed: 'Thông báo đã chốt nên không sửa được. Muốn sửa, hãy lập bản mới ở khung bên phải.',
    parts: {
      opening: 'Mở đầu, tình hình chung',
      strengths: 'Kết quả, ưu điểm',
      shortcomings: 'Tồn tại, hạn chế',
      explained: 'Ý kiến của đơn vị',
      duties: 'Kiến nghị, yêu cầu',
      end: 'Tổ chức thực hiện, kết thúc',
    },
  },

  preview: {
    region: 'Xem trước thông báo',
    previous: 'Trang trước',
    next: 'Trang sau',
    pageLabel: 'Trang',
    live: 'Bản xem trước khớp với bản in',
    withoutAnnexes:
      'Đợt có trên 150 cuộc kiểm tra nên bản xem trước không có phụ lục. Bản PDF, bản Word và bản chốt có đủ phụ lục.',
    updating: 'Đang dàn lại trang…',
    loading: 'Đang mở thông báo…',
    smaller: 'Thu nhỏ',
    larger: 'Phóng to',
    fit: 'Vừa chiều ngang',
    picture: (page: number, of: number) =>
      `Trang ${page} trên ${of} của thông báo. Nội dung đọc được ở khung soạn thông báo.`,
    broken:
      'Chưa hiển thị được bản xem trước. Thông báo và dữ liệu vẫn nguyên vẹn; hãy thử lại, hoặc lưu PDF để xem bằng chương trình khác.',
  },

  sources: {
    title: 'Phần này lấy từ',
    none: 'Phần này sinh từ thông tin chung của đợt kiểm tra.',
    whole: 'Nhận xét chung của đợt',
    open: (item: string) => (item ? `Mở mục ${item}` : 'Mở cuộc kiểm tra'),
    count: (count: number) => `${count} nhận xét`,
    more: (count: number) => `Xem thêm ${count} nhận xét`,
  },

  figures: {
    title: 'Số liệu theo đơn vị',
    extremes: 'Nêu đơn vị cao nhất, thấp nhất',
  },

  paragraph: {
    title: 'Cách nêu',
    sentence: 'Câu chung (để trống: theo nhận xét)',
    lead: 'Chữ nối với danh sách đơn vị',
    leadHint: 'Ví dụ: “như”, “, cụ thể:”. Để trống là dấu hai chấm.',
    naming: 'Gọi tên đơn vị',
    namings: {
      'kind-once': 'Chữ “xã”, “phường” một lần',
      'kind-each': 'Chữ “xã”, “phường” trước từng tên',
      bare: 'Chỉ tên riêng',
    },
    order: 'Thứ tự',
    orders: { alphabet: 'Theo loại, theo vần', noted: 'Theo thứ tự ghi nhận' },
    end: 'Danh sách để ngỏ kết thúc bằng',
    ends: { dots: 'Dấu …', others: 'và một số đơn vị khác' },
    leaveOut: 'Bỏ khỏi thông báo',
    split: 'Tách ra, nêu như nhận xét',
    made: (count: number) => `Gộp từ ${count} câu:`,
  },

  together: {
    title: 'Có thể gộp',
    because: {
      item: 'Cùng một mục',
      words: 'Câu chữ gần giống',
      units: 'Cùng các đơn vị',
    },
    confirm: 'Gộp các câu đã chọn',
    apart: 'Không gộp',
    choose: 'Hãy chọn ít nhất hai câu để gộp.',
  },

  leftOut: { title: 'Đã bỏ khỏi thông báo', takeIn: 'Đưa lại vào thông báo' },
  kept: {
    title: 'Chữ đã viết, không còn dữ liệu',
    hint: 'Nhận xét của phần này đã đổi hoặc đã xóa. Chữ được giữ ở đây, không in.',
    drop: 'Bỏ đoạn này',
  },

  checks: 'Trước khi ban hành',
  papers: { title: 'Các bản của thông báo', one: 'Thông báo' },
  seal: {
    act: 'Chốt thông báo',
    title: 'Chốt thông báo kết luận',
    meaning:
      'Chốt là giữ nguyên đúng nội dung đang xem, cùng các phụ lục, để ký và ban hành. Sau khi chốt, không sửa được bản này; thay đổi về sau ở các cuộc kiểm tra được liệt kê ở “Sau khi chốt” và chỉ vào thông báo khi lập bản mới.',
  },
  revise: {
    title: 'Lập thông báo mới thay thế',
    meaning:
      'Bản đã chốt và chữ ký trên đó được giữ nguyên, ghi là đã được thay. Bản mới lấy theo dữ liệu hiện nay, nêu số bản cũ và lý do, và phải ký lại.',
    reason: 'Lý do lập bản mới',
    needReason: 'Hãy ghi lý do; lý do được in vào bản mới.',
    confirm: 'Lập bản mới',
  },
};
