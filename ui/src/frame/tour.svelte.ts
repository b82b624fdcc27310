/** The tour: six steps through a sample, taken once or never. */
import { commands, type Failure } from '$/api';
import { t } from '$/i18n';

import { router, type Route } from './router.svelte';
import { session } from './session.svelte';

/** The sample through which the tour leads; its id ends or begins with the ward. */
const SAMPLE = /cau-tre/;
/** The item at which figures are shown: 14 of 27. */
const ITEM = 'CD-05';

/** What a step points at, as marked on the screens (`data-tour`). */
const TARGETS = ['campaigns', 'units', 'rating', 'figures', 'side', 'minutes'] as const;

class Tour {
  running = $state(false);
  at = $state(0);
  failure = $state.raw<Failure | null>(null);
  #ids = { campaign: '', visit: '' };

  readonly count = TARGETS.length;
  readonly target = $derived(TARGETS[this.at] ?? 'campaigns');
  readonly words = $derived(t.tour.steps[this.at] ?? { title: '', text: '' });

  /** Nobody has taken it or waved it away. */
  get offered(): boolean {
    return session.open && !session.settings.tourSeen && !this.running;
  }

  /** Opens the sample, once, and shows the first step. Answers why not, or `null`. */
  async start(): Promise<Failure | null> {
    const samples = await commands.listSamples();
    if (samples.status === 'error') return samples.error;
    const sample = samples.data.find((one) => SAMPLE.test(one.id));
    if (!sample) return null;
    const campaign = await commands.importSample(sample.id);
    if (campaign.status === 'error') return campaign.error;
    const view = await commands.campaign(campaign.data);
    if (view.status === 'error') return view.error;
    this.#ids = { campaign: campaign.data, visit: view.data.visits[0]?.id ?? '' };
    this.running = true;
    this.go(0);
    return null;
  }

  /** Shows a step; past the last one the tour is over. */
  go(at: number): void {
    if (at >= this.count) return void this.end();
    this.at = Math.max(0, at);
    const wanted = this.#routeOf(this.at);
    const here = router.route;
    const same = JSON.stringify(here) === JSON.stringify(wanted);
    if (!same) router.go(wanted);
  }

  /** Ends it wherever it is; it is not offered again. */
  async end(): Promise<void> {
    this.running = false;
    await this.waveAway();
  }

  /** It shall not be offered again. */
  async waveAway(): Promise<void> {
    if (session.settings.tourSeen) return;
    this.failure = await session.change({ ...session.settings, tourSeen: true });
  }

  #routeOf(at: number): Route {
    const { campaign, visit } = this.#ids;
    if (at === 0) return { screen: 'campaigns' };
    if (at === 1 || visit === '') return { screen: 'campaign', id: campaign };
    if (at < 5) return { screen: 'visit', id: visit, item: ITEM };
    return { screen: 'minutes', id: visit };
  }
}

export const tour = new Tour();
