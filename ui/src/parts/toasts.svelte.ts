/** Short messages under the bar on top, in the middle: the corners and the foot hold the acts. */

/** One message. `undo` or another act may be offered with it. */
export interface Toast {
  id: number;
  tone: 'ok' | 'bad' | 'info';
  text: string;
  code: string;
  act: { label: string; run: () => void } | null;
}

/** What a failure tells people. */
interface FailureText {
  code: string;
  message: string;
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
  failed(failure: FailureText): void {
    this.#show({ tone: 'bad', text: failure.message, code: failure.code, act: null });
  }

  /** Waits for an act and says what failed; true when nothing did. */
  async attempt(act: Promise<FailureText | null> | undefined): Promise<boolean> {
    const failure = (await act) ?? null;
    if (failure) this.failed(failure);
    return failure === null;
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
