/** A field's text that follows its value, except while a person is in the field. */
import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';

import { openFields } from './open-fields';

type Element = HTMLInputElement | HTMLTextAreaElement;

interface Tell {
  /** At every keystroke, in NFC. */
  oninput: (text: string) => void;
  /** When the field is left with another text than it was entered with, in NFC, trimmed. */
  onchange: (text: string) => unknown;
}

/** Follows `value()`; attach the answer to the element instead of binding its value. */
export function heldText(value: () => string) {
  return {
    attach: (tell: Tell): Attachment<Element> => {
      return (element) => {
        // At once: a dialog may give the field the focus before the first effect runs.
        if (document.activeElement !== element) element.value = untrack(value);
        let before = '';
        const enter = () => (before = element.value);
        const type = () => tell.oninput(element.value.normalize('NFC'));
        const save = async () => {
          const text = element.value.normalize('NFC').trim();
          if (text === before.normalize('NFC').trim()) return;
          before = element.value;
          await tell.onchange(text);
        };
        const leave = () => {
          // What a person typed stays, even if saving it takes long or fails.
          const touched = element.value !== before;
          void save();
          if (!touched) element.value = value();
        };
        const forget = openFields.add(async () => {
          if (document.activeElement === element) await save();
        });
        element.addEventListener('focus', enter);
        element.addEventListener('input', type);
        element.addEventListener('blur', leave);
        $effect(() => {
          const text = value();
          if (document.activeElement !== element && element.value !== text) element.value = text;
        });
        return () => {
          element.removeEventListener('focus', enter);
          element.removeEventListener('input', type);
          element.removeEventListener('blur', leave);
          forget();
        };
      };
    },
  };
}

/** The ids of what explains a field, for `aria-describedby`. */
export function describedBy(
  id: string,
  hint: string | undefined,
  error: string | undefined,
): string | undefined {
  return [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
}
