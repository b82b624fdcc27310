/** Sentences of the lists of those present. */
export const attendees = {
  delegation: 'Thành phần đoàn kiểm tra',
  unit: 'Thành phần đơn vị được kiểm tra',
  name: 'Họ và tên',
  personTitle: 'Chức vụ',
  addPerson: 'Thêm người',
  removePerson: (name: string) => (name ? `Bỏ ${name}` : 'Bỏ dòng này'),
  nobody: 'Chưa ghi ai có mặt.',
  fromCampaign: 'Lấy từ danh sách thành viên của đợt',
};
