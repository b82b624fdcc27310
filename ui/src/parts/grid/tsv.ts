/** Tables as text, the way Excel and Calc put them on the clipboard. */

/**
 * Reads rows of cells: tabs between cells, line ends between rows, quotes around cells that hold
 * either. A last line end ends the last row, it begins no other.
 */
export function readTsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let at = 0;
  const endCell = () => {
    row.push(cell);
    cell = '';
  };
  const endRow = () => {
    endCell();
    rows.push(row);
    row = [];
  };
  while (at < text.length) {
    const letter = text.charAt(at);
    if (letter === '"' && cell === '') {
      const quoted = readQuoted(text, at);
      if (quoted) {
        cell = quoted.text;
        at = quoted.end;
        continue;
      }
    }
    if (letter === '\t') endCell();
    else if (letter === '\n' || letter === '\r') {
      endRow();
      if (letter === '\r' && text.charAt(at + 1) === '\n') at += 1;
    } else cell += letter;
    at += 1;
  }
  if (cell !== '' || row.length > 0) endRow();
  return rows;
}

/** A quoted cell that begins at `from`; `null` when the quote is just a letter of the text. */
function readQuoted(text: string, from: number): { text: string; end: number } | null {
  let at = from + 1;
  let cell = '';
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return null;
    cell += text.slice(at, quote);
    if (text.charAt(quote + 1) === '"') {
      cell += '"';
      at = quote + 2;
      continue;
    }
    const after = text.charAt(quote + 1);
    if (!['', '\t', '\n', '\r'].includes(after)) return null;
    return { text: cell.replaceAll('\r\n', '\n'), end: quote + 1 };
  }
}

/** Writes rows of cells so that Excel reads them back as they are. */
export function writeTsv(rows: string[][]): string {
  const cell = (text: string) =>
    /[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  return rows.map((row) => row.map(cell).join('\t')).join('\r\n');
}
