/** The check of one signed paper. */
import { commands, saveDialog, type Failure, type IncomingView, type VerifyView } from '$/api';
import { t } from '$/i18n';
import { readBase64 } from '$/parts/files';
import { toasts } from '$/parts/toasts.svelte';

export class Check {
  fileName = $state('');
  busy = $state(false);
  verdict = $state.raw<VerifyView | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** The visit that the paper would bring, once somebody asked. */
  incoming = $state.raw<IncomingView | null>(null);
  taken = $state(false);
  #base64 = '';

  /** Judges a file; a file that is no PDF is not even read. */
  async judge(file: File): Promise<void> {
    if (this.busy) return;
    this.fileName = file.name;
    this.verdict = null;
    this.failure = null;
    this.incoming = null;
    this.taken = false;
    if (!/\.pdf$/i.test(file.name)) {
      this.failure = { code: 'E-NOT-PDF', message: t.verify.notPdf };
      return;
    }
    this.busy = true;
    this.#base64 = await readBase64(file);
    const answer = await commands.verifyPaper(this.#base64);
    this.busy = false;
    if (answer.status === 'error') this.failure = answer.error;
    else this.verdict = answer.data;
  }

  /** Saves what the paper was at its n-th signature, from 1, where the person says. */
  async saveState(number: number): Promise<void> {
    const stem = this.fileName.replace(/\.pdf$/i, '');
    const path = await saveDialog(`${stem}-lan-ky-${number}.pdf`);
    if (!path) return;
    const answer = await commands.saveSignedState(this.#base64, number, path);
    this.failure = answer.status === 'error' ? answer.error : null;
    if (answer.status === 'ok') toasts.done(t.verify.stateSaved(answer.data));
  }

  /** Whether a visit may be taken in from the paper. */
  get mayBring(): boolean {
    const { verdict } = this;
    const sound = verdict?.verdict === 'intact' || verdict?.verdict === 'extended';
    return sound && verdict.data?.verdict === 'agrees';
  }

  /** Asks what the paper would bring. */
  look = (): Promise<void> => this.#ask(false);

  /** Takes in what it brings. */
  take = (): Promise<void> => this.#ask(true);

  async #ask(take: boolean): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failure = null;
    const ask = take ? commands.receivePaper : commands.incomingPaper;
    const answer = await ask(this.#base64);
    this.busy = false;
    if (answer.status === 'error') {
      this.failure = answer.error;
      return;
    }
    this.incoming = answer.data;
    this.taken = take && answer.data.isNew;
  }
}
