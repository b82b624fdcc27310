/** The check of one signed paper. */
import { commands, type Failure, type VerifyView } from '$/api';
import { t } from '$/i18n';
import { readBase64 } from '$/parts/files';

export class Check {
  fileName = $state('');
  busy = $state(false);
  verdict = $state.raw<VerifyView | null>(null);
  failure = $state.raw<Failure | null>(null);

  /** Judges a file; a file that is no PDF is not even read. */
  async judge(file: File): Promise<void> {
    if (this.busy) return;
    this.fileName = file.name;
    this.verdict = null;
    this.failure = null;
    if (!/\.pdf$/i.test(file.name)) {
      this.failure = { code: 'E-NOT-PDF', message: t.verify.notPdf };
      return;
    }
    this.busy = true;
    const answer = await commands.verifyPaper(await readBase64(file));
    this.busy = false;
    if (answer.status === 'error') this.failure = answer.error;
    else this.verdict = answer.data;
  }
}
