/** Laptops of a delegation, as the small engine plays them. */
import type {
  CardView,
  DelegationView,
  PackedView,
  ParticipantView,
  UnpackedView,
} from '../bindings';
import { world } from './world';

const OWN = '079d525d597fc333678f10c1f0bef13f42bed8043abd4d47b0319dee9afa7b0b';
const OTHER = 'e778a1d812a75525866259a9db464efaa7bfe262abea26528c11e441700d3164';

const CARD: CardView = {
  device: OTHER,
  name: 'Phạm Minh Đức',
  title: 'Chuyên viên',
  office: 'Sở Nội vụ',
};

function laptop(device: string, more: Partial<ParticipantView>): ParticipantView {
  return {
    device,
    name: '',
    role: 'leader',
    areas: [],
    own: false,
    founder: false,
    ended: false,
    lacks: 0,
    heard: '',
    ...more,
  };
}

const delegation: DelegationView = {
  members: [laptop(OWN, { name: 'Nguyễn Chiến Vương', own: true, founder: true })],
  foundedHere: true,
  quarantine: [],
  disputes: 0,
};

const there = () => delegation.members.find((one) => one.device === OTHER);

export const delegationCommands: Record<string, (args: never) => unknown> = {
  delegation: () => delegation,
  save_device_card: (): CardView => ({ ...CARD, device: OWN }),
  look_at_card: (a: { base64: string }) =>
    atob(a.base64) === 'the'
      ? CARD
      : Promise.reject({
          code: 'E-CARD-OTHER',
          message:
            'Tệp này không phải thẻ máy, hoặc đã bị sửa. Hãy đề nghị người đó xuất lại thẻ máy.',
        }),
  admit_laptop: (a: { role: string; areas: string[] }) => {
    const { name } = CARD;
    delegation.members.push(laptop(OTHER, { name, role: a.role, areas: a.areas, lacks: 363 }));
    return delegation;
  },
  end_laptop: () => {
    Object.assign(there() ?? {}, { ended: true });
    delegation.quarantine = [
      {
        who: CARD.name,
        at: '15/09/2022 10:40',
        place: 'Mục CD-05: Ghi chú',
        value: 'Ghi sau khi mất máy',
        reason: 'máy đã bị loại khỏi đoàn',
      },
    ];
    return delegation;
  },
  pack_bundle: (): PackedView => ({
    names: [CARD.name],
    edits: 363,
    files: 4,
    parts: 1,
    kib: 2154,
  }),
  unpack_bundle: (): UnpackedView => {
    Object.assign(there() ?? {}, { lacks: 0, heard: '15/09/2022 11:05' });
    delegation.disputes = 1;
    return {
      campaign: world.campaigns[0]?.id ?? 'c-cau-tre',
      campaignName: 'Kiểm tra công tác cải cách hành chính năm 2022',
      sender: CARD.name,
      newCampaign: false,
      added: 41,
      known: 363,
      quarantined: 0,
      filesAdded: 6,
      filesKnown: 4,
      remarks: ['Đồng hồ máy của Phạm Minh Đức chạy trước máy này 22 phút.'],
      disputes: 1,
    };
  },
};
