/** Coming into a delegation by a code that is read aloud. */
export const invitation = {
  invite: 'Mời bằng mã',
  title: 'Mời vào đoàn bằng mã',
  text: 'Dùng khi hai máy ở cùng một mạng. Chọn trước vai trò của người được mời; ai gõ đúng mã sẽ vào đoàn với vai trò này.',
  make: 'Tạo mã',
  again: 'Tạo mã mới',
  read: 'Đọc mã này cho người được mời:',
  where: 'Người đó mở “Đoàn và trao đổi” ở trang đầu, gõ mã và một trong các địa chỉ:',
  holds: (minutes: number) =>
    `Mã dùng được một lần, còn ${minutes} phút, sai ba lần là hết. Để hộp này mở đến khi người đó vào.`,
  withdraw: 'Thu hồi mã',
  joined: (name: string) => `${name} đã vào đoàn.`,
  joinedHint: 'Nếu không phải người được mời, hãy bấm “Loại khỏi đoàn” ở máy đó ngay.',
  over: 'Mã đã hết hạn hoặc bị gõ sai ba lần, chưa ai vào đoàn.',
  join: 'Vào đoàn bằng mã mời',
  joinHint: 'Trưởng đoàn bấm “Mời bằng mã” trên máy mình rồi đọc địa chỉ và mã 8 chữ số.',
  code: 'Mã mời',
  codeHint: '8 chữ số, ví dụ 4821 0937.',
  joinIt: 'Vào đoàn',
  joining: 'Đang vào đoàn và nhận dữ liệu',
};
