/** Files dropped and pasted, wherever on the screen. */
import type { Attachment } from 'svelte/attachments';

import { inTextField } from '$/parts/keys';

interface Acts {
  /** Files for the place that this stands on. */
  add: (files: File[]) => void;
  /** Whether something hangs over the place. */
  over: (over: boolean) => void;
}

/** Files dropped beside the zone must not make the web view leave the program. */
export function takingIn({ add, over }: Acts): Attachment<HTMLElement> {
  return (zone) => {
    const inside = (event: Event) => zone.contains(event.target as Node);
    const drag = (event: DragEvent) => {
      event.preventDefault();
      over(inside(event));
    };
    const drop = (event: DragEvent) => {
      event.preventDefault();
      over(false);
      const given = [...(event.dataTransfer?.files ?? [])];
      if (inside(event) && given.length > 0) add(given);
    };
    const leave = (event: DragEvent) => {
      if (!event.relatedTarget) over(false);
    };
    const paste = (event: ClipboardEvent) => {
      const given = [...(event.clipboardData?.files ?? [])];
      if (given.length === 0 || document.querySelector('dialog[open]')) return;
      if (inTextField(event) && event.clipboardData?.getData('text/plain')) return;
      event.preventDefault();
      add(given);
    };
    window.addEventListener('dragover', drag);
    window.addEventListener('drop', drop);
    window.addEventListener('dragleave', leave);
    window.addEventListener('paste', paste);
    return () => {
      window.removeEventListener('dragover', drag);
      window.removeEventListener('drop', drop);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('paste', paste);
    };
  };
}
