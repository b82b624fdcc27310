/** A register while it is open: its rows, and the row that is being written. */
import { commands, type Failure, type RegisterView, type Result } from '$/api';
import { t } from '$/i18n';

/** The row being written; `id` is `null` for a new one. */
export interface RowDraft {
  id: string | null;
  cells: string[];
}

export class Register {
  view = $state.raw<RegisterView | null>(null);
  failure = $state.raw<Failure | null>(null);
  row = $state.raw<RowDraft | null>(null);
  busy = $state(false);
  /** Something was saved: the visit's figures may follow from it. */
  changed = false;
  readonly #visit: string;
  readonly #id: string;

  constructor(visit: string, id: string) {
    this.#visit = visit;
    this.#id = id;
  }

  async load(): Promise<void> {
    await this.#ask(() => commands.register(this.#visit, this.#id));
  }

  begin(id: string | null): void {
    const known = this.view?.rows.find((row) => row.id === id);
    this.row = { id, cells: this.view?.fields.map((_, at) => known?.cells[at] ?? '') ?? [] };
  }

  setCell(at: number, text: string): void {
    if (!this.row) return;
    const cells = this.row.cells.map((cell, index) => (index === at ? text : cell));
    this.row = { ...this.row, cells };
  }

  async saveRow(): Promise<boolean> {
    const row = this.row;
    if (!row) return false;
    if (row.cells.every((cell) => cell.trim() === '')) {
      this.failure = { code: 'E-REGISTER-EMPTY', message: t.visit.register.empty };
      return false;
    }
    const cells = row.cells.map((cell) => cell.normalize('NFC').trim());
    const kept = await this.#ask(() =>
      commands.saveRegisterRow(this.#visit, this.#id, row.id, cells),
    );
    if (kept) {
      this.row = null;
      this.changed = true;
    }
    return kept;
  }

  async removeRow(id: string): Promise<boolean> {
    const kept = await this.#ask(() => commands.removeRegisterRow(this.#visit, this.#id, id));
    if (kept) this.changed = true;
    return kept;
  }

  async #ask(command: () => Promise<Result<RegisterView>>): Promise<boolean> {
    this.busy = true;
    const answer = await command();
    this.busy = false;
    this.failure = answer.status === 'error' ? answer.error : null;
    if (answer.status === 'ok') this.view = answer.data;
    return answer.status === 'ok';
  }
}
