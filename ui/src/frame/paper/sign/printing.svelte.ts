/** A paper on its way to the printer: the very pages that are on screen. */
import { printing as toPaper } from '$/frame/printing.svelte';
import { toasts } from '$/parts/toasts.svelte';

import type { Paper } from '../paper.svelte';
import type { Signing } from './signing.svelte';

export class Printing {
  busy = $state(false);
  readonly #of: () => { signing: Signing; paper: Paper };

  constructor(of: () => { signing: Signing; paper: Paper }) {
    this.#of = of;
  }

  print = async (): Promise<void> => {
    const { signing, paper } = this.#of();
    this.busy = true;
    await signing.flush();
    const wanted = signing.version;
    if (wanted !== undefined && wanted !== paper.version) await paper.show(wanted);
    if (paper.failure) toasts.failed(paper.failure);
    else await toPaper.pages(paper.pages);
    this.busy = false;
  };
}
