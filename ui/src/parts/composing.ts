/** Tells a value that an input method is at work, so that half a syllable is not saved. */
import type { Attachment } from 'svelte/attachments';

interface Composes {
  compose: (composing: boolean) => void;
}

export function composing(field: () => Composes): Attachment<HTMLElement> {
  return (element) => {
    const begin = () => field().compose(true);
    const end = () => field().compose(false);
    element.addEventListener('compositionstart', begin);
    element.addEventListener('compositionend', end);
    element.addEventListener('blur', end);
    return () => {
      element.removeEventListener('compositionstart', begin);
      element.removeEventListener('compositionend', end);
      element.removeEventListener('blur', end);
    };
  };
}
