/** The puppet engine's answers about checklists: versions, drafts, moving a campaign. */
import type {
  ChecklistPin,
  ChecklistSheet,
  DifferenceView,
  DraftEdit,
  DraftSaved,
  DraftView,
  ItemChangeLine,
  LostView,
  MovePreviewView,
  ProblemView,
  ContentArea,
  ContentItem,
  VersionCard,
} from '../bindings';
import { fresh, partsOf, checklist, world, type Area } from './world';

interface Draft {
  id: string;
  base: ChecklistSheet;
  version: string;
  sheet: ChecklistSheet;
  past: { name: string; sheet: ChecklistSheet }[];
  future: { name: string; sheet: ChecklistSheet }[];
  binned: boolean;
}

interface Published {
  card: VersionCard;
  sheet: ChecklistSheet;
}

const mine = {
  drafts: [] as Draft[],
  published: [] as Published[],
  /** What the campaigns were moved to, latest last. */
  moves: [] as ChecklistPin[],
};

const TEXTS = ['title', 'question', 'evidence', 'shortcoming', 'recommendation', 'note'] as const;

function sheetItem(item: Area['items'][number]): ContentItem {
  return {
    id: item.id,
    title: item.title,
    question: item.question,
    evidence: item.evidence,
    strength: '',
    shortcoming: item.shortcoming,
    partly: '',
    recommendation: item.recommendation,
    note: '',
    kinds: ['xa', 'phuong', 'thi-tran', 'dac-khu'],
    certain: item.certain,
    from: '',
    retired: '',
    reason: '',
    bases: [
      { key: '', text: item.basis, from: '', to: '', kind: 'law', certain: item.certain, note: '' },
    ],
    gaps: [],
    parts: partsOf(item).map((part) => ({
      name: part.name,
      label: part.label,
      kind: part.kind,
      unit: part.unit,
      numerator: part.numeratorLabel,
      denominator: part.denominatorLabel,
      percentOnly: false,
      least: '',
      options: part.options,
      primary: part.primary,
      origin: 'base',
    })),
    registers: item.register ? [item.register] : [],
    added: false,
  };
}

function shipped(): ChecklistSheet {
  return {
    checklist: 'cchc',
    version: '1',
    title: 'Kiểm tra công tác cải cách hành chính',
    source: 'Bản nháp 97 mục, 11 lĩnh vực',
    toCheck: 'Cán bộ pháp chế',
    validFrom: '2011-11-08',
    areas: checklist.map((area) => ({
      id: area.id,
      title: area.title,
      optional: area.id === 'NV',
      added: false,
      items: area.items.map(sheetItem),
    })),
  };
}

const counted = (sheet: ChecklistSheet) => ({
  areas: sheet.areas.length,
  items: sheet.areas.reduce((sum, area) => sum + area.items.length, 0),
});

function versions(): Published[] {
  const sheet = shipped();
  const here = mine.moves.at(-1)?.version ?? '1';
  const card: VersionCard = {
    checklist: 'cchc',
    pin: { version: '1', sha256: '' },
    title: sheet.title,
    validFrom: sheet.validFrom,
    ...counted(sheet),
    own: false,
    about: '',
    publishedAt: '',
    campaigns: 0,
  };
  return [...mine.published.toReversed(), { card, sheet }].map((one) => ({
    ...one,
    card: {
      ...one.card,
      campaigns: one.card.pin.version === here ? world.campaigns.length : 0,
    },
  }));
}

function versionOf(pin: ChecklistPin): ChecklistSheet {
  const found = versions().find((one) => one.card.pin.version === pin.version);
  if (!found) throw { code: 'E-NOT-FOUND', message: 'Không tìm thấy bộ nội dung kiểm tra.' };
  return found.sheet;
}

/** The version that campaigns of the puppet engine go by. */
export const campaignVersion = (): string => mine.moves.at(-1)?.version ?? '1';

function itemsOf(sheet: ChecklistSheet): { area: ContentArea; item: ContentItem }[] {
  return sheet.areas.flatMap((area) => area.items.map((item) => ({ area, item })));
}

function difference(before: ChecklistSheet, after: ChecklistSheet): DifferenceView {
  const line = (kind: string, old: string, now: string, field = ''): ItemChangeLine => ({
    kind,
    field,
    before: old,
    after: now,
  });
  const known = new Map(itemsOf(before).map(({ item }) => [item.id, item]));
  const items = itemsOf(after).flatMap(({ area, item }) => {
    const old = known.get(item.id);
    const changes: ItemChangeLine[] = [];
    if (!old) changes.push(line('added', '', ''));
    else {
      if (old.retired !== item.retired) changes.push(line('retired', item.reason, item.retired));
      for (const field of TEXTS)
        if (old[field] !== item[field])
          changes.push(line('worded', old[field], item[field], field));
      if (old.kinds.join() !== item.kinds.join())
        changes.push(line('kinds', old.kinds.join(), item.kinds.join()));
      for (const basis of item.bases.filter((one) => one.key !== ''))
        changes.push(line('basis-added', '', basis.text));
      for (const part of item.parts.filter((one) => one.origin === 'draft'))
        changes.push(line('part-added', '', part.label));
      for (const part of old.parts.filter((one) => !item.parts.some((p) => p.name === one.name)))
        changes.push(line('part-gone', part.label, ''));
    }
    return changes.length > 0 ? [{ item: item.id, area: area.id, title: item.title, changes }] : [];
  });
  const areas = after.areas.flatMap((area) => {
    const old = before.areas.find((one) => one.id === area.id);
    if (!old) return [{ area: area.id, title: area.title, kind: 'added', before: '' }];
    if (old.title !== area.title)
      return [{ area: area.id, title: area.title, kind: 'titled', before: old.title }];
    return [];
  });
  const ids = (area: ContentArea | undefined) => area?.items.map((item) => item.id).join() ?? '';
  const orders = after.areas
    .filter((area) => {
      const old = before.areas.find((one) => one.id === area.id);
      const kept = { ...area, items: area.items.filter((item) => known.has(item.id)) };
      return old !== undefined && ids(old) !== ids(kept);
    })
    .map((area) => area.id);
  const common = (sheet: ChecklistSheet, other: ChecklistSheet) =>
    sheet.areas.map((area) => area.id).filter((id) => other.areas.some((one) => one.id === id));
  const areasArranged = common(before, after).join() !== common(after, before).join();
  return { areas, items, orders, areasArranged, registers: [], formulas: false };
}

function problems(draft: Draft): ProblemView[] {
  const known = new Set(itemsOf(draft.base).map(({ item }) => item.id));
  // Items of the puppet's own list are left alone: not all of them have every text.
  const added = itemsOf(draft.sheet).filter(({ item }) => !known.has(item.id));
  return added.flatMap(({ item }) => {
    const empty = TEXTS.filter((field) => field !== 'note' && item[field].trim() === '');
    const found = empty.map((field) => ({
      at: item.id,
      field: field as string,
      text: 'nội dung còn trống',
    }));
    if (item.bases.length === 0) {
      const text = 'ngày 29/11/2026 không có căn cứ và không nêu lý do';
      found.push({ at: item.id, field: 'bases', text });
    }
    return found;
  });
}

function draftById(id: string): Draft {
  const draft = mine.drafts.find((one) => one.id === id);
  if (!draft) throw { code: 'E-NOT-FOUND', message: 'Không còn bản sửa này.' };
  return draft;
}

function view(draft: Draft): DraftView {
  return {
    id: draft.id,
    checklist: 'cchc',
    base: { version: draft.base.version, sha256: '' },
    version: draft.version,
    validFrom: '2026-11-29',
    about: '',
    sheet: draft.sheet,
    problems: problems(draft),
    difference: difference(draft.base, draft.sheet),
    undo: draft.past.at(-1)?.name ?? '',
    redo: draft.future.at(-1)?.name ?? '',
  };
}

function saved(draft: Draft, made: string): DraftSaved {
  return { draft: view(draft), made, at: '10:21:07' };
}

/** Applies an edit; answers what was made and how the act is called. */
function apply(draft: Draft, edit: DraftEdit): [made: string, name: string] {
  const sheet = draft.sheet;
  const base = new Map(itemsOf(draft.base).map(({ item }) => [item.id, item]));
  const item = (id: string): ContentItem =>
    itemsOf(sheet).find((one) => one.item.id === id)?.item ?? sheetItem(checklist[0]!.items[0]!);
  switch (edit.kind) {
    case 'add-item': {
      const area = sheet.areas.find((one) => one.id === edit.area);
      const number = area?.items.filter((one) => one.added).length ?? 0;
      const id = `${edit.area}-L${String(number + 1).padStart(2, '0')}`;
      const blank = sheetItem(checklist[0]!.items[0]!);
      for (const field of TEXTS) blank[field] = '';
      area?.items.push({
        ...blank,
        id,
        certain: true,
        bases: [],
        parts: [],
        registers: [],
        added: true,
      });
      return [id, `Thêm mục ${id}`];
    }
    case 'drop-item':
      for (const area of sheet.areas) area.items = area.items.filter((one) => one.id !== edit.item);
      return ['', `Bỏ mục ${edit.item}`];
    case 'add-area':
      sheet.areas.push({
        id: 'XA',
        title: edit.title,
        optional: edit.optional,
        added: true,
        items: [],
      });
      return ['XA', 'Thêm lĩnh vực XA'];
    case 'area': {
      const area = sheet.areas.find((one) => one.id === edit.area);
      if (area) Object.assign(area, { title: edit.title, optional: edit.optional });
      return ['', `Sửa lĩnh vực ${edit.area}`];
    }
    case 'area-order':
      sheet.areas.sort((a, b) => edit.areas.indexOf(a.id) - edit.areas.indexOf(b.id));
      return ['', 'Đổi thứ tự các lĩnh vực'];
    case 'worded': {
      const field = edit.field as (typeof TEXTS)[number];
      item(edit.item)[field] = edit.text ?? base.get(edit.item)?.[field] ?? '';
      return ['', `Sửa câu chữ – mục ${edit.item}`];
    }
    case 'kinds':
      item(edit.item).kinds = edit.kinds ?? [];
      return ['', `Sửa đơn vị được hỏi – mục ${edit.item}`];
    case 'retire':
      Object.assign(item(edit.item), { retired: edit.from, reason: edit.reason });
      return ['', `Thôi dùng mục ${edit.item}`];
    case 'unretire':
      Object.assign(item(edit.item), { retired: '', reason: '' });
      return ['', `Dùng lại mục ${edit.item}`];
    case 'basis': {
      const bases = item(edit.item).bases;
      const key = edit.key || 'L001';
      const known = bases.find((one) => one.key === key);
      if (known) Object.assign(known, edit.basis);
      else bases.push({ ...edit.basis, key });
      return [key, `Sửa căn cứ – mục ${edit.item}`];
    }
    case 'part': {
      const parts = item(edit.item).parts;
      const known = parts.find((one) => one.name === edit.name && edit.name !== '');
      if (known) Object.assign(known, edit.part);
      else
        parts.push({
          ...edit.part,
          name: fresh('phan'),
          primary: parts.length === 0,
          origin: 'draft',
        });
      return ['', `Sửa số liệu – mục ${edit.item}`];
    }
    case 'drop-part': {
      const one = item(edit.item);
      one.parts = one.parts.filter((part) => part.name !== edit.name);
      return ['', `Sửa số liệu – mục ${edit.item}`];
    }
    case 'order': {
      const area = sheet.areas.find((one) => one.id === edit.area);
      area?.items.sort((a, b) => edit.items.indexOf(a.id) - edit.items.indexOf(b.id));
      return ['', `Đổi thứ tự – lĩnh vực ${edit.area}`];
    }
    default:
      return ['', 'Sửa bộ nội dung'];
  }
}

function publish(draft: Draft, version: string, validFrom: string, about: string): ChecklistPin {
  const pin = { version, sha256: fresh('sha') };
  const sheet = structuredClone({ ...draft.sheet, version, validFrom });
  for (const area of sheet.areas) {
    area.added = false;
    for (const item of area.items) item.added = false;
  }
  mine.published.push({
    sheet,
    card: {
      checklist: 'cchc',
      pin,
      title: sheet.title,
      validFrom,
      ...counted(sheet),
      own: true,
      about,
      publishedAt: '2026-11-29T10:21:07+07:00',
      campaigns: 0,
    },
  });
  mine.drafts = mine.drafts.filter((one) => one !== draft);
  return pin;
}

/** Answers of the worked visit that the version of its campaign does not ask for. */
export function lostAnswers(): LostView[] {
  const pin = mine.moves.at(-1);
  return pin ? lostBy(versionOf(pin)) : [];
}

function lostBy(sheet: ChecklistSheet): LostView[] {
  const gone = itemsOf(sheet).filter(({ item }) => item.retired !== '');
  return gone.map(({ item }) => ({
    item: item.id,
    title: item.title,
    whole: true,
    verdict: 'partly',
    note: '',
    parts: item.parts
      .filter((part) => part.kind === 'rate')
      .map((part) => ({ label: part.label, printed: '14/27 (51,85%)' })),
  }));
}

function preview(to: ChecklistPin): MovePreviewView {
  const from = { version: campaignVersion(), sha256: '' };
  const changes = difference(versionOf(from), versionOf(to));
  return {
    from,
    to,
    difference: changes,
    visits: world.visits
      .filter((one) => !one.binned)
      .map((visit) => ({
        visit: visit.id,
        unit: 'Phường Cầu Tre',
        date: visit.details.date,
        sealed: visit.state !== 'draft',
        askedAnew: changes.items
          .filter((one) => one.changes.some((line) => line.kind === 'added'))
          .map((one) => one.item),
        lost: lostBy(versionOf(to)),
        found: 0,
      })),
  };
}

function begin(base: ChecklistPin): Draft {
  const from = versionOf(base);
  const [head = '1', minor = '0'] = base.version.split('.');
  const draft: Draft = {
    id: fresh('draft'),
    base: from,
    version: `${head}.${Number(minor) + 1}`,
    sheet: structuredClone(from),
    past: [],
    future: [],
    binned: false,
  };
  mine.drafts.push(draft);
  return draft;
}

/** Puts an own version there and a draft under way, as `checklists` asks for it. */
export function playChecklists(): void {
  const first = begin({ version: '1', sha256: '' });
  const write = (draft: Draft, edit: DraftEdit) => void apply(draft, edit);
  write(first, {
    kind: 'retire',
    item: 'CD-05',
    from: '2022-01-01',
    reason: 'Đã gộp vào mục CD-04.',
  });
  write(first, {
    kind: 'worded',
    item: 'CD-01',
    field: 'question',
    text: 'UBND xã đã ban hành kế hoạch CCHC của năm kiểm tra trước ngày 31/01 chưa? Ghi số, ký hiệu, ngày ban hành.',
  });
  publish(first, '1.1', '2022-01-01', 'Hỏi rõ hạn ban hành kế hoạch; bỏ mục trùng.');
  const draft = begin({ version: '1.1', sha256: '' });
  draft.version = '1.2';
  write(draft, { kind: 'worded', item: 'CD-02', field: 'note', text: 'Xem phụ lục kế hoạch.' });
  write(draft, { kind: 'add-item', area: 'MC' });
  write(draft, { kind: 'worded', item: 'MC-L01', field: 'title', text: 'Máy lấy số tự động' });
}

export const checklistCommands: Record<string, (args: never) => unknown> = {
  checklist_library: () => ({
    versions: versions().map((one) => one.card),
    drafts: mine.drafts
      .filter((one) => !one.binned)
      .map((draft) => {
        const { areas, items, orders, areasArranged } = difference(draft.base, draft.sheet);
        return {
          id: draft.id,
          checklist: 'cchc',
          base: draft.base.version,
          version: draft.version,
          title: draft.sheet.title,
          changes: areas.length + items.length + orders.length + Number(areasArranged),
          problems: problems(draft).length,
          writtenAt: '29/11/2026 10:21',
        };
      }),
  }),
  checklist_version: (a: { pin: ChecklistPin }) => versionOf(a.pin),
  compare_checklists: (a: { from: ChecklistPin; to: ChecklistPin }) =>
    difference(versionOf(a.from), versionOf(a.to)),
  begin_draft: (a: { base: ChecklistPin }) => begin(a.base).id,
  checklist_draft: (a: { id: string }) => view(draftById(a.id)),
  edit_draft: (a: { id: string; edit: DraftEdit }) => {
    const draft = draftById(a.id);
    const before = structuredClone(draft.sheet);
    const [made, name] = apply(draft, a.edit);
    draft.past.push({ name, sheet: before });
    draft.future = [];
    return saved(draft, made);
  },
  undo_draft: (a: { id: string; again: boolean }) => {
    const draft = draftById(a.id);
    const [from, to] = a.again ? [draft.future, draft.past] : [draft.past, draft.future];
    const step = from.pop();
    if (!step) throw { code: 'E-UNDO-EMPTY', message: 'Không còn thao tác nào để hoàn tác.' };
    to.push({ name: step.name, sheet: draft.sheet });
    draft.sheet = step.sheet;
    return saved(draft, step.name);
  },
  bin_draft: (a: { id: string }) => {
    draftById(a.id).binned = true;
    return null;
  },
  publish_draft: (a: { id: string; version: string; validFrom: string; about: string }) =>
    publish(draftById(a.id), a.version, a.validFrom, a.about),
  import_into_draft: (a: { id: string }) => saved(draftById(a.id), ''),
  export_draft: () => null,
  formula_functions: () => [
    { call: 'so(mục[, phần])', about: 'số đếm ghi ở mục' },
    {
      call: 'it_nhat(mục[, phần], phần trăm)',
      about: 'tỷ lệ ở mục ít nhất bằng số phần trăm đã nêu',
    },
  ],
  preview_move: (a: { to: ChecklistPin }) => preview(a.to),
  move_campaign: (a: { to: ChecklistPin }) => {
    mine.moves.push(a.to);
    return null;
  },
};

/** Takes the last move of a campaign back; `false` when there was none. */
export const moveBack = (): boolean => mine.moves.pop() !== undefined;

/** Takes a draft out of the bin. */
export function unbinDraft(id: string): void {
  draftById(id).binned = false;
}
