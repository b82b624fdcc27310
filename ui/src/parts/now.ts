/** The time on the wall as people read it, for “Đã lưu lúc …” after a commit. */
export function wallClock(): string {
  return new Date().toLocaleTimeString('vi-VN', { hour12: false });
}
