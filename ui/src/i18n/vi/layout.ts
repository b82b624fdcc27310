/** Sentences of the layout of minutes. */
export const layout = {
  open: 'Bố cục biên bản',
  title: 'Bố cục biên bản',
  shown: (unit: string) => `Biên bản mẫu – ${unit}`,

  names: 'Tên cơ quan và ký hiệu',
  blocks: 'Đoạn riêng của cơ quan',
  order: 'Thứ tự các phần',
  shownBlocks: 'Có in',

  texts: {
    parent: 'Cơ quan chủ quản',
    agency: 'Cơ quan ban hành',
    symbol: 'Ký hiệu sau số',
    intro: 'Đoạn mở đầu',
    closing: 'Đoạn kết',
    recipients: 'Nơi nhận thêm',
  },
  usual: (text: string) =>
    text ? `Để trống: ${text.replaceAll('\n', ' ')}` : 'Để trống: không in',
  hints: {
    intro: 'In sau căn cứ, mỗi dòng một đoạn.',
    closing: 'In trước câu đọc lại và ký tên, mỗi dòng một đoạn.',
    recipients: 'Mỗi dòng một nơi, đứng trước “Lưu: VT, Hồ sơ”.',
  },
  sections: {
    attendance: 'Thành phần tham dự',
    'seen-again': 'Kết quả khắc phục kỳ trước',
    results: 'Nội dung và kết quả kiểm tra',
    recommendations: 'Kiến nghị, yêu cầu',
    'unit-says': 'Ý kiến của đơn vị',
  } as Record<string, string>,
  up: (name: string) => `Đưa lên: ${name}`,
  down: (name: string) => `Đưa xuống: ${name}`,
  orderHint: 'Số La Mã và chỗ dẫn “Phần …” tự đổi theo. Phần không có gì để ghi thì không in.',
  leavable: {
    bases: 'Căn cứ',
    chair: 'Chủ trì, thư ký',
    figures: 'Bảng số liệu từng lĩnh vực',
  },

  library: {
    title: 'Bố cục của cơ quan',
    none: 'Chưa giữ bố cục nào. Giữ bố cục này để đợt khác dùng lại mà không cần tệp.',
    inUse: 'Đang dùng',
    use: 'Dùng',
    used: (name: string) => `Đợt này in theo bố cục “${name}”.`,
    name: 'Tên bố cục',
    rename: (name: string) => `Đổi tên bố cục ${name}`,
    remove: (name: string) => `Bỏ bố cục ${name}`,
    undo: (act: string) => `Hoàn tác: ${act}`,
    keepAs: 'Giữ bố cục này với tên',
    keep: 'Giữ',
    done: (name: string) => `Đã giữ bố cục “${name}” cho cơ quan.`,
  },

  import: 'Lấy từ tệp…',
  export: 'Lưu ra tệp',
  imported: (file: string) => `Đã dùng bố cục của tệp ${file}.`,
  fileName: 'bo-cuc-bien-ban.toml',
  decree:
    'Cỡ chữ, lề và vị trí theo Nghị định 30/2020/NĐ-CP nên không đổi ở đây. Biên bản đã chốt giữ nguyên như lúc chốt.',
};
