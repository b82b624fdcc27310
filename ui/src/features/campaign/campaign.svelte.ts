/** One campaign with the lines of its table. */
import { commands, type CampaignView, type Failure, type UnitView, type VisitCard } from '$/api';
import { Loaded } from '$/frame/loaded.svelte';
import { router } from '$/frame/router.svelte';
import { t } from '$/i18n';
import { readText } from '$/parts/files';
import { toasts } from '$/parts/toasts.svelte';

/** A unit with one of its visits, or with none. */
export interface Line {
  key: string;
  unit: UnitView;
  visit: VisitCard | null;
  /** The first line of its unit. */
  first: boolean;
}

/** A line for every visit, and one for every unit without a visit; visits by day. */
export function linesOf(view: CampaignView): Line[] {
  return view.input.units.flatMap((unit): Line[] => {
    const visits = view.visits
      .filter((visit) => visit.unit === unit.id)
      .sort((one, other) => one.date.localeCompare(other.date));
    if (visits.length === 0) return [{ key: unit.id, unit, visit: null, first: true }];
    return visits.map((visit, at) => ({ key: visit.id, unit, visit, first: at === 0 }));
  });
}

export class Campaign {
  readonly loaded: Loaded<CampaignView>;
  busy = $state(false);

  constructor(id: string) {
    this.loaded = new Loaded(() => commands.campaign(id));
  }

  get lines(): Line[] {
    return this.loaded.view ? linesOf(this.loaded.view) : [];
  }

  get summary(): string {
    const view = this.loaded.view;
    if (!view) return '';
    const sealed = view.visits.filter((visit) => visit.state !== 'draft').length;
    return t.campaign.summary(view.input.units.length, view.visits.length, sealed);
  }

  /** Opens a visit and goes there; the same unit and day give the same visit. */
  open = async (unit: string, date: string, form: string): Promise<Failure | null> => {
    const id = this.loaded.view?.id;
    if (!id) return null;
    this.busy = true;
    const answer = await commands.openVisit(id, unit, date, form);
    this.busy = false;
    if (answer.status === 'error') return answer.error;
    router.go({ screen: 'visit', id: answer.data });
    return null;
  };

  importVisit = async (file: File): Promise<void> => {
    this.busy = true;
    const answer = await commands.importVisit(file.name, await readText(file));
    this.busy = false;
    if (answer.status === 'error') return toasts.failed(answer.error);
    toasts.done(t.campaign.importedVisit);
    await this.loaded.load();
  };

  bin = async (line: Line): Promise<void> => {
    const visit = line.visit;
    if (!visit) return;
    const answer = await commands.binVisit(visit.id);
    if (answer.status === 'error') return toasts.failed(answer.error);
    await this.loaded.load();
    toasts.done(t.campaign.visitBinned(line.unit.name), {
      label: t.words.undo,
      run: () => void this.#takeBack(visit.id),
    });
  };

  async #takeBack(visit: string): Promise<void> {
    const answer = await commands.restoreFromBin('visit', visit);
    if (answer.status === 'error') return toasts.failed(answer.error);
    await this.loaded.load();
  }
}
