/** The puppet engine's answers about the layout of minutes. */
import type { LayoutForm, LayoutView } from '../bindings';
import { world } from './world';

const plain = (): LayoutForm => ({
  parent: '',
  agency: '',
  symbol: '',
  intro: '',
  closing: '',
  recipients: '',
  order: ['attendance', 'seen-again', 'results', 'recommendations', 'unit-says'],
  leftOut: [],
});

let form = plain();
const past: LayoutForm[] = [];
let edits = 0;

interface Kept {
  id: string;
  name: string;
  form: LayoutForm;
}

let kept: Kept[] = [];
let before: Kept[] | null = null;

function view(id: string): LayoutView {
  const campaign = world.campaigns.find((one) => one.id === id);
  return {
    campaign: id,
    campaignName: campaign?.input.name ?? '',
    sample: campaign?.sample ?? false,
    unitName: 'Phường Cầu Tre',
    form,
    usual: {
      ...plain(),
      parent: 'UBND THÀNH PHỐ',
      agency: 'ĐOÀN KIỂM TRA CCHC',
      symbol: '/BB-ĐKT',
    },
    pages: 5,
    version: String(edits),
    undo: past.length > 0 ? 'Sửa bố cục biên bản' : null,
    redo: null,
    kept: kept.map((one) => ({
      id: one.id,
      name: one.name,
      inUse: JSON.stringify(one.form) === JSON.stringify(form),
    })),
    keptUndo: before ? 'Bỏ bố cục' : null,
  };
}

export const layoutCommands: Record<string, (args: never) => unknown> = {
  layout: (a: { campaign: string }) => view(a.campaign),
  set_layout: (a: { campaign: string; form: LayoutForm }) => {
    if (a.form.symbol !== '' && !a.form.symbol.startsWith('/BB-')) {
      throw {
        code: 'E-LAYOUT',
        message: `Ký hiệu “${a.form.symbol}” chưa đúng thể thức. Hãy ghi /BB- rồi đến chữ viết tắt bằng chữ in hoa, ví dụ /BB-ĐKT.`,
      };
    }
    past.push(form);
    form = a.form;
    edits += 1;
    return view(a.campaign);
  },
  undo_layout: (a: { campaign: string }) => {
    form = past.pop() ?? form;
    edits += 1;
    return view(a.campaign);
  },
  redo_layout: (a: { campaign: string }) => view(a.campaign),
  import_layout: (a: { campaign: string }) => view(a.campaign),
  keep_layout: (a: { campaign: string; name: string }) => {
    if (a.name === '') throw { code: 'E-INPUT', message: 'Tên hoặc nội dung còn trống.' };
    kept = [...kept, { id: `bc-${kept.length}`, name: a.name, form }];
    return view(a.campaign);
  },
  use_office_layout: (a: { campaign: string; layout: string }) => {
    past.push(form);
    form = kept.find((one) => one.id === a.layout)?.form ?? form;
    edits += 1;
    return view(a.campaign);
  },
  rename_office_layout: (a: { campaign: string; layout: string; name: string }) => {
    kept = kept.map((one) => (one.id === a.layout ? { ...one, name: a.name } : one));
    return view(a.campaign);
  },
  remove_office_layout: (a: { campaign: string; layout: string }) => {
    before = kept;
    kept = kept.filter((one) => one.id !== a.layout);
    return view(a.campaign);
  },
  undo_office_layouts: (a: { campaign: string }) => {
    kept = before ?? kept;
    before = null;
    return view(a.campaign);
  },
  export_layout: (a: { path: string }) => a.path,
};
