/** A key on a USB token: which module sees it, which certificate is meant, and signing with it. */
import {
  commands,
  openDialog,
  type Failure,
  type SignAs,
  type TokenCertificateView,
  type TokenModuleView,
  type TokenView,
} from '$/api';
import { Work, wasStopped } from '$/frame/work.svelte';
import { t } from '$/i18n';

import type { Signing } from './signing.svelte';

/** What the person is told to do next, in the shape of a failure. */
const ask = (message: string): Failure => ({ code: '', message });

export class TokenKey {
  modules = $state.raw<TokenModuleView[]>([]);
  /** The file of the chosen module, or empty. */
  module = $state('');
  tokens = $state.raw<TokenView[]>([]);
  /** What tells the chosen token apart, or empty. */
  chosen = $state('');
  /** Fingerprint of the chosen certificate; empty for the only one. */
  certificate = $state('');
  pin = $state('');
  /** How often the PIN was asked for: each time by an empty field, which takes the focus. */
  asked = $state(0);
  failure = $state.raw<Failure | null>(null);
  /** What came of asking for the time, the last time it signed; empty where nobody was asked. */
  stamped = '';
  reading = $state(false);
  signing = $state(false);

  readonly work = new Work();
  readonly busy = $derived(this.reading || this.signing);
  readonly token: TokenView | null = $derived(
    this.tokens.find((token) => token.key === this.chosen) ?? null,
  );

  readonly #papers: Signing;
  /** What was used last. */
  #last: { token: string; certificate: string } = { token: '', certificate: '' };

  constructor(papers: Signing) {
    this.#papers = papers;
  }

  /** Asks which modules there are; says whether a token was used before. */
  async begin(): Promise<boolean> {
    const answer = await commands.tokenModules();
    if (answer.status === 'error') {
      this.failure = answer.error;
      return false;
    }
    const { here, last } = answer.data;
    this.modules = here;
    if (last) {
      this.#last = last;
      this.#take(last.module);
      return true;
    }
    return false;
  }

  /** Reads the only module there is to read, where nothing was read yet. */
  async open(): Promise<void> {
    const only = this.modules.length === 1 ? this.modules[0]?.path : undefined;
    if (!this.module && only) this.#take(only);
    if (!this.module || this.tokens.length > 0 || this.failure) return;
    await this.read();
    this.asked += 1;
  }

  async choose(module: string): Promise<void> {
    this.#take(module);
    await this.read();
  }

  /** Lets the person point at a module. */
  async browse(): Promise<void> {
    const path = await openDialog(t.signing.token.browseTitle);
    if (path) await this.choose(path);
  }

  /** Reads what is plugged in. */
  async read(): Promise<void> {
    if (this.busy || !this.module) return;
    this.reading = true;
    this.failure = null;
    const answer = await this.work.during(commands.readTokens(this.module));
    this.reading = false;
    if (answer.status === 'error') {
      this.tokens = [];
      this.chosen = '';
      this.failure = answer.error;
      return;
    }
    this.tokens = answer.data;
    const known = this.tokens.find((token) => token.key === this.#last.token);
    this.take(known?.key ?? this.chosen);
  }

  /** Chooses a token, and on it the certificate of last time or the first that holds. */
  take(key: string): void {
    const token = this.tokens.find((one) => one.key === key) ?? this.tokens[0];
    this.chosen = token?.key ?? '';
    const has = (print: string) => (one: TokenCertificateView) => one.fingerprint === print;
    const certificates = token?.certificates ?? [];
    const meant =
      certificates.find(has(this.certificate)) ??
      certificates.find(has(this.#last.certificate)) ??
      certificates.find((one) => !one.expired) ??
      certificates[0];
    this.certificate = meant?.fingerprint ?? '';
  }

  /** Signs; says whether it did. A wrong PIN leaves everything but the PIN as it was. */
  async sign(signer: SignAs): Promise<boolean> {
    if (this.busy) return false;
    this.failure = this.#missing();
    if (this.failure) return false;
    const key = { module: this.module, token: this.chosen, certificate: this.certificate };
    this.signing = true;
    const answer = await this.work.during(this.#papers.askToken(signer, key, this.pin));
    this.pin = '';
    this.stamped = answer.status === 'error' ? '' : answer.data;
    this.failure = answer.status === 'error' ? answer.error : await this.#papers.reload();
    this.signing = false;
    this.asked += 1;
    if (wasStopped(this.failure)) this.failure = ask(t.signing.token.stopped);
    return this.failure === null;
  }

  /** Gives up waiting. */
  async stop(): Promise<void> {
    await this.work.stop();
  }

  #missing(): Failure | null {
    if (!this.module) return ask(t.signing.token.needModule);
    if (!this.token) return ask(t.signing.token.needToken);
    if (this.token.closed) return ask(this.token.pinState);
    if (!this.pin && !this.token.pinOnDevice) return ask(t.signing.token.needPin);
    return null;
  }

  #take(module: string): void {
    this.module = module;
    this.tokens = [];
    this.chosen = '';
    this.failure = null;
    if (!this.modules.some((one) => one.path === module)) {
      this.modules = [...this.modules, { name: '', path: module, verified: true }];
    }
  }
}
