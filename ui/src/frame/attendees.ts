/** Those who were there, as they are saved. */
import type { AttendeeView } from '$/api';

/** The lines in which somebody stands. */
export function present(people: AttendeeView[]): AttendeeView[] {
  return people
    .map((one) => ({ name: one.name.trim(), title: one.title.trim() }))
    .filter((one) => one.name !== '' || one.title !== '');
}
