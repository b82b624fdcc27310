/** The puppet engine's answers about sealing and signing, whichever the paper. */
import type {
  BroughtView,
  ExtensionView,
  PaperRef,
  SealedPaper,
  SignAs,
  SignerView,
  StandingView,
  TrustView,
} from '../bindings';
import { find } from './visits';
import { slowly } from './work';

interface Kept {
  state: StandingView['state'];
  revision: number;
  signed: Set<string>;
  /** Those of them who signed with a certificate. */
  certified: Set<string>;
  sealed: SealedPaper[];
  scans: string[];
  /** Who pressed the seal, and the number given after signing. */
  sealedBy: string;
  number: string;
}

type Who = Omit<SignerView, 'state' | 'detail' | 'refusal'> & { refusal?: string };

const trust: TrustView = { timeUrl: '', anchors: [] };

const kept = new Map<string, Kept>();

function at(paper: PaperRef): Kept {
  const key = JSON.stringify(paper);
  const known: Kept = kept.get(key) ?? {
    state: 'draft',
    revision: 1,
    signed: new Set<string>(),
    certified: new Set<string>(),
    sealed: [],
    scans: [],
    sealedBy: '',
    number: '',
  };
  kept.set(key, known);
  if (paper.kind === 'minutes') {
    const visit = find(paper.visit);
    return { ...known, state: visit.state, signed: visit.strokes, sealed: visit.sealed };
  }
  return known;
}

function put(paper: PaperRef, change: Partial<Kept>): null {
  Object.assign(kept.get(JSON.stringify(paper)) ?? at(paper), change);
  if (paper.kind === 'minutes') find(paper.visit).state = change.state ?? find(paper.visit).state;
  return null;
}

/** Where a paper stands that these people sign. */
export function standing(paper: PaperRef, signers: Who[]): StandingView {
  const { state, revision, signed, certified, sealed, scans, sealedBy, number } = at(paper);
  const led = state !== 'draft' && ['leader', 'signer'].some((role) => signed.has(role));
  const supplement = paper.kind === 'minutes' ? find(paper.visit).supplement : 0;
  return {
    state,
    revision,
    signers: signers.map((who) => ({
      ...who,
      refusal: who.refusal ?? '',
      state: certified.has(who.role) ? 'signed' : signed.has(who.role) ? 'drawn' : 'empty',
      detail: signed.has(who.role) && !certified.has(who.role) ? 'Ký trên màn hình lúc 11:30' : '',
    })),
    sealedAt: state === 'draft' ? '' : '15/09/2022 11:20',
    sealDigest: state === 'draft' ? '' : '7f3a91c2d4e5',
    afterSeal: [],
    supplement,
    withdrawable: state === 'draft' && sealed.length > 0,
    papers: sealed,
    scans: [...scans],
    witnesses: state === 'signed' ? ['Thư ký Đoàn 18:04 15/09/2022'] : [],
    afterSigning: led
      ? {
          seal: sealedBy ? 'filled' : 'open',
          sealedBy,
          copy: 'open',
          number: number ? 'filled' : 'open',
        }
      : null,
  };
}

/** The sealed minutes that a supplement adds to, while they are signed. */
export function addedTo(paper: PaperRef, signers: Who[]): StandingView | null {
  const now = standing(paper, signers);
  if (!now.withdrawable || now.supplement === 0) return null;
  const sealed = now.papers.at(-1);
  return {
    ...now,
    state: sealed?.state ?? 'sealed',
    sealDigest: sealed?.seal ?? '',
    withdrawable: false,
    papers: [],
  };
}

const NAMES = { minutes: 'BienBan_CauTre', notice: 'ThongBaoKetLuan', letter: 'DonDoc' };

function seal(paper: PaperRef): null {
  const { revision, sealed } = at(paper);
  sealed.push({
    seal: `7f3a91c2d4e5${sealed.length}`,
    revision,
    supplement: paper.kind === 'minutes' ? find(paper.visit).supplement : 0,
    state: 'sealed',
    sealedAt: '11:20 15/09/2022',
    fileName: `${NAMES[paper.kind]}_2022-09-15.pdf`,
  });
  return put(paper, { state: 'sealed' });
}

/** What is begun is put away; what is sealed stands again. */
function withdraw(paper: PaperRef): null {
  const last = at(paper).sealed.at(-1);
  if (paper.kind === 'minutes') find(paper.visit).supplement = last?.supplement ?? 0;
  return put(paper, { state: 'sealed', revision: last?.revision ?? 1 });
}

/** How many minutes need, and other papers. */
const signers = (paper: PaperRef) => (paper.kind === 'minutes' ? 3 : 1);

/** Notes a signature. */
export function signed(paper: PaperRef, role: string): null {
  const all = at(paper).signed.add(role);
  return put(paper, { state: all.size === signers(paper) ? 'signed' : 'partly-signed' });
}

/** Notes a signature with a certificate. */
function certified(paper: PaperRef, role: string): null {
  at(paper).certified.add(role);
  return signed(paper, role);
}

/** What is said of the time after a signature with a certificate. */
export const stampedNote = (): string => (trust.timeUrl ? 'Đã có dấu thời gian.' : '');

/** A scan of one page is told to lack the others; pages signed with another tool are not. */
function attach(a: { paper: PaperRef; base64: string[]; gaps: boolean }): BroughtView {
  const pages = a.base64.length;
  if (pages === 1 && atob(a.base64[0] ?? '').startsWith('%PDF')) {
    put(a.paper, { state: 'signed' });
    return {
      scan: '',
      added: [
        'Trưởng đoàn: Nguyễn Thị Thanh Hồng ký số.',
        'Điền ô “Số, ký hiệu”: 12.',
        'Đóng dấu cơ quan: SỞ NỘI VỤ THÀNH PHỐ HẢI PHÒNG.',
      ],
    };
  }
  const whole = pages === 5;
  const told = whole
    ? 'Bản quét khớp đủ 05 trang của bản đã chốt.'
    : 'Bản quét chưa khớp 05 trang của bản đã chốt: chưa thấy trang 4, 5.';
  if (!whole && !a.gaps)
    throw {
      code: 'E-SCAN-GAPS',
      message: `${told} Hãy quét lại (từ 200 dpi, đủ trang, thấy rõ mã ở chân trang), hoặc xem kỹ từng trang rồi chọn đính như hiện có.`,
    };
  at(a.paper).scans.push(told);
  put(a.paper, { state: 'signed' });
  return { scan: told, added: [] };
}

/** Signs as a person, presses the seal, or writes a copy, which changes nothing that is kept. */
export function signedAs(paper: PaperRef, signer: SignAs): null {
  if (signer.copy) return null;
  if (signer.role === 'seal')
    return put(paper, { sealedBy: 'SỞ NỘI VỤ 11:45 15/09/2022', state: at(paper).state });
  return certified(paper, signer.role);
}

/** Stopped, it tells so, as it does where it is done. */
async function extend(): Promise<ExtensionView> {
  if (trust.timeUrl === '')
    throw {
      code: 'E-TIME-NONE',
      message:
        'Máy này chưa có địa chỉ cấp dấu thời gian. Hãy ghi địa chỉ trong Cài đặt, mục Tin cậy và dấu thời gian.',
    };
  const whole = {
    whole: true,
    lines: ['Đã bổ sung đủ bằng chứng lâu dài cho 2 văn bản.', '1 văn bản đã có đủ từ trước.'],
  };
  const stopped = { whole: false, lines: ['Đã dừng theo yêu cầu; phần đã bổ sung được giữ.'] };
  return slowly(true, () => whole).catch(() => stopped);
}

export const signingCommands: Record<string, (args: never) => unknown> = {
  seal: (a: { paper: PaperRef }) => seal(a.paper),
  revise: (a: { paper: PaperRef }) => {
    const { revision, signed, certified } = at(a.paper);
    signed.clear();
    certified.clear();
    return put(a.paper, { state: 'draft', revision: revision + 1, sealedBy: '', number: '' });
  },
  withdraw_paper: (a: { paper: PaperRef }) => withdraw(a.paper),
  sign_drawn: (a: { paper: PaperRef; role: string }) => signed(a.paper, a.role),
  sign_certificate: (a: { paper: PaperRef; signer: SignAs; password: string }) =>
    slowly(true, () => {
      if (a.password !== 'dung')
        throw {
          code: 'E-KEY-PASSWORD',
          message: 'Mật khẩu của tệp chứng thư số không đúng. Hãy nhập lại.',
        };
      signedAs(a.paper, a.signer);
      return stampedNote();
    }),
  attach_signed: (a: { paper: PaperRef; base64: string[]; gaps: boolean }) => attach(a),
  late_number: (a: { number: string }) => ({
    proposed: '13',
    repeated:
      a.number === '12' ? 'Số 12/BB-ĐKT năm 2022 đã ghi cho biên bản của Phường Lạch Tray.' : '',
  }),
  number_signed: (a: { paper: PaperRef; number: string }) => {
    if (!/^[0-9]/.test(a.number))
      throw { code: 'E-INPUT', message: `Số văn bản không hợp lệ: “${a.number}”.` };
    return put(a.paper, { number: a.number, state: at(a.paper).state });
  },
  export_paper: (a: { path: string }) => a.path,
  export_paper_word: (a: { path: string }) => a.path,
  export_sealed_paper: (a: { path: string }) => a.path,
  trust: () => ({ ...trust }),
  set_time_url: (a: { url: string }) => {
    if (a.url !== '' && !/^https?:\/\/\S+$/.test(a.url))
      throw {
        code: 'E-INPUT',
        message: `Địa chỉ cấp dấu thời gian “${a.url}” không dùng được. Hãy ghi đủ địa chỉ, bắt đầu bằng http:// hoặc https://.`,
      };
    trust.timeUrl = a.url;
    return { ...trust };
  },
  add_anchors: () => {
    const [name, fingerprint, until] = [
      'CA chuyên dùng (mẫu)',
      '3fa29c117b0e64d8'.repeat(4),
      '31/12/2035',
    ];
    if (trust.anchors.length === 0)
      trust.anchors = [{ subject: name, issuer: name, fingerprint, until }];
    return { ...trust };
  },
  remove_anchor: (a: { fingerprint: string }) => {
    trust.anchors = trust.anchors.filter((one) => one.fingerprint !== a.fingerprint);
    return { ...trust };
  },
  extend_papers: () => extend(),
} as Record<string, (args: never) => unknown>;
