/** Short messages under the bar on top, in the middle: the corners and the foot hold the acts. */

/** One message. `undo` or another act may be offered with it. */
export interface Toast {
  id: number;
  tone: 'ok' | 'bad' | 'info';
  text: string;
  code: string;
  act: { label: string; run: () => void } | null;
}

/** How long a message without an act stays, in milliseconds. Errors stay until closed. */
const STAY = 6000;

class Toasts {
  list = $state<Toast[]>([]);
  #next = 1;

  /** Says that something was done. */
  done(text: string, act: Toast['act'] = null): void {
    this.#show({ tone: 'ok', text, code: '', act });
  }

  /** Says something neutral. */
  info(text: string): void {
    this.#show({ tone: 'info', text, code: '', act: null });
  }

  /** Says what failed, what to do, and the code. */
  failed(failure: { code: string; message: string }): void {
    this.#show({ tone: 'bad', text: failure.message, code: failure.code, act: null });
  }

  close(id: number): void {
    this.list = this.list.filter((toast) => toast.id !== id);
  }

  #show(toast: Omit<Toast, 'id'>): void {
    const id = this.#next++;
    const same = (other: Toast) => other.text === toast.text && other.code === toast.code;
    this.list = [...this.list.filter((other) => !same(other)), { ...toast, id }].slice(-4);
    if (toast.tone !== 'bad') setTimeout(() => this.close(id), toast.act ? STAY * 2 : STAY);
  }
}

export const toasts = new Toasts();
