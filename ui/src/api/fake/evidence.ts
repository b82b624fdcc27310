/** The puppet engine's answers about evidence. */
import type { AddedView, AddInput, EvidenceView, MarkView, Saved } from '../bindings';
import { find, saved, remember } from './visits';
import { checklist, fresh, world, type Visit } from './world';

interface Upload {
  name: string;
  size: number;
  /** What stands for the hash: equal for equal bytes. */
  sum: string;
}

const uploads = new Map<string, Upload>();

/** A piece of a file came in. */
export function takeIn(name: string, bytes: Uint8Array): void {
  const known = uploads.get(name) ?? { name: '', size: 0, sum: '' };
  let sum = known.size;
  for (const byte of bytes) sum = (sum * 31 + byte) >>> 0;
  uploads.set(name, {
    ...known,
    size: known.size + bytes.length,
    sum: (known.sum + sum.toString(16)).padStart(64, '0'),
  });
}

function piece(upload: Upload, item: string): EvidenceView {
  const isImage = /\.(jpe?g|png)$/i.test(upload.name);
  return {
    id: fresh('evidence'),
    items: [item],
    fileName: upload.name,
    mediaType: isImage ? 'image/jpeg' : 'application/pdf',
    size: upload.size,
    sha256: upload.sum,
    caption: '',
    takenAt: isImage ? '2022-09-15 09:14:02' : '',
    place: isImage ? '18°25′12″B, 105°40′00″Đ' : '',
    isImage,
    marks: [],
    number: 0,
  };
}

/** Numbers the pictures of the annex: the chosen ones, else those of shortcomings. */
function renumber(visit: Visit): void {
  const short = new Set(
    visit.findings
      .filter((one) => one.input.kind === 'shortcoming')
      .flatMap((one) => one.input.items),
  );
  let next = 1;
  visit.evidence = visit.evidence.map((one) => {
    const wanted = visit.annex.get(one.id) ?? one.items.some((item) => short.has(item));
    return { ...one, number: one.isImage && wanted ? next++ : 0 };
  });
}

function change(
  visitId: string,
  ids: string[],
  undo: string,
  by: (one: EvidenceView) => EvidenceView,
): Saved {
  const visit = find(visitId);
  remember(visit, undo);
  visit.evidence = visit.evidence.map((one) => (ids.includes(one.id) ? by(one) : one));
  renumber(visit);
  return saved(visit, visit.evidence.find((one) => ids.includes(one.id))?.items[0] ?? '');
}

function sightings(visit: Visit, sum: string): AddedView['known'] {
  return world.visits
    .filter((one) => one.campaign === visit.campaign)
    .flatMap((one) =>
      [...one.evidence, ...one.binnedEvidence]
        .filter((known) => known.sha256 === sum)
        .map((known) => ({
          here: one.id === visit.id,
          binned: one.binnedEvidence.includes(known),
          id: known.id,
          unitName: 'Phường Cầu Tre',
          date: one.details.date,
          items: known.items,
          caption: known.caption,
          fileName: known.fileName,
        })),
    );
}

export const evidenceCommands: Record<string, (args: never) => unknown> = {
  drop_upload: (a: { upload: string }) => {
    uploads.delete(a.upload);
    return null;
  },
  prepare_evidence: (a: { upload: string; fileName: string }) => {
    const upload = uploads.get(a.upload);
    if (!upload) throw { code: 'E-INPUT', message: 'Nội dung tệp không hợp lệ. Hãy chọn lại tệp.' };
    uploads.set(a.upload, { ...upload, name: a.fileName });
    return null;
  },
  add_evidence: (a: { visit: string; input: AddInput }) => {
    const visit = find(a.visit);
    const upload = uploads.get(a.input.upload);
    if (!upload) throw { code: 'E-INPUT', message: 'Nội dung tệp không hợp lệ. Hãy chọn lại tệp.' };
    const known = a.input.again ? [] : sightings(visit, upload.sum);
    if (known.length > 0) return { saved: null, known };
    remember(visit, `Thêm minh chứng – mục ${a.input.item}`);
    visit.evidence = [...visit.evidence, piece(upload, a.input.item)];
    uploads.delete(a.input.upload);
    renumber(visit);
    return { saved: saved(visit, a.input.item), known: [] };
  },
  caption_evidence: (a: { visit: string; id: string; caption: string }) =>
    change(a.visit, [a.id], 'Sửa chú thích minh chứng', (one) => ({ ...one, caption: a.caption })),
  link_evidence: (a: { visit: string; ids: string[]; item: string; tied: boolean }) =>
    change(a.visit, a.ids, 'Gắn minh chứng', (one) => {
      const others = one.items.filter((item) => item !== a.item);
      return { ...one, items: a.tied ? [...others, a.item] : others };
    }),
  mark_evidence: (a: { visit: string; id: string; marks: MarkView[] }) =>
    change(a.visit, [a.id], 'Đánh dấu trên ảnh', (one) => ({ ...one, marks: a.marks })),
  annex_evidence: (a: { visit: string; ids: string[]; annex: boolean }) => {
    for (const id of a.ids) find(a.visit).annex.set(id, a.annex);
    return change(a.visit, a.ids, 'Phụ lục ảnh', (one) => one);
  },
  bin_evidence: (a: { visit: string; ids: string[]; binned: boolean }) => {
    const visit = find(a.visit);
    remember(visit, a.binned ? 'Bỏ minh chứng' : 'Lấy lại minh chứng');
    const all = [...visit.evidence, ...visit.binnedEvidence];
    const moving = all.filter((one) => a.ids.includes(one.id));
    const stay = (list: EvidenceView[]) => list.filter((one) => !a.ids.includes(one.id));
    visit.evidence = [...stay(visit.evidence), ...(a.binned ? [] : moving)];
    visit.binnedEvidence = [...stay(visit.binnedEvidence), ...(a.binned ? moving : [])];
    renumber(visit);
    return saved(visit, moving[0]?.items[0] ?? '');
  },
  evidence_sheet: (a: { visit: string }) => {
    const visit = find(a.visit);
    return {
      visit: visit.id,
      unitName: 'Phường Cầu Tre',
      campaignName: 'Kiểm tra công tác cải cách hành chính năm 2022',
      sample: false,
      items: checklist.flatMap((area) =>
        area.items.map((item) => ({
          id: item.id,
          title: item.title,
          area: area.id,
          areaTitle: area.title,
        })),
      ),
      evidence: visit.evidence,
      binned: visit.binnedEvidence,
      undo: visit.past.at(-1)?.undo ?? '',
    };
  },
  print_contact_sheet: () => null,
} as Record<string, (args: never) => unknown>;
