/** What a screen gives to the evidence it shows: a visit, and the way to edit it. */
import type { EvidenceView, Failure, Result, Saved } from '$/api';

export interface NamedItem {
  id: string;
  title: string;
}

export interface EvidenceHost {
  /** The visit. */
  readonly id: string;
  /** The item that is open; `''` where there is none. */
  readonly item: string;
  /** All evidence of the visit. */
  readonly evidence: readonly EvidenceView[];
  /** The items of its checklist. */
  readonly items: readonly NamedItem[];
  /** Runs an edit in its turn. Answers why not, or `null`. */
  edit(command: () => Promise<Result<Saved>>): Promise<Failure | null>;
  /** Takes the latest edit back. */
  undo(): Promise<Failure | null>;
}

/** What a piece is called in lists: its caption, or its file name. */
export function nameOf(file: EvidenceView): string {
  return file.caption || file.fileName;
}
