/** Reads picked files in the forms the engine takes. */

/** The text of a file, in NFC. */
export async function readText(file: File): Promise<string> {
  return (await file.text()).normalize('NFC');
}

/** The bytes of a file as base64. */
export async function readBase64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const pieces: string[] = [];
  // Whole triples, so that pieces can be joined; small enough for the argument list.
  for (let at = 0; at < bytes.length; at += 0x6000) {
    pieces.push(btoa(String.fromCharCode(...bytes.subarray(at, at + 0x6000))));
  }
  return pieces.join('');
}
