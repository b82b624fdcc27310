/** Sentences about the language of formulas; its functions come from the engine. */
export const formulas = {
  title: 'Công thức của chỉ số, điều kiện và cảnh báo',
  open: 'Các hàm của công thức',
  about:
    'Một công thức là một biểu thức trên số nguyên và đúng/sai: + − *, so sánh (<, <=, >, >=, ==, !=), and, or, not, “A if điều kiện else B” và dấu ngoặc. Không có phép chia: tỷ lệ gồm hai công thức, tử số và mẫu số. Mã mục, tên phần và chữ đặt trong nháy đơn.',
  example: "so('MC-13') > 0 and not co('MC-14')",
  exampleAbout: '– có hồ sơ quá hạn mà chưa xem việc xin lỗi.',
  hint: 'Phần trong ngoặc vuông có thể bỏ; khi bỏ phần thì lấy số liệu chính của mục. Số liệu chưa có thì cả công thức là “chưa biết”: không ẩn mục nào và không cảnh báo. Công thức được soạn trong tệp Excel hoặc TOML của bộ nội dung.',
};
