/** The puppet engine's answers about minutes and signatures. */
import type { AttendanceView, MinutesView, VerifyView } from '../bindings';
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
  verify_paper: (a: { base64: string }): VerifyView => {
    const changed = atob(a.base64).includes('changed');
    return {
      verdict: changed ? 'changed' : 'extended',
      verdictText: changed
        ? 'Nội dung đã bị thay đổi sau khi ký.'
        : 'Nội dung đã ký còn nguyên; sau đó có thêm số, ngày văn bản.',
      reasons: changed
        ? ['Mã băm của phần đã ký không khớp.']
        : ['Có một bản cập nhật thêm vào ô “Số” đã chừa sẵn.'],
      data: changed
        ? {
            verdict: 'disagrees',
            text: 'Dữ liệu đính kèm KHÔNG khớp với nội dung in. Đừng dùng tệp này; hãy xin lại bản gốc từ nơi lập.',
            differences: [
              'Trang 2, số liệu “Tỷ lệ giải quyết đúng hạn” (mục MC-19): trang in “60,64%”, dữ liệu ghi “90,64%”.',
            ],
          }
        : {
            verdict: 'agrees',
            text: 'Dữ liệu đính kèm khớp với nội dung in trên mọi trang: từng số liệu, từng nhận xét.',
            differences: [],
          },
      signatures: [
        {
          signer: 'Nguyễn Chiến Vương',
          field: 'ky-don-vi',
          integrity: changed ? 'broken' : 'ok',
          covers: 'revision',
          trusted: false,
          claimedTime: '15/09/2022 11:30',
          trustedTime: '',
          level: 'B-B',
          proofs: [
            'Chưa có dấu thời gian tin cậy; giờ ký là giờ do máy ký khai.',
            'Chưa rõ chứng thư có bị thu hồi hay không.',
            'Chưa có bằng chứng lâu dài.',
          ],
          laterChanges: changed ? [] : ['Điền ô “Số”'],
        },
        {
          signer: 'Nguyễn Thị Thanh Hồng',
          field: 'ky-truong-doan',
          integrity: changed ? 'broken' : 'ok',
          covers: 'whole-file',
          trusted: true,
          claimedTime: '15/09/2022 11:32',
          trustedTime: '15/09/2022 11:32',
          level: 'B-LTA',
          proofs: [
            'Có dấu thời gian tin cậy: 15/09/2022 11:32:09 (giờ máy ký khai: 15/09/2022 11:30:05).',
            'Chứng thư không bị thu hồi, tính đến 15/09/2022 11:32:09.',
            'Có đủ bằng chứng lâu dài (B-LTA).',
          ],
          laterChanges: [],
        },
      ],
    };
  },
} as Record<string, (args: never) => unknown>;
