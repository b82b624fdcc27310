/** Sentences of sealing and signing, the same for every paper. */
export const signing = {
  signers: {
    title: 'Người ký',
    count: (done: number, of: number) => `${done}/${of} đã ký`,
    unnamed: 'Chưa ghi tên',
    menu: (name: string) => `Ký: ${name}`,
    sign: 'Ký',
    draw: 'Ký tay trên màn hình',
    certificate: 'Ký số bằng tệp .p12',
    ink: 'In để ký mực',
    states: { empty: 'Chưa ký', drawn: 'Đã ký tay', signed: 'Đã ký số' },
    refuse: 'Người này không ký…',
    refuseShort: 'Không ký…',
    refused: (reason: string) => `Không ký: ${reason}`,
    signsAfterAll: 'Bỏ ghi không ký',
    sealFirst: 'Chốt nội dung trước, rồi mới ký. Chốt xong, nội dung không đổi được nữa.',
    drawBeforeCertificate: 'Đã có chữ ký số nên không thêm chữ ký tay trên màn hình được nữa.',
  },

  attach: {
    act: 'Đính bản đã ký…',
    hint: 'Bản quét có chữ ký mực (PDF từ 200 dpi, hoặc ảnh chụp từng trang), hay PDF đã ký bằng công cụ khác.',
    signed: 'Đã đính bản đã ký.',
    working: 'Đang đối chiếu các trang',
    gapsTitle: 'Bản quét chưa khớp bản đã chốt',
    again: 'Để quét lại',
    anyway: 'Đính như hiện có',
  },

  draw: {
    title: (name: string) => `Ký tay: ${name}`,
    label: 'Vùng ký',
    hint: 'Ký trong khung bằng bút, ngón tay hoặc chuột.',
    clear: 'Ký lại',
    accept: 'Dùng chữ ký này',
    empty: 'Chưa có nét ký nào. Hãy ký trong khung, rồi nhấn lại.',
    note: 'Nét ký được lưu và in vào đúng ô ký. Đây là chữ ký tay, không phải chữ ký số.',
  },

  certificate: {
    title: (name: string) => `Ký số: ${name}`,
    warning:
      'Tệp .p12 (hoặc .pfx) không phải là chứng thư số công vụ, trừ khi nơi cấp ghi trong tệp là cơ quan chứng thực chuyên dùng. Người nhận sẽ thấy đúng nơi cấp của chứng thư.',
    file: 'Tệp chứng thư (.p12, .pfx)',
    choose: 'Chọn tệp…',
    none: 'Chưa chọn tệp',
    password: 'Mật khẩu của tệp',
    sign: 'Ký',
    needFile: 'Hãy chọn tệp chứng thư.',
    done: (name: string) => `${name} đã ký số.`,
  },

  papers: {
    name: (one: string, revision: number, supplement: number) => {
      if (supplement) return `${one} bổ sung số ${supplement}`;
      return revision > 1 ? `${one} (bản ${revision})` : one;
    },
    save: (name: string) => `Lưu PDF: ${name}`,
    adds: 'Đang soạn; bản đã chốt giữ nguyên giá trị',
    replaces: 'Đang soạn; sẽ thay bản đã chốt',
    withdraw: 'Bỏ bản này',
    withdrawn: 'Đã bỏ bản đang soạn. Bản đã chốt đứng lại như trước.',
  },

  acts: {
    print: 'In',
    pdf: 'PDF',
    word: 'Lưu bản Word',
    wordShort: 'Word',
    wordAbout: 'Bản để sửa tiếp bằng Word; bản có giá trị vẫn là PDF đã chốt',
    printing: 'Đang chuẩn bị bản in…',
    exported: (path: string) => `Đã ghi ${path}`,
    blocked: (count: number) => `Còn ${count} việc phải xử lý trước khi chốt.`,
    supplement: 'Lập biên bản bổ sung',
    revise: 'Lập bản mới (thay thế)',
    revised: (revision: number) => `Đã mở bản ${revision}.`,
  },

  seal: {
    warnings: 'Những điều cần biết trước khi chốt:',
    clean: 'Không còn điều gì cần lưu ý.',
    confirm: 'Chốt nội dung',
    done: 'Đã chốt nội dung. Có thể ký.',
  },

  sealed: {
    title: 'Bản đã chốt',
    revision: (revision: number) => `Bản ${revision}`,
    at: 'Chốt lúc',
    digest: 'Mã niêm phong',
    copy: 'Chép mã niêm phong',
    after: 'Sau khi chốt',
    afterNone: 'Chưa có thay đổi nào sau khi chốt.',
    afterText: 'Những thay đổi này không nằm trong bản đã chốt:',
  },
};
