/** Sentences of the visit: checklist, evidence, findings, registers. */
export const visit = {};
