/** The puppet engine's answers about minutes and signatures. */
import type { AttendanceView, DataCheck, MinutesView, VerifyView } from '../bindings';
import { incomingCommands } from './incoming';
import { addedTo, signingCommands, standing } from './signing';
import { find, progress, remember, visitView } from './visits';

function minutesView(id: string): MinutesView {
  const visit = find(id);
  const view = visitView(visit);
  const slot = (name: string, title: string, generated: string) => ({
    id: name,
    title,
    generated,
    edited: visit.slots.get(name) ?? null,
    movedOn: false,
    woven: null,
  });
  const texts = (kind: string) =>
    visit.findings
      .filter((one) => one.input.kind === kind)
      .map((one) => one.input.text)
      .join('\n');
  const signer = (role: string, field: string, label: string, name: string, title: string) => ({
    role,
    field,
    label,
    name,
    title,
    refusal: visit.refusals.get(role) ?? '',
  });
  const { answered } = progress(visit);
  const paper = { kind: 'minutes', visit: id } as const;
  const signers = [
    signer('unit', 'ky-don-vi', 'Đại diện đơn vị', 'Nguyễn Chiến Vương', 'Chủ tịch UBND phường'),
    signer('secretary', 'ky-thu-ky', 'Thư ký', 'Thư ký (mẫu)', 'Chuyên viên'),
    signer('leader', 'ky-truong-doan', 'Trưởng đoàn', view.leader, 'Trưởng phòng'),
  ];
  const { delegationPresent, unitPresent } = view.details;
  return {
    visit: id,
    paper: standing(paper, signers),
    addedTo: addedTo(paper, signers),
    attendance: visit.supplement ? (visit.attendance ?? { delegationPresent, unitPresent }) : null,
    extent: visit.extent,
    usualExtent: 'full',
    slots: [
      slot(
        'opening',
        'Mở đầu',
        `Hôm nay, hồi 08 giờ 00 phút, ngày 15 tháng 9 năm 2022, tại ${view.details.place}.`,
      ),
      slot('strengths', 'Ưu điểm', texts('strength')),
      slot('shortcomings', 'Tồn tại, hạn chế', texts('shortcoming')),
      slot(
        'closing',
        'Kết thúc',
        [
          'Biên bản được đọc lại cho những người có tên trên cùng nghe, công nhận đúng.',
          ...[...visit.refusals].map(([role, why]) => `${role} không ký; lý do: ${why}.`),
        ].join(' '),
      ),
    ],
    checks: [
      {
        level: answered.done === answered.of ? 'ok' : 'warn',
        text: `Đã đánh giá ${answered.done}/${answered.of} mục`,
        item: '',
      },
      { level: 'warn', text: 'Mục CD-05 chưa đạt nhưng chưa có minh chứng', item: 'CD-05' },
      { level: 'ok', text: 'Số liệu khớp giữa các phần', item: '' },
    ],
    pages: 4,
    version: `${visit.edits}-${visit.slots.size}-${visit.state}-${visit.strokes.size}`,
    fileName: 'BienBan_CauTre_2022-09-15.pdf',
    unitName: view.unitName,
    campaignName: view.campaignName,
    campaign: view.campaign,
    number: visit.number,
    symbol: '/BB-ĐKT',
    nextNumber: '12',
  };
}

function setSlot(a: { visit: string; slot: string; text: string | null }): MinutesView {
  const visit = find(a.visit);
  const put = (text: string | null) => {
    if (text === null) visit.slots.delete(a.slot);
    else visit.slots.set(a.slot, text);
    visit.edits += 1;
  };
  const before = visit.slots.get(a.slot) ?? null;
  const title = minutesView(a.visit).slots.find((slot) => slot.id === a.slot)?.title ?? '';
  put(a.text);
  remember(visit, `Sửa phần “${title}” của biên bản`, { kind: 'slot', title });
  const act = visit.past.at(-1);
  if (act) {
    act.back = () => put(before);
    act.forth = () => put(a.text);
  }
  return minutesView(a.visit);
}

/** What is said of a file that says so: `changed`, `stamped`, `lasting`, `written`, or something else. */
function verdict(file: string): VerifyView {
  const said = (word: string) => file.includes(word);
  const changed = said('changed');
  const proven = said('stamped') || said('lasting');
  const later = changed ? [] : said('lasting') ? LASTING : said('stamped') ? [] : ['điền ô “Số”.'];
  const verdict = changed ? 'changed' : later.length > 0 ? 'extended' : 'intact';
  const one = { integrity: changed ? 'broken' : 'ok', claimedTime: '15/09/2022 11:30' };
  return {
    verdict,
    verdictText: VERDICTS[verdict] ?? '',
    reasons: changed
      ? ['Chữ ký ở ô “Đại diện đơn vị” không còn đúng: nội dung đã bị thay đổi sau khi ký.']
      : later.map((change) => `Được bổ sung sau khi ký: ${change}`),
    data: changed ? DISAGREES : said('written') ? REMARKED : AGREES,
    store: said('old state') ? OLDER : changed ? ABSENT : SAME,
    signatures: [
      {
        ...one,
        signer: 'Nguyễn Chiến Vương',
        field: 'Đại diện đơn vị',
        covers: 'revision',
        trusted: proven,
        trustedTime: proven ? '15/09/2022 11:31' : '',
        level: said('lasting') ? 'B-LTA' : said('stranger') ? 'B-LT' : proven ? 'B-T' : 'B-B',
        proofs: said('lasting') ? ALL : said('stranger') ? STRANGE : proven ? TIMED : NONE,
        statement: '',
        laterChanges: proven && !said('lasting') ? ['ký số vào ô “Trưởng đoàn”.'] : later,
      },
      {
        ...one,
        signer: 'Nguyễn Thị Thanh Hồng',
        field: 'Trưởng đoàn',
        covers: later.length > 0 ? 'revision' : 'whole-file',
        trusted: true,
        trustedTime: '15/09/2022 11:32',
        level: said('stamped') ? 'B-T' : 'B-LTA',
        proofs: said('stamped') ? TIMED : ALL,
        statement: '',
        laterChanges: later,
      },
    ],
  };
}

const SAME = { standing: 'same', text: 'Trùng với bản đã lưu trên máy này: 02 chữ ký số.' };
const ABSENT = {
  standing: 'unknown',
  text: 'Máy này không có văn bản này nên không so được với bản đã lưu.',
};
const OLDER = {
  standing: 'older',
  text: 'CŨ HƠN bản đã lưu trên máy này: bản đã lưu có 03 chữ ký số, tệp này chỉ có 02, thiếu chữ ký ở ô “Thư ký”. Hãy dùng bản đã lưu.',
};

const VERDICTS: Record<string, string> = {
  intact: 'Văn bản nguyên vẹn kể từ khi ký.',
  extended: 'Nội dung đã ký nguyên vẹn; sau đó có phần bổ sung được phép.',
  changed: 'Văn bản đã bị thay đổi sau khi ký.',
};
const AGREES: DataCheck = {
  verdict: 'agrees',
  text: 'Dữ liệu đính kèm khớp với nội dung in trên mọi trang: từng số liệu, từng nhận xét.',
  differences: [],
  remarks: [],
};
const REMARKED: DataCheck = {
  verdict: 'agrees-with-remarks',
  text: 'Dữ liệu đính kèm khớp với nội dung in ở mọi phần đối chiếu được. Những phần dưới đây chưa được đối chiếu, hãy đọc lại trên trang in.',
  differences: [],
  remarks: [
    'Phần “Cải cách thủ tục hành chính” do người lập viết thay câu tự sinh: chương trình không đối chiếu số liệu, kết quả nêu trong phần này.',
    'Số liệu “Tỷ lệ giải quyết đúng hạn” (mục MC-19): dữ liệu ghi “2.756/4.545 – 60,64%”, không in trên trang.',
  ],
};
const DISAGREES: DataCheck = {
  verdict: 'disagrees',
  text: 'Dữ liệu đính kèm KHÔNG khớp với nội dung in. Đừng dùng tệp này; hãy xin lại bản gốc từ nơi lập.',
  differences: [
    'Trang 2, số liệu “Tỷ lệ giải quyết đúng hạn” (mục MC-19): trang in “60,64%”, dữ liệu ghi “90,64%”.',
  ],
  remarks: [],
};
const LASTING = ['thêm dấu thời gian cho toàn văn bản.', 'thêm chứng thư và bằng chứng kiểm tra.'];
const TIME =
  'Có dấu thời gian tin cậy: 15/09/2022 11:32:09 (giờ máy ký khai: 15/09/2022 11:30:05).';
const UNKNOWN = 'Chưa rõ chứng thư có bị thu hồi hay không.';
const NONE = [
  'Chưa có dấu thời gian tin cậy; giờ ký là giờ do máy ký khai.',
  UNKNOWN,
  'Chưa có bằng chứng lâu dài.',
];
const TIMED = [TIME, UNKNOWN, 'Chưa đủ bằng chứng lâu dài: thiếu thông tin thu hồi chứng thư.'];
const STRANGE = [
  'Có dấu thời gian 15/09/2022 11:32:09 của Nơi cấp giờ, nhưng nơi cấp chưa có trong danh sách tin cậy của máy này.',
  UNKNOWN,
  'Bằng chứng lâu dài đi kèm chưa dùng được vì chưa xác nhận được dấu thời gian.',
];
const ALL = [
  TIME,
  'Chứng thư không bị thu hồi, tính đến 15/09/2022 11:32:09.',
  'Có đủ bằng chứng lâu dài (B-LTA).',
];

export const paperCommands: Record<string, (args: never) => unknown> = {
  minutes: (a: { visit: string }) => minutesView(a.visit),
  set_slot: setSlot,
  set_extent: (a: { visit: string; extent: string }) => {
    const visit = find(a.visit);
    visit.extent = a.extent;
    visit.edits += 1;
    return minutesView(a.visit);
  },
  refuse_to_sign: (a: { visit: string; role: string; reason: string | null }) => {
    const visit = find(a.visit);
    if (a.reason === null) visit.refusals.delete(a.role);
    else visit.refusals.set(a.role, a.reason);
    visit.edits += 1;
    return minutesView(a.visit);
  },
  give_number: (a: { visit: string; number: string }) => {
    const visit = find(a.visit);
    visit.number = a.number.split('/')[0] ?? '';
    visit.edits += 1;
    return minutesView(a.visit);
  },
  supplement: (a: { visit: string }) => {
    const visit = find(a.visit);
    visit.state = 'draft';
    visit.supplement += 1;
    return minutesView(a.visit);
  },
  attend_supplement: (a: { visit: string; attendance: AttendanceView }) => {
    find(a.visit).attendance = a.attendance;
    return minutesView(a.visit);
  },
  ...signingCommands,
  ...incomingCommands,
  save_signed_state: (a: { path: string }) => a.path,
  verify_paper: (a: { base64: string }): VerifyView => verdict(atob(a.base64)),
} as Record<string, (args: never) => unknown>;
