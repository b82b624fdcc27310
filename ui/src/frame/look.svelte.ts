/** How things look on this machine: colours and size. Known before the store is open. */
import { commands, zoomTo, type Failure, type LookView, type Theme } from '$/api';

/** Sizes that every screen bears, in percent. */
export const ZOOM = { least: 80, most: 200, step: 10 } as const;

/** The themes in the order in which the button in the status bar goes through them. */
export const THEMES: readonly Theme[] = ['system', 'light', 'dark', 'contrast'];

/** What stands in `data-theme`: the colours that are really shown. */
export type Shown = 'light' | 'dark' | 'contrast';

/** The colours for a wish, given what the system asks for. */
export function shownTheme(wish: Theme, system: { dark: boolean; contrast: boolean }): Shown {
  if (wish !== 'system') return wish;
  if (system.contrast) return 'contrast';
  return system.dark ? 'dark' : 'light';
}

class Look {
  view = $state.raw<LookView>({ theme: 'system', zoomPercent: 100 });
  #zoomed = 100;

  /** Takes what the engine says. */
  take(view: LookView): void {
    this.view = view;
    this.paint();
    if (view.zoomPercent === this.#zoomed) return;
    this.#zoomed = view.zoomPercent;
    void zoomTo(view.zoomPercent);
  }

  /** Puts the colours on the page; runs again when the system changes its mind. */
  paint(): void {
    const asks = (query: string) => window.matchMedia?.(query).matches ?? false;
    document.documentElement.dataset['theme'] = shownTheme(this.view.theme, {
      dark: asks('(prefers-color-scheme: dark)'),
      contrast: asks('(prefers-contrast: more)'),
    });
  }

  /** Follows the system until the answer is called. */
  watch(): () => void {
    this.paint();
    const paint = () => this.paint();
    const queries = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)'].map((query) =>
      window.matchMedia?.(query),
    );
    for (const query of queries) query?.addEventListener('change', paint);
    return () => {
      for (const query of queries) query?.removeEventListener('change', paint);
    };
  }

  /** Keeps a new look; answers why not, or `null`. What is shown changes at once either way. */
  async change(change: Partial<LookView>): Promise<Failure | null> {
    const wished = { ...this.view, ...change };
    const zoomPercent = Math.min(ZOOM.most, Math.max(ZOOM.least, wished.zoomPercent));
    this.take({ ...wished, zoomPercent });
    const answer = await commands.setLook(this.view);
    return answer.status === 'error' ? answer.error : null;
  }

  /** The theme after the present one. */
  get nextTheme(): Theme {
    const at = THEMES.indexOf(this.view.theme);
    return THEMES[(at + 1) % THEMES.length] ?? 'system';
  }
}

export const look = new Look();
