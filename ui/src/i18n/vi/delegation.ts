/** Laptops that work side by side. */
import { formatCount } from '$/parts/text';

const count = (value: number) => formatCount(String(value));

export const delegation = {
  open: 'Đoàn và trao đổi',
  title: 'Đoàn và trao đổi',
  subtitle: 'Mỗi người làm trên máy của mình; trao đổi qua mạng nội bộ, USB hoặc máy chủ cơ quan.',
  members: 'Máy trong đoàn',
  membersHint:
    'Mỗi máy chỉ được coi là đã có khi chính máy đó ký báo nhận; báo nhận đến khi trao đổi qua mạng, hoặc kèm gói máy đó gửi lại.',
  alone: 'Chưa có máy nào khác.',
  unknownRole: 'Vai trò của bản mới hơn',
  thisLaptop: 'Máy này',
  founder: 'Giữ danh sách',
  ended: 'Đã loại khỏi đoàn',
  allAreas: 'Mọi lĩnh vực',
  has: 'Đã báo nhận đủ',
  lacks: (of: number) => `Chưa báo nhận ${count(of)} nội dung`,
  heard: (at: string) => `Tin gần nhất: ${at}`,
  never: 'Chưa có tin',
  device: (device: string) => `Mã máy ${device.slice(0, 16)}…`,
  add: 'Thêm máy',
  addHint:
    'Cùng mạng: mời bằng mã 8 chữ số. Ở xa: thêm máy bằng thẻ (.the) mà thành viên xuất ra từ máy của mình.',
  onlyFounder: 'Chỉ máy giữ danh sách thêm, loại được máy.',
  takeOver: 'Tiếp quản danh sách đoàn',
  takeOverIt: 'Tiếp quản',
  takeOverText: (name: string) =>
    `Từ nay máy này thêm, loại máy trong đoàn thay máy của ${name}; máy khác biết khi trao đổi. Trước khi tiếp quản, hãy trao đổi với các máy còn lại.`,
  lost: (name: string) => `Máy của ${name} bị mất hoặc hỏng: loại khỏi đoàn`,
  lostHint:
    'Phần máy này đã nhận của máy đó vẫn giữ nguyên; phần chưa nhận được giữ riêng, không đưa vào biên bản.',
  notLostHint: (name: string) =>
    `Chỉ tiếp quản khi ${name} biết và không còn thêm, loại máy: nếu cả hai cùng sửa danh sách, hai máy sẽ không nhận nội dung của nhau.`,
  taken: 'Máy này giữ danh sách đoàn. Hãy trao đổi để các máy khác biết.',
  adding: 'Thêm máy vào đoàn',
  added: (name: string) => `Đã thêm máy của ${name}. Hãy ghi gói để chuyển cho máy đó.`,
  whose: (name: string, title: string, office: string) =>
    [name, title, office].filter(Boolean).join(' · '),
  compare: 'So mã máy này với mã trên màn hình của người đưa thẻ.',
  hub: 'Máy chủ cơ quan',
  role: 'Vai trò trong đoàn',
  areas: 'Lĩnh vực được ghi (không chọn: mọi lĩnh vực)',
  end: 'Loại khỏi đoàn',
  endOf: (name: string) => `Loại máy của ${name} khỏi đoàn`,
  ending: 'Loại một máy khỏi đoàn',
  endText: (name: string) =>
    `Máy của ${name} sẽ không mở được các gói ghi từ nay về sau. Phần đã nhận của máy đó vẫn giữ nguyên; phần ghi sau đó được giữ riêng, không đưa vào biên bản.`,
  endTyped: (name: string) => `Gõ lại tên “${name}” để xác nhận`,
  endDone: (name: string) => `Đã loại máy của ${name}.`,
  pack: 'Ghi gói ra USB',
  packHint: 'Chỉ các máy trong đoàn mở được. Gói được ghi, đọc lại rồi mới báo xong.',
  everything: 'Ghi toàn bộ, kể cả phần các máy khác đã báo nhận',
  packing: 'Đang ghi gói',
  packed: (edits: number, files: number, parts: number, kib: number) =>
    `Đã ghi và đọc lại: ${count(edits)} nội dung, ${count(files)} ảnh và văn bản, ${count(parts)} tệp, ${count(kib)} KB.`,
  packedFor: (names: string[]) => `Dành cho: ${names.join(', ')}.`,
  receive: 'Nhận gói',
  receiveHint:
    'Chọn tệp .doan trên USB. Trước khi nhận, máy tự chụp lại kho; nhận lần nữa không đổi gì.',
  receiving: 'Đang nhận gói',
  received: (sender: string, campaign: string) => `Đã nhận gói của ${sender}: ${campaign}.`,
  brought: (added: number, known: number, quarantined: number) =>
    `Thêm ${count(added)}, đã có ${count(known)}, giữ riêng ${count(quarantined)} nội dung.`,
  broughtFiles: (added: number, known: number) =>
    `Ảnh và văn bản: thêm ${count(added)}, đã có ${count(known)}.`,
  disputes: (of: number) => `Có ý kiến khác nhau ở ${count(of)} chỗ, chờ trưởng đoàn chọn.`,
  noDisputes: 'Không có ý kiến khác nhau.',
  giveBack: 'Hãy ghi gói gửi lại để người gửi biết máy này đã có.',
  openCampaign: 'Mở đợt kiểm tra',
  quarantine: 'Nội dung giữ riêng',
  quarantineHint:
    'Người ghi không có quyền ghi các nội dung này nên chúng không vào biên bản, nhưng không bị xóa.',
  saidAt: (who: string, at: string) => [who, at].filter(Boolean).join(' · '),
  card: 'Thẻ máy này',
  cardHint:
    'Đưa thẻ cho người lập đoàn (USB, thư). Thẻ chỉ có họ tên, chức vụ, cơ quan và khóa công khai, không có dữ liệu kiểm tra.',
  ownDevice: 'Mã máy này, để người lập đoàn so với thẻ:',
  saveCard: 'Xuất thẻ máy',
  savedCard: (path: string) => `Đã xuất thẻ máy: ${path}`,
  stopped: 'Đã dừng, chưa có gì thay đổi.',
};
