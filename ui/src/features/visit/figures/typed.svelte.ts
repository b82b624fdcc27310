/** What a person typed into a field that asks for a meaning: a count, a percentage, a day. */

/** How text and meaning hang together. `read` answers `null` for text without a meaning. */
export interface Meaning {
  read: (typed: string) => string | null;
  show: (value: string) => string;
  complaint: string;
}

/** The text of one field; outlives the field, so that nothing typed is dropped. */
export class Typed {
  /** The draft, while it is being typed or means nothing. */
  text = $state<string | null>(null);
  /** The field was left although the draft means nothing. */
  invalid = $state(false);

  /** Takes the text as typed; answers its meaning, or `null`. */
  type(text: string, meaning: Meaning): string | null {
    this.text = text;
    const value = meaning.read(text);
    if (value !== null) this.invalid = false;
    return value;
  }

  /** The field is left: a draft with a meaning is put into the usual form, another one is marked. */
  leave(meaning: Meaning): void {
    if (this.text === null) return;
    this.invalid = meaning.read(this.text) === null;
    if (!this.invalid) this.text = null;
  }
}
