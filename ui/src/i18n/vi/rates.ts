/** Sentences of the rates over the units of a campaign. */
export const rates = {
  title: 'Số liệu chung các đơn vị',
  note: 'từ sổ và số liệu nhập tại từng đơn vị',
  item: 'Mục',
  rate: 'Tỷ lệ',
  spread: 'Khoảng',
  units: 'Từng đơn vị',
  at: (units: number) => `tại ${units} đơn vị`,
  noNumber: 'có nêu, không có số',
};
