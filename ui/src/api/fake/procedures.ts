/** The puppet engine's answers about posted procedures. */
import type { ProcedureDeskView, ProcedureLine } from '../bindings';

let published = 0;
let lines: ProcedureLine[] = [];

/** A published list of this many procedures in force, and four that ended. */
export function bringCatalogue(count = 140): void {
  published = count === 0 ? 0 : count + 4;
}

function line(at: number, hangs: string): ProcedureLine {
  return {
    id: `tt-${at}`,
    code: `1.${String(at).padStart(6, '0')}`,
    name: `Thủ tục về việc số ${at}`,
    field: `Lĩnh vực ${at % 30}`,
    authority: at % 20 === 19 ? 'BCHQS' : at % 20 === 18 ? 'Công an' : 'xã',
    hangs,
    state: at < 140 ? 'known' : 'ended',
    incomplete: false,
    missingParts: '',
    surplus: [],
    lacking: [],
    differs: false,
    lateDays: null,
    near: [],
  };
}

/** The commune's list: nine missing, four ended, some with parts or papers that differ. */
export function bringPosted(): void {
  bringCatalogue();
  lines = Array.from({ length: 144 }, (_, at) => line(at, at % 16 === 5 ? 'no' : 'yes'));
  Object.assign(lines[1] ?? {}, {
    incomplete: true,
    missingParts: 'thời hạn giải quyết; phí, lệ phí',
  });
  Object.assign(lines[2] ?? {}, { differs: true, surplus: ['Bản sao hộ khẩu'], lateDays: 45 });
  lines.push({
    ...line(200, 'yes'),
    name: 'Thu tuc ve viec so 7',
    code: '',
    state: 'unknown',
    near: [{ id: 'p-7', code: '1.000007', name: 'Thủ tục về việc số 7' }],
  });
}

function fill(): void {
  const known = new Set(lines.map((one) => one.id));
  const due = Array.from({ length: Math.max(0, published - 4) }, (_, at) => line(at, ''));
  lines = [...lines, ...due.filter((one) => !known.has(one.id))];
}

const of = (wanted: (one: ProcedureLine) => boolean) => lines.filter(wanted);

function desk(): ProcedureDeskView {
  const due = of((one) => one.state === 'known');
  const missing = due.filter((one) => one.hangs === 'no');
  const ended = of((one) => one.state === 'ended' && one.hangs !== 'no').length;
  const count = (name: string, some: ProcedureLine[]) => ({
    name,
    fields: new Set(some.map((one) => one.field)).size,
    due: some.length,
    posted: some.filter((one) => one.hangs === 'yes').length,
    missing: some.filter((one) => one.hangs === 'no').length,
    ended: name === '' || name === 'xã' ? ended : 0,
  });
  const posted = due.length - missing.length;
  const sentences: ProcedureDeskView['sentences'] = [];
  if (missing.length > 0) {
    const fields = [...new Set(missing.map((one) => one.field))].join(', ');
    sentences.push({
      item: 'TT-04',
      title: 'Đủ số lượng TTHC niêm yết',
      text: `Niêm yết chưa đầy đủ bộ thủ tục hành chính: ${posted}/${due.length} thủ tục, thiếu ở các lĩnh vực ${fields}.`,
      recommendation: 'Niêm yết đầy đủ bộ thủ tục hành chính cấp xã theo quyết định công bố.',
      verdict: '',
      noted: false,
    });
  }
  if (ended > 0) {
    sentences.push({
      item: 'TT-05',
      title: 'TTHC hết hiệu lực',
      text: `Còn niêm yết 0${ended} thủ tục hành chính, văn bản đã hết hiệu lực.`,
      recommendation: 'Gỡ bỏ ngay thủ tục hết hiệu lực; rà soát định kỳ hằng tháng.',
      verdict: '',
      noted: false,
    });
  }
  return {
    published,
    absent: 0,
    stale: false,
    open: of((one) => one.hangs === '').length,
    all: count('', due),
    counts: ['xã', 'BCHQS', 'Công an'].map((name) =>
      count(
        name,
        due.filter((one) => one.authority === name),
      ),
    ),
    lines,
    sentences,
  };
}

function tick(ids: string[], what: string): void {
  for (const one of of((line) => ids.includes(line.id))) {
    if (what === 'hangs' || what === 'complete' || what === 'incomplete') one.hangs = 'yes';
    if (what === 'missing') one.hangs = 'no';
    if (what === 'foreign') one.state = 'foreign';
    if (what === 'complete') one.incomplete = false;
    if (what === 'incomplete') one.incomplete = true;
  }
}

export const procedureCommands = {
  procedures: () => desk(),
  fill_procedures: () => {
    fill();
    return desk();
  },
  fill_decisions: () => ({ known: 2, added: 2, changed: 0 }),
  settle_procedures: () => desk(),
  tick_procedures: (a: { rows: string[]; tick: string }) => {
    tick(a.rows, a.tick);
    return desk();
  },
  choose_procedure: (a: { row: string; procedure: string }) => {
    lines = lines.filter((one) => one.id !== a.row);
    return desk();
  },
};
