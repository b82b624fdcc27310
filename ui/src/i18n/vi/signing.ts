/** Sentences of sealing and signing, the same for every paper. */
export const signing = {
  signers: {
    title: 'Người ký',
    count: (done: number, of: number) => `${done}/${of} đã ký`,
    inked: 'ký mực trên bản quét',
    unnamed: 'Chưa ghi tên',
    menu: (name: string) => `Ký: ${name}`,
    sign: 'Ký',
    draw: 'Ký tay trên màn hình',
    certificate: 'Ký số bằng chứng thư',
    ink: 'In để ký mực',
    states: { empty: 'Chưa ký', drawn: 'Đã ký tay', signed: 'Đã ký số' },
    refuse: 'Người này không ký…',
    refuseShort: 'Không ký…',
    refused: (reason: string) => `Không ký: ${reason}`,
    signsAfterAll: 'Bỏ ghi không ký',
    sealFirst: 'Chốt nội dung trước, rồi mới ký. Chốt xong, nội dung không đổi được nữa.',
    drawBeforeCertificate: 'Đã có chữ ký số nên không thêm chữ ký tay trên màn hình được nữa.',
  },

  after: {
    title: 'Sau khi ký',
    wait: (who: string) =>
      `Điền số, đóng dấu cơ quan và ký bản sao được sau khi ${who} ký trên tệp này.`,
    number: {
      label: 'Số văn bản',
      act: 'Điền số',
      hint: (next: string) => (next ? `Số kế tiếp trong sổ: ${next}` : ''),
      again: 'Bấm lần nữa để vẫn điền số này.',
      filled: 'Văn bản đã có số.',
      done: (number: string) => `Đã điền số ${number}. Các chữ ký vẫn giữ nguyên.`,
    },
    seal: {
      label: 'Dấu cơ quan',
      act: 'Đóng dấu cơ quan…',
      title: 'Đóng dấu cơ quan',
      confirm: 'Đóng dấu',
      hint: 'Văn thư ký bằng chứng thư số của cơ quan. Hình dấu đặt ở ô dấu, trùm khoảng một phần ba hình chữ ký về bên trái.',
      picture: 'Hình con dấu (màu đỏ)',
      pictureHint: 'Tệp PNG đúng cỡ dấu thật; nền trắng thành trong suốt.',
      pictureAlt: 'Hình con dấu đã chọn',
      needPicture: 'Hãy chọn tệp PNG của con dấu.',
      filled: (by: string) => `Đã đóng dấu · ${by}`,
      missing: 'Văn bản này không có ô dành cho dấu cơ quan.',
      done: 'Đã đóng dấu cơ quan. Các chữ ký trước vẫn giữ nguyên.',
    },
    copy: {
      label: 'Bản sao điện tử',
      act: 'Ký bản sao…',
      title: 'Ký bản sao điện tử',
      confirm: 'Ký bản sao',
      hint: 'Ký bằng chứng thư số của cơ quan sao. Góc trên bên phải trang 1 ghi hình thức sao, tên cơ quan và thời gian ký. Bản sao ghi ra tệp riêng; bản gốc trong máy giữ nguyên.',
      form: 'Hình thức sao',
      forms: { 'sao-y': 'Sao y', 'sao-luc': 'Sao lục', 'trich-sao': 'Trích sao' },
      missing: 'Văn bản chốt trước khi có ô dành cho bản sao nên không ký bản sao lên được.',
      done: (path: string) => `Đã ký bản sao, ghi ra ${path}`,
    },
  },

  attach: {
    act: 'Đính bản đã ký…',
    hint: 'Bản quét có chữ ký mực (PDF từ 200 dpi, hoặc ảnh chụp từng trang), hay PDF đã ký bằng công cụ khác.',
    signed: 'Đã đính bản đã ký.',
    added: 'Vừa đưa về',
    addedNone: 'Không có chữ ký hay phần bổ sung nào mới.',
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
    way: 'Khóa để ký',
    ways: { file: 'Tệp .p12', token: 'USB token' },
    warning:
      'Tệp .p12 (hoặc .pfx) không phải là chứng thư số công vụ, trừ khi nơi cấp ghi trong tệp là cơ quan chứng thực chuyên dùng. Người nhận sẽ thấy đúng nơi cấp của chứng thư.',
    file: 'Tệp chứng thư (.p12, .pfx)',
    choose: 'Chọn tệp…',
    none: 'Chưa chọn tệp',
    password: 'Mật khẩu của tệp',
    sign: 'Ký',
    signing: 'Đang ký',
    stopped: 'Đã dừng. Chưa ký và chưa ghi gì.',
    needFile: 'Hãy chọn tệp chứng thư.',
    done: (name: string) => `${name} đã ký số.`,
  },

  picture: {
    label: 'Hình chữ ký (không bắt buộc)',
    choose: 'Chọn tệp PNG…',
    drop: 'Bỏ hình',
    alt: 'Hình chữ ký đã chọn',
    unread: 'Không đọc được hình trong tệp này. Hãy chọn tệp PNG khác.',
    hint: 'Có hình thì ô ký chỉ hiện hình; nền trắng thành trong suốt.',
    drawn: 'Chữ ký đã vẽ trên màn hình vẫn hiện trong ô ký.',
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
    withdrawn: 'Đã bỏ bản đang soạn. Bản đã chốt giữ nguyên giá trị.',
  },

  token: {
    moduleLabel: 'Trình điều khiển của USB token',
    module: (one: { name: string; path: string; verified: boolean }) =>
      one.name ? `${one.name}${one.verified ? '' : ' (cần xác minh)'}` : one.path,
    chooseModule: 'Chọn trình điều khiển…',
    noModule:
      'Không thấy trình điều khiển nào đã biết. Hãy cài phần mềm của nơi cấp USB token rồi chọn tệp của nó.',
    browse: 'Chọn tệp…',
    browseTitle: 'Chọn trình điều khiển PKCS#11 của USB token',
    again: 'Đọc lại',
    tokenLabel: 'Token đang cắm',
    token: (one: { label: string; serial: string; device: string }) =>
      [one.label, one.serial && `số ${one.serial}`, one.device].filter(Boolean).join(' · '),
    certificateLabel: 'Chứng thư',
    certificate: (one: { subject: string; issuer: string; until: string; expired: boolean }) =>
      `${one.subject} · ${one.expired ? 'đã hết hạn' : 'đến'} ${one.until} · ${one.issuer}`,
    hidden:
      'USB token chưa cho thấy chứng thư nào khi chưa nhập PIN. Nhập PIN và ký: chương trình dùng chứng thư duy nhất có khóa.',
    pin: 'PIN của USB token',
    pinNote: 'PIN chỉ dùng cho lần ký này, không lưu ở đâu.',
    pinOnDevice: 'Khi được hỏi, hãy nhập PIN trên chính thiết bị.',
    reading: 'Đang đọc USB token',
    signing: 'Đang ký, xin đừng rút USB token',
    stopped: 'Đã dừng chờ USB token. Chưa ký và chưa ghi gì.',
    needModule: 'Hãy chọn trình điều khiển của USB token.',
    needToken: 'Chưa đọc được USB token nào. Hãy cắm token rồi bấm “Đọc lại”.',
    needPin: 'Hãy nhập PIN của USB token.',
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
    witnesses: 'Máy khác đã xác nhận bản chốt',
    witnessesNone: 'Chưa máy nào. Mỗi lần trao đổi, máy kia ký xác nhận đang giữ đúng bản này.',
    after: 'Sau khi chốt',
    afterNone: 'Chưa có thay đổi nào sau khi chốt.',
    afterText: 'Những thay đổi này không nằm trong bản đã chốt:',
  },
};
