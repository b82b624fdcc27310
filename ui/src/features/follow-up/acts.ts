/** What can be recorded about demands. */
import { commands, unforeseen, upload, uploadName, type Failure } from '$/api';
import { t } from '$/i18n';

import type { FollowUp } from './follow-up.svelte';

export type Act = 'deliver' | 'report' | 'see' | 'term' | 'extend' | 'letter' | 'years';

/** The act of each digit. */
export const DIGITS: Record<string, Act> = {
  Digit1: 'deliver',
  Digit2: 'report',
  Digit3: 'see',
  Digit4: 'term',
  Digit5: 'extend',
  Digit6: 'letter',
};

/** Keeps a file with a report of a unit. */
export async function attach(state: FollowUp, report: string, file: File): Promise<Failure | null> {
  const name = uploadName();
  try {
    await upload(name, file);
  } catch (reason) {
    if (reason instanceof DOMException) {
      return { code: 'E-EVIDENCE-READ', message: t.followUp.unreadable(file.name) };
    }
    return unforeseen(reason);
  }
  const ready = await commands.prepareEvidence(name, file.name);
  if (ready.status === 'error') return ready.error;
  return state.act(() => commands.attachToReport(state.campaign, report, name));
}
