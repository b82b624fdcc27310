/** Sentences of the minutes: preview, checks, who does not sign. */
export const minutes = {
  title: (unit: string) => `Biên bản kiểm tra – ${unit}`,

  /** Tabs of a narrow window. */
  panes: { write: 'Soạn', preview: 'Xem trước', sign: 'Kiểm tra và ký' },

  slots: {
    region: 'Soạn biên bản',
    title: 'Các phần biên bản',
    count: (edited: number, of: number) => (edited ? `${edited}/${of} đã sửa tay` : `${of} phần`),
    states: {
      generated: 'Theo dữ liệu',
      edited: 'Đã sửa',
      moved: 'Dữ liệu đã đổi',
      empty: 'Để trống',
      gaps: 'Còn chỗ trống',
    },
    text: 'Nội dung in trong biên bản',
    generated: 'Câu sinh từ dữ liệu',
    moved: 'Dữ liệu đã thay đổi sau khi sửa phần này. Phần gạch chân là chữ mới từ dữ liệu.',
    weave: 'Gộp từng chữ',
    theirs: 'Theo dữ liệu',
    clashes: (count: number) =>
      count === 0
        ? 'Gộp được hết: giữ chữ đã sửa, thêm chữ mới.'
        : `Còn ${count} chỗ hai bên cùng đổi: giữ chữ đã sửa, chữ của dữ liệu gạch ngang.`,
    takeNew: 'Dùng câu mới',
    keepEdit: 'Giữ bản sửa',
    back: 'Trở về câu theo dữ liệu',
    gaps: 'Còn chỗ trống trong ngoặc nhọn {…}. Biên bản không chốt được khi còn chỗ trống.',
    sealed: 'Biên bản đã chốt nên không sửa được. Muốn sửa, hãy lập bản mới ở khung bên phải.',
    hint: 'Sửa ở đây chỉ đổi câu chữ của biên bản, không đổi kết quả đã ghi.',
  },

  extent: {
    label: 'Dạng biên bản',
    usual: (extent: string) =>
      extent === 'short' ? 'Theo loại đơn vị: rút gọn' : 'Theo loại đơn vị: đầy đủ',
    full: 'Đầy đủ: từng lĩnh vực, có bảng',
    short: 'Rút gọn: một, hai trang, không bảng',
  },

  preview: {
    region: 'Xem trước biên bản',
    previous: 'Trang trước',
    next: 'Trang sau',
    page: (page: number, of: number) => `Trang ${page}/${of}`,
    pageLabel: 'Trang',
    live: 'Bản xem trước khớp với bản in',
    updating: 'Đang dàn lại trang…',
    loading: 'Đang mở biên bản…',
    smaller: 'Thu nhỏ',
    larger: 'Phóng to',
    fit: 'Vừa chiều ngang',
    picture: (page: number, of: number) =>
      `Trang ${page} trên ${of} của biên bản. Nội dung đọc được ở khung soạn biên bản.`,
    broken:
      'Chưa hiển thị được bản xem trước. Biên bản và dữ liệu vẫn nguyên vẹn; hãy thử lại, hoặc xuất PDF để xem bằng chương trình khác.',
  },

  checks: {
    title: 'Trước khi ký',
    open: (item: string) => `Mở mục ${item}`,
    levels: { ok: 'Đạt', warn: 'Lưu ý', block: 'Phải xử lý' },
    none: 'Không có điều gì cần lưu ý.',
  },

  seal: {
    act: 'Chốt nội dung',
    title: 'Chốt nội dung biên bản',
    meaning:
      'Chốt là giữ nguyên đúng nội dung đang xem để ký. Sau khi chốt, không sửa được bản này; thay đổi về sau được liệt kê ở “Sau khi chốt” và chỉ vào biên bản khi lập bản mới.',
  },

  papers: { title: 'Các biên bản của cuộc kiểm tra', one: 'Biên bản' },

  number: {
    label: (symbol: string) => `Số biên bản (… ${symbol})`,
    hint: 'Để trống thì trên giấy chừa chỗ ghi số.',
    take: (number: string) => `Dùng số tiếp theo: ${number}`,
    given: (number: string) => `Số biên bản: ${number}`,
  },

  addedTo: {
    title: 'Ký biên bản đã chốt',
    meaning: 'Biên bản đang được bổ sung vẫn giữ nguyên và vẫn ký được.',
  },

  attendance: {
    title: 'Thành phần lập biên bản bổ sung',
    count: (delegation: number, unit: number) =>
      `${delegation} người của đoàn, ${unit} người của đơn vị`,
    edit: 'Sửa thành phần…',
    meaning:
      'Danh sách này chỉ in trong biên bản bổ sung; danh sách của biên bản đã chốt giữ nguyên. Người đứng đầu danh sách của đơn vị ký thay mặt đơn vị.',
    saved: 'Đã lưu thành phần của biên bản bổ sung.',
  },

  supplement: {
    title: 'Lập biên bản bổ sung',
    meaning:
      'Biên bản đã chốt và các chữ ký trên đó giữ nguyên giá trị. Biên bản bổ sung dẫn số, ngày và mã niêm phong của bản đó, và chỉ ghi kết quả, nhận xét có thêm hoặc ghi lại từ sau khi chốt. Muốn bỏ điều đã ghi thì lập bản mới thay thế.',
    unsigned:
      'Bản đã chốt chưa đủ chữ ký; trong lúc soạn biên bản bổ sung vẫn ký tiếp được bản đó.',
    reason: 'Lý do bổ sung',
    needReason: 'Hãy ghi lý do; lý do được in vào biên bản bổ sung.',
    number: 'Số của biên bản được bổ sung',
    numberHint: 'Ví dụ 12/BB-ĐKT. Để trống nếu văn thư chưa cấp số; trên giấy chừa chỗ ghi.',
    confirm: 'Bắt đầu soạn',
    done: (number: number) => `Đã mở biên bản bổ sung số ${number}.`,
  },

  refuse: {
    title: (name: string) => `${name} không ký`,
    meaning:
      'Biên bản ghi rõ người này không ký và lý do; ô ký của người đó để trống, không ký số được. Có thể bỏ ghi trước khi chốt.',
    meaningSealed:
      'Biên bản đã chốt. Chương trình lập bản mới thay thế, trong đó ghi người này không ký và lý do; những người còn lại ký bản mới.',
    reason: 'Lý do không ký',
    needReason: 'Hãy ghi lý do; lý do được in vào biên bản.',
    confirm: 'Ghi không ký',
    revision: (name: string) => `ghi nhận việc ${name} không ký biên bản`,
  },

  revise: {
    title: 'Lập bản mới thay thế',
    meaning:
      'Bản đã chốt và các chữ ký trên đó được giữ nguyên, ghi là đã được thay. Bản mới nêu số bản cũ và lý do, và phải ký lại.',
    reason: 'Lý do lập bản mới',
    needReason: 'Hãy ghi lý do; lý do được in vào bản mới.',
    confirm: 'Lập bản mới',
  },
};
