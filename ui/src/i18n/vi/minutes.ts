/** Sentences of the minutes: preview, checks, signatures. */
export const minutes = {};
