/** The puppet engine's answers about the concluding notice. */
import type {
  NoticeParagraph,
  NoticePhrasing,
  NoticeSlot,
  NoticeSuggestion,
  NoticeView,
} from '../bindings';
import { standing } from './signing';
import { world } from './world';

interface Said {
  key: string;
  item: string;
  sayings: string[];
  units: string;
  phrasing: NoticePhrasing;
  leftOut: boolean;
}

const plain = (): NoticePhrasing => ({
  sentence: '',
  lead: '',
  naming: 'kind-once',
  order: 'alphabet',
  end: 'dots',
});

const said = (key: string, text: string, units: string): Said => ({
  key,
  item: key.split('/')[0] ?? '',
  sayings: [text],
  units,
  phrasing: plain(),
  leftOut: false,
});

const SEVEN =
  'xã Bình Thuận, Ea Blang, Ea Drông, Ea Siên, phường Đạt Hiếu, phường Thiện An, phòng Tài nguyên và Môi trường';

const start = (): Said[] => [
  said('TT-02/a1', 'Không thực hiện rà soát, đánh giá thủ tục hành chính trong kỳ', SEVEN),
  said('TT-03/b2', 'Chưa cập nhật thủ tục hành chính mới, sửa đổi, bổ sung', SEVEN),
  said('TT-04/c3', 'Niêm yết chưa đầy đủ bộ thủ tục hành chính', SEVEN),
  said(
    'MC-08/d4',
    'Chưa quan tâm tiếp nhận, giải quyết hồ sơ qua hệ thống một cửa điện tử (IGate)',
    'An Bình (*), An Lạc (*), Thiện An, Thống Nhất (*)',
  ),
];

const notice = {
  said: start(),
  edits: new Map<string, { text: string; generated: string }>(),
  apart: false,
  extremes: false,
  acts: [] as { name: string; back: () => void }[],
  version: 1,
};

function sentence(one: Said): string {
  const joined = one.sayings
    .map((text, at) => (at === 0 ? text : text.charAt(0).toLowerCase() + text.slice(1)))
    .join('; ');
  return one.phrasing.sentence || joined;
}

const text = (one: Said) => `${sentence(one)}${one.phrasing.lead || ':'} ${one.units}.`;

/** What stands now, so that undo can bring it back. */
function remember(name: string): void {
  const [said_, edits, apart, extremes] = [
    structuredClone(notice.said),
    new Map(notice.edits),
    notice.apart,
    notice.extremes,
  ];
  notice.acts.push({
    name,
    back: () => {
      notice.said = said_;
      notice.edits = edits;
      notice.apart = apart;
      notice.extremes = extremes;
    },
  });
  notice.version += 1;
}

function slot(
  id: string,
  title: string,
  generated: string,
  more: Partial<NoticeSlot> = {},
): NoticeSlot {
  const edit = notice.edits.get(id);
  return {
    slot: {
      id,
      title,
      generated,
      edited: edit?.text ?? null,
      movedOn: edit !== undefined && edit.generated !== generated,
      woven:
        edit !== undefined && edit.generated !== generated
          ? {
              text: `${edit.text} ${generated.slice(-20)}`,
              clashes: 0,
              pieces: [
                { text: edit.text, origin: 'mine', theirs: '' },
                { text: ` ${generated.slice(-20)}`, origin: 'theirs', theirs: '' },
              ],
            }
          : null,
    },
    part: 'opening',
    under: '',
    sources: [],
    figures: [],
    paragraph: null,
    ...more,
  };
}

const paragraph = (one: Said): NoticeParagraph => ({
  key: one.key,
  phrasing: one.phrasing,
  decided: one.sayings.length > 1 || one.phrasing.sentence !== '',
  sayings: one.sayings,
  units: one.units.split(',').length,
});

function suggestions(): NoticeSuggestion[] {
  const alike = notice.said.filter((one) => one.item.startsWith('TT') && !one.leftOut);
  if (notice.apart || alike.length < 2) return [];
  return [
    {
      because: 'units',
      paragraphs: alike.map((one) => ({ key: one.key, text: text(one) })),
    },
  ];
}

function view(campaign: string): NoticeView {
  const visit = world.visits[0]?.id ?? '';
  const source = (one: Said) => ({
    finding: `f-${one.key}`,
    visit,
    item: one.item,
    units: 'xã Ea Siên',
    text: `${one.sayings[0] ?? ''}.`,
  });
  const printed = notice.said.filter((one) => !one.leftOut);
  const ends = notice.extremes ? '; cao nhất: xã Ea Siên, 4/9; thấp nhất: xã Ea Blang, 3/9' : '';
  return {
    campaign,
    campaignName: world.campaigns.find((one) => one.id === campaign)?.input.name ?? '',
    sample: false,
    paper: standing({ kind: 'notice', campaign }, [
      {
        role: 'leader',
        field: 'ky-truong-doan',
        label: 'TRƯỞNG ĐOÀN',
        name: 'Lê Thị Ngọc Phượng',
        title: 'Phó Trưởng phòng Nội vụ',
      },
    ]),
    slots: [
      slot(
        'mo_dau',
        'Mở đầu',
        'Thực hiện Kế hoạch số 37/KH-UBND, Đoàn kiểm tra đã tổ chức kiểm tra.',
      ),
      slot('pham_vi', 'Tình hình chung', 'Kiểm tra trực tiếp tại 08 đơn vị.'),
      slot('so_lieu/CN', 'Số liệu: Hiện đại hóa', `- Chìa khóa IO: 3–4/9 tại 02 đơn vị${ends}.`, {
        part: 'strengths',
        figures: [
          {
            key: 'CN-01/ty_le',
            label: 'Chìa khóa IO đang sử dụng',
            spread: '3–4/9',
            extremes: notice.extremes,
            units: [
              { visit: 'v-1', unit: 'Xã Ea Siên', told: '4/9 (44,44%)' },
              { visit: 'v-2', unit: 'Xã Ea Blang', told: '3/9 (33,33%)' },
            ],
          },
        ],
      }),
      ...printed.map((one) =>
        slot(`ton_tai/${one.key}`, `${one.item}. ${sentence(one)}`, text(one), {
          part: 'shortcomings',
          sources: [source(one)],
          paragraph: paragraph(one),
        }),
      ),
      slot('noi_nhan', 'Nơi nhận', '- Các đơn vị được kiểm tra;\n- Lưu: VT, Hồ sơ.', {
        part: 'end',
      }),
    ],
    kept: [],
    suggestions: suggestions(),
    leftOut: notice.said
      .filter((one) => one.leftOut)
      .map((one) => ({ key: one.key, text: text(one) })),
    checks: [{ level: 'warn', text: '01 cuộc kiểm tra chưa chốt biên bản.', item: '' }],
    pages: 4,
    version: String(notice.version),
    withoutAnnexes: false,
    fileName: 'ThongBaoKetLuan_2017-10-31.pdf',
    undo: notice.acts.at(-1)?.name ?? '',
  };
}

const find = (key: string) => notice.said.find((one) => one.key === key);

export const noticeCommands: Record<string, (args: never) => unknown> = {
  notice: (a: { campaign: string }) => view(a.campaign),
  set_notice_slot: (a: { campaign: string; slot: string; text: string | null }) => {
    remember('Sửa phần của thông báo');
    const known = view(a.campaign).slots.find((one) => one.slot.id === a.slot);
    if (a.text === null) notice.edits.delete(a.slot);
    else notice.edits.set(a.slot, { text: a.text, generated: known?.slot.generated ?? '' });
    return view(a.campaign);
  },
  merge_paragraphs: (a: { campaign: string; keys: string[] }) => {
    remember(`Gộp ${a.keys.length} nhận xét của thông báo`);
    const first = find(a.keys[0] ?? '');
    const others = a.keys.slice(1).map((key) => find(key));
    first?.sayings.push(...others.flatMap((one) => one?.sayings ?? []));
    notice.said = notice.said.filter((one) => !others.includes(one));
    return view(a.campaign);
  },
  split_paragraph: (a: { campaign: string; key: string }) => {
    remember('Tách nhận xét của thông báo');
    notice.said = start();
    return view(a.campaign);
  },
  keep_apart: (a: { campaign: string }) => {
    remember('Không gộp các nhận xét giống nhau');
    notice.apart = true;
    return view(a.campaign);
  },
  phrase_paragraph: (a: { campaign: string; key: string; phrasing: NoticePhrasing }) => {
    remember('Sửa cách nêu nhận xét của thông báo');
    const one = find(a.key);
    if (one) one.phrasing = a.phrasing;
    return view(a.campaign);
  },
  leave_out_paragraph: (a: { campaign: string; key: string; leftOut: boolean }) => {
    remember('Bỏ nhận xét khỏi thông báo');
    const one = find(a.key);
    if (one) one.leftOut = a.leftOut;
    return view(a.campaign);
  },
  name_extremes: (a: { campaign: string; named: boolean }) => {
    remember('Nêu đơn vị cao nhất, thấp nhất');
    notice.extremes = a.named;
    return view(a.campaign);
  },
  undo_notice: (a: { campaign: string }) => {
    notice.acts.pop()?.back();
    notice.version += 1;
    return view(a.campaign);
  },
} as Record<string, (args: never) => unknown>;
