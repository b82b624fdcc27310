/** Laptops of a delegation, as the small engine plays them. */
import type {
  CallView,
  CardView,
  CustodyView,
  DelegationView,
  InvitationView,
  MeetingView,
  NeighbourView,
  NetworkView,
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

const LEADER_NAME = 'Nguyễn Chiến Vương';

const delegation: DelegationView = {
  members: [laptop(OWN, { name: LEADER_NAME, own: true, founder: true })],
  foundedHere: true,
  mayTakeOver: false,
  quarantine: [],
  disputes: 0,
};

const there = () => delegation.members.find((one) => one.device === OTHER);

/** Laptops on the network of the page that is tried. */
const network: NetworkView = { open: false, addresses: [], device: OWN, deeds: [] };
const LEADER = '192.168.1.5:4610';
let arrived = 0;

/** This laptop is the deputy's; the list of laptops is kept on the leader's. */
export function standBesideLeader(): void {
  delegation.foundedHere = false;
  delegation.mayTakeOver = true;
  delegation.members = [
    laptop(OTHER, { name: LEADER_NAME, founder: true, heard: '15/09/2022 08:10' }),
    laptop(OWN, { name: CARD.name, role: 'deputy', own: true }),
  ];
}

/** A colleague's laptop brings something. */
export function bring(): void {
  arrived += 1;
  network.deeds.unshift({
    who: CARD.name,
    at: '10:42',
    kind: 'brought',
    edits: 12,
    files: 3,
    code: '',
  });
}

function unpacked(): UnpackedView {
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
}

function called(a: { address: string; confirmed: string | null }): CallView | Promise<never> {
  if (!a.address.startsWith('192.168.1.')) {
    const message = `Không máy nào trả lời ở ${a.address}. Hãy xem hai máy có cùng một mạng không, máy kia đã bật “Mở cho đoàn” chưa.`;
    return Promise.reject({ code: 'E-LINE-NOBODY', message });
  }
  if (a.address !== LEADER && a.confirmed === null) return { stranger: OTHER, meeting: null };
  const brought = unpacked();
  return {
    stranger: null,
    meeting: {
      device: OTHER,
      name: CARD.name,
      clock: '',
      campaigns: [{ brought, handedEdits: 7, handedFiles: 2, lacks: 0 }],
    },
  };
}

const CODE = '4821 0937';
let invited: InvitationView = { code: '', addresses: [], secondsLeft: 0, joined: '' };
/** How often the open invitation was asked for. Somebody comes in at the second time. */
let asked = 0;

const invitationCommands: Record<string, (args: never) => unknown> = {
  invite: () => {
    asked = 0;
    invited = { code: CODE, addresses: ['192.168.1.9:4610'], secondsLeft: 597, joined: '' };
    Object.assign(network, { open: true, addresses: invited.addresses });
    return invited;
  },
  invitation: () => {
    asked += 1;
    if (invited.code && asked > 1) {
      invited = { code: '', addresses: [], secondsLeft: 0, joined: CARD.name };
      delegation.members.push(laptop(OTHER, { name: CARD.name, role: 'member', lacks: 0 }));
    }
    return invited;
  },
  withdraw_invitation: () => (invited = { ...invited, code: '' }),
  join_delegation: (a: { code: string }): MeetingView | Promise<never> => {
    if (a.code.replaceAll(' ', '') !== CODE.replaceAll(' ', '')) {
      const message =
        'Máy kia từ chối (E-CODE-WRONG). Máy kia trả lời: “Mã mời không đúng. Còn 2 lượt thử; hãy hỏi lại người đọc mã.”';
      return Promise.reject({ code: 'E-LINE-REFUSED', message });
    }
    const brought = { ...unpacked(), newCampaign: true };
    const campaigns = [{ brought, handedEdits: 0, handedFiles: 0, lacks: 0 }];
    return { device: OTHER, name: CARD.name, clock: '', campaigns };
  },
};

const networkCommands: Record<string, (args: never) => unknown> = {
  network: () => ({ ...network }),
  open_network: () => {
    Object.assign(network, { open: true, addresses: ['192.168.1.9:4610'] });
    return { ...network };
  },
  close_network: () => {
    Object.assign(network, { open: false, addresses: [] });
    return { ...network };
  },
  look_around: (): NeighbourView[] => [
    { address: LEADER, device: OTHER, name: CARD.name, near: true },
    { address: 'may-chu.example', device: 'ab'.repeat(32), name: '', near: false },
  ],
  call_laptop: called,
  arrivals: () => arrived,
  saw_arrivals: () => null,
};

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
  take_over_delegation: (a: { lost: boolean }) => {
    for (const one of delegation.members) one.founder = one.own;
    Object.assign(there() ?? {}, { ended: a.lost });
    Object.assign(delegation, { foundedHere: true, mayTakeOver: false });
    return delegation;
  },
  pack_bundle: (): PackedView => ({
    names: [CARD.name],
    edits: 363,
    files: 4,
    parts: 1,
    kib: 2154,
  }),
  unpack_bundle: unpacked,
  save_custody: (): CustodyView => ({
    edits: 404,
    devices: 2,
    papers: 1,
    unconfirmed: 12,
    flaws: 0,
  }),
  ...networkCommands,
  ...invitationCommands,
};
