/** Sentences about what takes longer than a moment. */
export const work = {
  far: (label: string, percent: number) =>
    percent > 0 ? `${label}: đã xong ${percent}%` : `${label}…`,
  stop: 'Dừng',
  stopping: 'Đang dừng…',
  writing: 'Đang ghi vào sổ',
  indexing: 'Đang lập mục lục để tìm trong toàn bộ dữ liệu (chỉ lần đầu)',
  notWritten: 'Đã dừng. Sổ trở lại như trước khi ghi.',
  notTakenBack: 'Đã dừng. Chưa hoàn tác hay làm lại gì.',
  notIndexed: 'Đã dừng lập mục lục nên chưa tìm được; lần tìm sau sẽ lập lại.',
};
