/** Sentences of the rates over the units of a campaign. */
export const rates = {
  title: 'Số liệu chung các đơn vị',
  note: 'từ sổ và số liệu nhập tại từng đơn vị',
  item: 'Mục',
  rate: 'Tỷ lệ',
  spread: 'Khoảng',
  units: 'Từng đơn vị',
  at: (units: number) => `tại ${units} đơn vị`,
  sentences: {
    title: 'Câu nhận xét chung các đơn vị',
    note: 'đúng với từ hai đơn vị trở lên; mở từng đơn vị để ghi vào biên bản',
    at: (units: string[]) => `${units.length} đơn vị: ${units.join(', ')}`,
    copy: (text: string) => `Chép câu: ${text}`,
    copyAll: 'Chép tất cả',
  },
  noNumber: 'có nêu, không có số',
};
