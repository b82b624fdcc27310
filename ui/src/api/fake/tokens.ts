/** The puppet engine's answers about USB tokens; `token` in the address remembers one of them. */
import type { PaperRef, SignAs, TokenChoice, TokenModules, TokenView } from '../bindings';
import { signedAs, stampedNote } from './signing';
import { slowly } from './work';

const ETOKEN = 'C:\\Windows\\System32\\eTPKCS11.dll';
const RIGHT_PIN = '24681357';

const TOKEN: TokenView = {
  key: '02a1b3c4d5',
  label: 'UBND phường Cầu Tre',
  serial: '02a1b3c4d5',
  device: 'SafeNet eToken 5110',
  pinOnDevice: false,
  pinState: '',
  closed: false,
  certificates: [
    {
      fingerprint: 'aa01',
      subject: 'Trưởng đoàn kiểm tra',
      issuer: 'CA phục vụ các cơ quan nhà nước G2',
      until: '31/12/2027',
      expired: false,
    },
    {
      fingerprint: 'aa02',
      subject: 'Trưởng đoàn kiểm tra',
      issuer: 'CA phục vụ các cơ quan nhà nước G1',
      until: '01/06/2022',
      expired: true,
    },
  ],
};

const OTHER: TokenView = {
  ...TOKEN,
  key: '77',
  label: 'Sở Nội vụ',
  serial: '77',
  certificates: [],
};

const kept: { last: TokenChoice | null; wrong: number } = { last: null, wrong: 0 };

export function playTokens(options: URLSearchParams): void {
  kept.last = options.has('token')
    ? { module: ETOKEN, token: TOKEN.key, certificate: 'aa01' }
    : null;
  kept.wrong = 0;
}

/** What is said of wrong PINs, one after another. */
const SAID = [
  'PIN không đúng; USB token báo số lần thử còn lại đã giảm. Nhập sai nhiều lần liên tiếp thì token bị khóa. Hãy xem lại PIN rồi nhập.',
  'PIN không đúng. Chỉ còn MỘT lần thử: sai lần nữa là USB token bị khóa. Nếu không chắc, hãy hỏi nơi cấp trước khi nhập.',
];

function sign(a: { paper: PaperRef; signer: SignAs; key: TokenChoice; pin: string }): string {
  const locked = SAID.length < kept.wrong;
  if (locked || a.pin !== RIGHT_PIN) {
    const message = SAID[kept.wrong];
    kept.wrong += 1;
    if (message) throw { code: 'E-TOKEN-PIN', message };
    throw {
      code: 'E-TOKEN-PIN-LOCKED',
      message:
        'USB token đã bị khóa vì nhập sai PIN quá số lần cho phép. Hãy nhờ nơi cấp chứng thư mở khóa; chưa ký gì.',
    };
  }
  kept.wrong = 0;
  kept.last = a.key;
  signedAs(a.paper, a.signer);
  return stampedNote();
}

export const tokenCommands: Record<string, (args: never) => unknown> = {
  token_modules: (): TokenModules => ({
    here: [
      { name: 'SafeNet eToken', path: ETOKEN, verified: false },
      { name: 'OpenSC', path: 'C:\\Program Files\\OpenSC\\opensc-pkcs11.dll', verified: true },
    ],
    last: kept.last,
  }),
  read_tokens: (a: { module: string }) =>
    slowly(true, () => {
      if (a.module === ETOKEN) return [TOKEN, OTHER];
      if (a.module.includes('OpenSC'))
        throw {
          code: 'E-TOKEN-NONE',
          message:
            'Trình điều khiển không thấy USB token nào. Hãy cắm token, đợi đèn sáng rồi thử lại; nếu vẫn không thấy, hãy chọn trình điều khiển khác.',
        };
      throw {
        code: 'E-TOKEN-MODULE',
        message: `Tệp “${a.module}” không phải trình điều khiển PKCS#11 dùng được trên máy này. Hãy chọn tệp do nơi cấp USB token cài vào máy.`,
      };
    }),
  sign_token: (a: { paper: PaperRef; signer: SignAs; key: TokenChoice; pin: string }) =>
    slowly(true, () => sign(a)),
  'plugin:dialog|open': () => 'D:\\Tai ve\\khac.dll',
};
