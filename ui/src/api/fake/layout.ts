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
  export_layout: (a: { path: string }) => a.path,
};
