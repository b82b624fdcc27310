/** What is signed last: the seal of the agency, and electronic copies. */
import { t } from '$/i18n';

export type Late = 'seal' | 'copy';

export const COPY_FORMS = ['sao-y', 'sao-luc', 'trich-sao'] as const;
export type CopyForm = (typeof COPY_FORMS)[number];

/** What a copy of this form is called beside `original`: `BienBan_SaoY.pdf`. */
export function copyName(original: string, form: CopyForm): string {
  const parts = form.split('-').map((part) => part.charAt(0).toUpperCase() + part.slice(1));
  return `${original.replace(/\.pdf$/, '')}_${parts.join('')}.pdf`;
}

/** The sentences of it. */
export const saysOf = (late: Late) => t.signing.after[late];
