/** The state of the layout screen: what the engine has, what is being typed, which page shows it. */
import { commands, type Failure, type LayoutForm, type LayoutView, type Result } from '$/api';
import { clockNow } from '$/frame/paper/clock';
import { Unsaved } from '$/parts/unsaved.svelte';

/** The texts of a layout. */
export type LayoutText = 'parent' | 'agency' | 'symbol' | 'intro' | 'closing' | 'recipients';

/** How the minutes of one campaign are printed. */
export class Layout {
  readonly campaign: string;
  view = $state.raw<LayoutView | null>(null);
  failure = $state.raw<Failure | null>(null);
  savedAt = $state('');
  readonly unsaved = new Unsaved<LayoutForm>((form) => this.#save(form));
  #turn: Promise<unknown> = Promise.resolve();

  constructor(campaign: string) {
    this.campaign = campaign;
  }

  /** The layout as it stands on screen, saved or on its way. */
  readonly form = $derived(this.unsaved.value ?? this.view?.form ?? null);

  async load(): Promise<void> {
    this.failure = await this.#ask(() => commands.layout(this.campaign));
  }

  flush = (): Promise<void> => this.unsaved.flush();

  /** A text that is being typed. */
  note(text: LayoutText, value: string): void {
    if (this.form) this.unsaved.note({ ...this.form, [text]: value });
  }

  /** Prints a part before or after its neighbour. */
  move(section: string, by: 1 | -1): Promise<void> {
    const form = this.form;
    const from = form?.order.indexOf(section) ?? -1;
    const order = [...(form?.order ?? [])];
    const [moved, other] = [order[from], order[from + by]];
    if (!form || moved === undefined || other === undefined) return Promise.resolve();
    order[from] = other;
    order[from + by] = moved;
    return this.unsaved.set({ ...form, order });
  }

  /** Leaves a block out, or takes it in again. */
  leaveOut(block: string, out: boolean): Promise<void> {
    if (!this.form) return Promise.resolve();
    const rest = this.form.leftOut.filter((one) => one !== block);
    return this.unsaved.set({ ...this.form, leftOut: out ? [...rest, block] : rest });
  }

  async undo(): Promise<Failure | null> {
    await this.flush();
    return this.#ask(() => commands.undoLayout(this.campaign));
  }

  async redo(): Promise<Failure | null> {
    await this.flush();
    return this.#ask(() => commands.redoLayout(this.campaign));
  }

  async importFile(name: string, text: string): Promise<Failure | null> {
    await this.flush();
    return this.#ask(() => commands.importLayout(this.campaign, name, text));
  }

  /** Keeps the layout for the office under a name. */
  async keep(name: string): Promise<Failure | null> {
    await this.flush();
    return this.#ask(() => commands.keepLayout(this.campaign, name.normalize('NFC').trim()));
  }

  /** Prints in a layout that the office keeps. */
  async use(kept: string): Promise<Failure | null> {
    await this.flush();
    return this.#ask(() => commands.useOfficeLayout(this.campaign, kept));
  }

  rename(kept: string, name: string): Promise<Failure | null> {
    const said = name.normalize('NFC').trim();
    return this.#ask(() => commands.renameOfficeLayout(this.campaign, kept, said));
  }

  drop(kept: string): Promise<Failure | null> {
    return this.#ask(() => commands.removeOfficeLayout(this.campaign, kept));
  }

  /** Takes back the latest act at the layouts that the office keeps. */
  undoKept(): Promise<Failure | null> {
    return this.#ask(() => commands.undoOfficeLayouts(this.campaign));
  }

  async #save(form: LayoutForm): Promise<Failure | null> {
    const failed = await this.#ask(() => commands.setLayout(this.campaign, form));
    if (!failed) this.savedAt = clockNow();
    return failed;
  }

  /** One question after another, so that a late answer never hides a later one. */
  #ask(command: () => Promise<Result<LayoutView>>): Promise<Failure | null> {
    const mine = this.#turn.then(async () => {
      const answer = await command();
      if (answer.status === 'error') return answer.error;
      this.view = answer.data;
      return null;
    });
    this.#turn = mine.catch(() => undefined);
    return mine;
  }
}
