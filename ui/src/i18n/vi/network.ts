/** Laptops that reach each other over a network. */
import { formatCount } from '$/parts/text';

const count = (value: number) => formatCount(String(value));

export const network = {
  title: 'Qua mạng',
  hint: 'Cùng Wi-Fi, điểm phát của điện thoại hoặc dây mạng; không cần internet. Chỉ máy trong đoàn nối được, mọi thứ đi đường đều được mã hóa.',
  open: 'Mở cho đoàn',
  opening: 'Máy này đang mở cho đoàn. Máy khác gõ một trong các địa chỉ:',
  close: 'Đóng lại',
  ownDevice: 'Mã máy này, để máy mới so lại:',
  firewall:
    'Nếu máy khác không nối được: cho phép Biên Bản trong mạng riêng (tường lửa), và dùng cùng một mạng.',
  deeds: 'Máy khác vừa làm gì',
  brought: (who: string, edits: number, files: number) =>
    edits + files === 0
      ? `${who}: không có gì mới`
      : `${who} gửi ${count(edits)} nội dung, ${count(files)} ảnh và văn bản`,
  joined: (who: string) => `${who} vào đoàn bằng mã mời`,
  fetched: (who: string) => `${who} lấy phần còn thiếu`,
  refused: (who: string, code: string) => `Đã từ chối ${who} (${code})`,
  call: 'Nối tới máy khác',
  search: 'Tìm máy trong mạng',
  searching: 'Đang tìm máy trong mạng',
  nobody: 'Không thấy máy nào. Mạng có thể chặn việc tìm; hãy gõ địa chỉ trên màn hình máy kia.',
  near: 'đang mở',
  before: 'lần trước ở đây',
  unnamed: (device: string) => `Máy ${device.slice(0, 16)}…`,
  address: 'Địa chỉ máy kia',
  addressHint: 'Như trên màn hình máy kia, ví dụ 192.168.1.5:4610.',
  exchange: 'Trao đổi',
  exchangeWith: (name: string) => `Trao đổi với ${name}`,
  exchanging: 'Đang trao đổi',
  again: 'Tự trao đổi mỗi phút khi chương trình còn mở',
  againFailed: (message: string) => `Chưa tự trao đổi được: ${message}`,
  met: (name: string) => `Đã trao đổi với ${name}.`,
  nothingShared: 'Hai máy chưa có đợt kiểm tra nào chung.',
  handed: (edits: number, files: number) =>
    `Đã gửi: ${count(edits)} nội dung, ${count(files)} ảnh và văn bản mới với máy kia.`,
  complete: 'Máy kia đã báo nhận đủ.',
  lacks: (of: number) => `Máy kia chưa báo nhận ${count(of)} nội dung.`,
  stranger: 'Máy chưa biết',
  strangerText:
    'Máy trả lời không thuộc đoàn nào trên máy này. Hãy so mã dưới đây với mã trên màn hình máy kia, đủ mọi ký tự.',
  same: 'Mã giống nhau, nối tiếp',
  arrived: 'Vừa nhận nội dung mới từ máy khác; màn hình này chưa hiện.',
  show: 'Xem ngay',
};
