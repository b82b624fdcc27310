/** The time of day now, `10:19:42`. */
export function clockNow(): string {
  return new Date().toTimeString().slice(0, 8);
}
