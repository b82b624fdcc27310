/** What is known of the time before a visit, as the screen of the visit needs it. */
import { commands, type Failure, type LastTimeView, type PastFindingView } from '$/api';
import { t } from '$/i18n';

export class Past {
  view = $state.raw<LastTimeView | null>(null);
  failure = $state.raw<Failure | null>(null);
  readonly #visit: string;

  constructor(visit: string) {
    this.#visit = visit;
  }

  load = async (): Promise<void> => {
    const answer = await commands.lastTime(this.#visit);
    this.failure = answer.status === 'error' ? answer.error : null;
    if (answer.status === 'ok') this.view = answer.data;
  };

  /** What was recorded at an item last time, in one line, and its shortcomings. */
  of(item: string): { text: string; findings: PastFindingView[] } {
    const view = this.view;
    if (!view) return { text: '', findings: [] };
    const known = view.items.find((one) => one.item === item);
    const findings = view.findings.filter((one) => one.items.includes(item));
    const states = findings.map((one) => t.around.past.states[one.state] ?? one.state);
    const texts = [
      known ? (t.visit.verdicts[known.verdict] ?? known.each) : '',
      known?.figures ?? '',
      findings.map((one, at) => `${one.text} (${states[at]?.toLowerCase()})`).join(' '),
    ];
    return { text: texts.filter(Boolean).join(' · '), findings };
  }
}
