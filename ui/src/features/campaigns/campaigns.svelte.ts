/** The list of campaigns and samples, and what can be done with them. */
import { commands, type CampaignCard, type Failure, type SampleView } from '$/api';
import { router } from '$/frame/router.svelte';
import { t } from '$/i18n';
import { readText } from '$/parts/files';
import { toasts } from '$/parts/toasts.svelte';

export class Campaigns {
  list = $state.raw<CampaignCard[]>([]);
  samples = $state.raw<SampleView[]>([]);
  ready = $state(false);
  busy = $state(false);
  failure = $state.raw<Failure | null>(null);

  constructor() {
    void this.load();
  }

  load = async (): Promise<void> => {
    const [list, samples] = await Promise.all([commands.listCampaigns(), commands.listSamples()]);
    if (list.status === 'ok') this.list = list.data;
    if (samples.status === 'ok') this.samples = samples.data;
    const failed = [list, samples].find((answer) => answer.status === 'error');
    this.failure = failed?.status === 'error' ? failed.error : null;
    this.ready = true;
  };

  importFile = async (file: File): Promise<void> => {
    this.busy = true;
    const answer = await commands.importCampaign(file.name, await readText(file));
    this.busy = false;
    if (answer.status === 'error') return this.#refuse(answer.error);
    toasts.done(t.campaigns.imported);
    router.go({ screen: 'campaign', id: answer.data });
  };

  openSample = async (sample: SampleView): Promise<void> => {
    this.busy = true;
    const answer = await commands.importSample(sample.id);
    this.busy = false;
    if (answer.status === 'error') return this.#refuse(answer.error);
    toasts.done(t.campaigns.sampleOpened);
    router.go({ screen: 'campaign', id: answer.data });
  };

  removeSamples = async (): Promise<void> => {
    const answer = await commands.removeSamples();
    if (answer.status === 'error') return this.#refuse(answer.error);
    toasts.done(t.campaigns.samplesRemoved(answer.data));
    await this.load();
  };

  bin = async (campaign: CampaignCard): Promise<void> => {
    const answer = await commands.binCampaign(campaign.id);
    if (answer.status === 'error') return this.#refuse(answer.error);
    await this.load();
    toasts.done(t.campaigns.binned(campaign.name), {
      label: t.words.undo,
      run: () => void this.#takeBack(campaign),
    });
  };

  async #takeBack(campaign: CampaignCard): Promise<void> {
    const answer = await commands.restoreFromBin('campaign', campaign.id);
    if (answer.status === 'error') return this.#refuse(answer.error);
    await this.load();
  }

  #refuse(failure: Failure): void {
    toasts.failed(failure);
  }
}
