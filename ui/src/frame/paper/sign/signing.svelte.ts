/** A paper that is sealed and signed: what may be done with it now, and doing it. */
import {
  commands,
  type BroughtView,
  type Failure,
  type LateNumberView,
  type PaperRef,
  type PreSignCheck,
  type Result,
  type StandingView,
  type SignAs,
  type StrokesInput,
  type TokenChoice,
} from '$/api';

/** What a screen knows of the paper it shows. */
interface Subject {
  /** The paper as the engine names it. */
  paper: () => PaperRef;
  standing: () => StandingView | null;
  /** What was looked at before it is sealed. */
  checks: () => readonly PreSignCheck[];
  /** Which bytes stand on screen. */
  version: () => string | undefined;
  /** Saves what is being typed. */
  flush: () => Promise<void>;
  /** Reads the screen anew. */
  reload: () => Promise<Failure | null>;
}

export class Signing {
  readonly #subject: Subject;

  constructor(subject: Subject) {
    this.#subject = subject;
  }

  readonly standing = $derived.by(() => this.#subject.standing());
  readonly signers = $derived(this.standing?.signers ?? []);
  readonly draft = $derived(this.standing?.state === 'draft');
  /** Whether it is sealed and still holds. */
  readonly open = $derived(!this.draft && this.standing?.state !== 'replaced');
  readonly certified = $derived(this.signers.some((signer) => signer.state === 'signed'));
  readonly blocks = $derived.by(() => this.#checks('block'));
  readonly warnings = $derived.by(() => this.#checks('warn'));

  get version(): string | undefined {
    return this.#subject.version();
  }

  flush(): Promise<void> {
    return this.#subject.flush();
  }

  async seal(): Promise<Failure | null> {
    await this.flush();
    return this.#act(() => commands.seal(this.#subject.paper()));
  }

  revise(reason: string): Promise<Failure | null> {
    return this.#act(() => commands.revise(this.#subject.paper(), reason.normalize('NFC').trim()));
  }

  /** Puts away the paper that was begun after a sealed one. */
  async withdraw(): Promise<Failure | null> {
    await this.flush();
    return this.#act(() => commands.withdrawPaper(this.#subject.paper()));
  }

  signDrawn(role: string, strokes: StrokesInput): Promise<Failure | null> {
    return this.#act(() => commands.signDrawn(this.#subject.paper(), role, strokes));
  }

  /** Signs, and tells what came of asking for the time. */
  async signCertificate(
    signer: SignAs,
    base64: string,
    password: string,
    tell?: (stamped: string) => void,
  ): Promise<Failure | null> {
    return this.#act(async () => {
      const paper = this.#subject.paper();
      const answer = await commands.signCertificate(paper, signer, base64, password);
      if (answer.status === 'error') return answer;
      tell?.(answer.data);
      return { status: 'ok', data: null };
    });
  }

  /**
   * Asks a token to sign; answers with what came of asking for the time. The screen is not read
   * anew: whoever waited does that.
   */
  askToken(signer: SignAs, key: TokenChoice, pin: string): Promise<Result<string>> {
    return commands.signToken(this.#subject.paper(), signer, key, pin);
  }

  /** Reads the screen anew. */
  reload(): Promise<Failure | null> {
    return this.#subject.reload();
  }

  /** The next number, and which other paper has `number`. */
  lateNumber(number: string): Promise<Result<LateNumberView>> {
    return commands.lateNumber(this.#subject.paper(), number.normalize('NFC').trim());
  }

  /** Fills in the number of a paper that was signed without one. */
  number(number: string): Promise<Failure | null> {
    const text = number.normalize('NFC').trim();
    return this.#act(() => commands.numberSigned(this.#subject.paper(), text));
  }

  /** Brings files back; with `gaps` even a scan that lacks pages. Says what came. */
  async attach(files: string[], gaps: boolean): Promise<Result<BroughtView>> {
    const answer = await commands.attachSigned(this.#subject.paper(), files, gaps);
    if (answer.status === 'error') return answer;
    const failure = await this.#subject.reload();
    return failure ? { status: 'error', error: failure } : answer;
  }

  /** Saves the paper, or a copy of it for Word, and answers with the path. */
  save(kind: 'pdf' | 'word', path: string): Promise<Result<string>> {
    return kind === 'pdf'
      ? commands.exportPaper(this.#subject.paper(), path)
      : commands.exportPaperWord(this.#subject.paper(), path);
  }

  /** Saves one of the sealed papers, and answers with the path. */
  saveSealed(seal: string, path: string): Promise<Result<string>> {
    return commands.exportSealedPaper(this.#subject.paper(), seal, path);
  }

  #checks(level: PreSignCheck['level']): PreSignCheck[] {
    return this.#subject.checks().filter((one) => one.level === level);
  }

  async #act(command: () => Promise<Result<null>>): Promise<Failure | null> {
    const answer = await command();
    return answer.status === 'error' ? answer.error : this.#subject.reload();
  }
}
