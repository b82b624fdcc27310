/** Proof that the recovery code was kept: its last group, typed again. */

/** The last group of a code written in groups. */
export function lastGroup(code: string): string {
  return (
    code
      .trim()
      .split(/[\s-]+/)
      .at(-1) ?? ''
  );
}

/** Whether what was typed is the last group; case, spaces and dashes do not matter. */
export function confirms(code: string, typed: string): boolean {
  const plain = (text: string) => text.normalize('NFC').replace(/[\s-]/g, '').toUpperCase();
  return plain(typed) !== '' && plain(typed) === plain(lastGroup(code));
}
