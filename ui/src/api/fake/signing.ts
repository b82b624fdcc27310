/** The puppet engine's answers about sealing and signing, whichever the paper. */
import type { PaperRef, SignerView, StandingView } from '../bindings';
import { find } from './visits';

interface Kept {
  state: StandingView['state'];
  revision: number;
  signed: Set<string>;
}

type Who = Omit<SignerView, 'state' | 'detail' | 'refusal'> & { refusal?: string };

const kept = new Map<string, Kept>();

function at(paper: PaperRef): Kept {
  const key = JSON.stringify(paper);
  const known = kept.get(key) ?? { state: 'draft', revision: 1, signed: new Set<string>() };
  kept.set(key, known);
  if (paper.kind === 'minutes') {
    const visit = find(paper.visit);
    return { ...known, state: visit.state, signed: visit.strokes };
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
  const { state, revision, signed } = at(paper);
  return {
    state,
    revision,
    signers: signers.map((who) => ({
      ...who,
      refusal: who.refusal ?? '',
      state: signed.has(who.role) ? 'drawn' : 'empty',
      detail: signed.has(who.role) ? 'Ký trên màn hình lúc 11:30' : '',
    })),
    sealedAt: state === 'draft' ? '' : '15/09/2022 11:20',
    sealDigest: state === 'draft' ? '' : '7f3a91c2d4e5',
    afterSeal: [],
  };
}

function seal(paper: PaperRef): null {
  if (paper.kind === 'minutes') {
    const visit = find(paper.visit);
    visit.sealed.push({
      seal: `7f3a91c2d4e5${visit.sealed.length}`,
      revision: at(paper).revision,
      supplement: visit.supplement,
      state: 'sealed',
      sealedAt: '11:20 15/09/2022',
      fileName: 'BienBan_CauTre_2022-09-15.pdf',
    });
  }
  return put(paper, { state: 'sealed' });
}

/** How many minutes need, and other papers. */
const signers = (paper: PaperRef) => (paper.kind === 'minutes' ? 3 : 1);

function sign(paper: PaperRef, role: string): null {
  const signed = at(paper).signed.add(role);
  return put(paper, { state: signed.size === signers(paper) ? 'signed' : 'partly-signed' });
}

export const signingCommands: Record<string, (args: never) => unknown> = {
  seal: (a: { paper: PaperRef }) => seal(a.paper),
  revise: (a: { paper: PaperRef }) => {
    const { revision, signed } = at(a.paper);
    signed.clear();
    return put(a.paper, { state: 'draft', revision: revision + 1 });
  },
  sign_drawn: (a: { paper: PaperRef; role: string }) => sign(a.paper, a.role),
  sign_certificate: (a: { paper: PaperRef; role: string; password: string }) => {
    if (a.password !== 'dung')
      throw {
        code: 'E-KEY-PASSWORD',
        message: 'Mật khẩu của tệp chứng thư chưa đúng. Hãy nhập lại.',
      };
    return sign(a.paper, a.role);
  },
  attach_signed: (a: { paper: PaperRef }) => put(a.paper, { state: 'signed' }),
  export_paper: (a: { path: string }) => a.path,
  export_paper_word: (a: { path: string }) => a.path,
} as Record<string, (args: never) => unknown>;
