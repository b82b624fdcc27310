/** Proof that the recovery code was kept: its end, typed again. */

/** How many characters have to be typed again. */
const LENGTH = 5;

/** The last characters of a code written in groups, without the marks between them. */
export function lastGroup(code: string): string {
  return code.replace(/[\s-]/g, '').slice(-LENGTH);
}

/** Whether what was typed is the end of the code; case, spaces and dashes do not matter. */
export function confirms(code: string, typed: string): boolean {
  const plain = (text: string) => text.normalize('NFC').replace(/[\s-]/g, '').toUpperCase();
  return plain(typed) !== '' && plain(typed) === plain(lastGroup(code));
}
