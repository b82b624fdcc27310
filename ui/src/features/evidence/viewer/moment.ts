/** The camera's clock as people write it: `2022-09-15 09:14:02` is `09:14:02, 15/09/2022`. */
export function moment(takenAt: string): string {
  const read = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}:\d{2}:\d{2})/.exec(takenAt);
  if (!read) return takenAt;
  const [, year, month, day, time] = read;
  return `${time}, ${day}/${month}/${year}`;
}
