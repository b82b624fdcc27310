/** Taking in a visit from its signed minutes, as the small engine plays it. */
import type { IncomingView } from '../bindings';
import { world } from './world';

let taken = false;

function incoming(): IncomingView {
  return {
    visit: world.visits[0]?.id ?? '',
    campaign: 'Kiểm tra công tác cải cách hành chính năm 2022',
    campaignHere: false,
    unit: 'Ủy ban nhân dân phường Cầu Tre',
    date: '15/09/2022',
    number: '12/BB-ĐKT',
    revision: 1,
    seal: '7f3a91c2d4e5b60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f',
    strengths: ['Bố trí đủ công chức trực tại bộ phận một cửa.'],
    shortcomings: [
      'Chưa niêm yết kịp thời thủ tục hành chính mới công bố.',
      'Hồ sơ giải quyết trễ hạn chưa có văn bản xin lỗi.',
    ],
    figures: [
      { label: 'Nhiệm vụ hoàn thành', value: '14/27 – 51,85%' },
      { label: 'Hồ sơ giải quyết đúng hạn', value: '2.756/4.545 – 60,64%' },
    ],
    answers: 84,
    photographs: 0,
    signers: [
      'Nguyễn Chiến Vương (nơi cấp đã tin cậy)',
      'Nguyễn Thị Thanh Hồng (chưa xác nhận nơi cấp)',
    ],
    remarks: [
      'Số liệu “Hồ sơ giải quyết đúng hạn” (mục MC-19): dữ liệu ghi “2.756/4.545 – 60,64%”, không in trên trang.',
    ],
    isNew: !taken,
    canOpen: taken,
    standing: taken
      ? 'Máy này đã có đúng biên bản này (cùng mã niêm phong). Không cần nhận lại.'
      : 'Máy này chưa có cuộc kiểm tra này: có thể nhận.',
  };
}

export const incomingCommands: Record<string, (args: never) => unknown> = {
  incoming_paper: () => incoming(),
  receive_paper: () => {
    const view = incoming();
    taken = true;
    return view;
  },
};
