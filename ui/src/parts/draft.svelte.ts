/**
 * A field whose text means something: a count, a day, a time. The draft is kept while the field
 * has the focus; on leaving it is put into the usual form, or kept as typed and marked.
 */

/** How text and meaning hang together. `read` answers `null` for text without a meaning. */
export interface Meaning {
  read: (typed: string) => string | null;
  show: (value: string) => string;
}

/** The draft of one field. */
export class Draft {
  /** What the person typed, while it is not yet (or not validly) taken over. */
  text = $state<string | null>(null);
  /** The draft was left although it means nothing. */
  invalid = $state(false);

  #left = false;
  readonly #meaning: Meaning;
  readonly #value: () => string;
  readonly #tell: (value: string) => unknown;

  constructor(meaning: Meaning, value: () => string, tell: (value: string) => unknown) {
    this.#meaning = meaning;
    this.#value = value;
    this.#tell = tell;
  }

  /** What the field shows. */
  get shown(): string {
    return this.text ?? this.#meaning.show(this.#value());
  }

  type(text: string): void {
    this.text = text;
    this.#left = false;
    if (this.invalid) this.invalid = this.#meaning.read(text) === null;
  }

  /**
   * Hands the draft over, or keeps and marks it. It stays on the screen until the value has
   * followed: saving may take long, or be refused, and nothing typed is ever dropped.
   */
  async leave(): Promise<void> {
    if (this.text === null) return;
    const value = this.#meaning.read(this.text);
    this.invalid = value === null;
    if (value === null) return;
    this.#left = true;
    if (value === this.#value()) return this.settle();
    this.text = this.#meaning.show(value);
    await this.#tell(value);
  }

  /** Hands over what is valid while the person goes on typing; the text stays untouched. */
  async flush(): Promise<void> {
    const value = this.text === null ? null : this.#meaning.read(this.text);
    if (value !== null && value !== this.#value()) await this.#tell(value);
  }

  /** The value has moved: a draft that was handed over gives way to it. */
  settle(): void {
    if (!this.#left) return;
    this.#left = false;
    this.text = null;
  }
}
