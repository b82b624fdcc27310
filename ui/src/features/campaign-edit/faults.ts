/** What is wrong with a campaign, by field: `name`, `papers.0.number`, `units.2.name`. */
import type { CampaignInput } from '$/api';
import { t } from '$/i18n';
import { parsePercent, parsePoints } from '$/parts/text';

export type Faults = Record<string, string>;

const empty = (text: string) => text.trim() === '';

/** Empty when the campaign may be saved. Rows that are empty throughout do not count. */
export function faultsOf(input: CampaignInput): Faults {
  return { ...headFaults(input), ...rowFaults(input) };
}

function headFaults(input: CampaignInput): Faults {
  const say = t.campaignEdit.fault;
  const faults: Faults = {};
  if (empty(input.name)) faults['name'] = say.name;
  if (empty(input.agencyName)) faults['agencyName'] = say.agencyName;
  if (empty(input.delegationName)) faults['delegationName'] = say.delegationName;
  if (input.datesFrom === '') faults['datesFrom'] = say.datesFrom;
  for (const [from, to, field] of [
    [input.periodFrom, input.periodTo, 'periodTo'],
    [input.datesFrom, input.datesTo, 'datesTo'],
  ] as const) {
    if (from !== '' && to !== '' && to < from) faults[field] = say.order;
  }
  return faults;
}

function rowFaults(input: CampaignInput): Faults {
  const say = t.campaignEdit.fault;
  const faults: Faults = {};
  input.papers.forEach((paper, at) => {
    if (empty(paper.number)) faults[`papers.${at}.number`] = say.paperNumber;
  });
  const leaders = input.members.filter((member) => member.role === 'leader').length;
  input.members.forEach((member, at) => {
    if (empty(member.name)) faults[`members.${at}.name`] = say.memberName;
    if (member.role === 'leader' && leaders > 1) faults[`members.${at}.role`] = say.leader;
  });
  const seen = new Set<string>();
  input.units.forEach((unit, at) => {
    // Marks count: Sơn Hà and Sơn Hạ are two communes of one province. So does the place.
    const name = `${unit.name.normalize('NFC').toLowerCase().trim()}\n${unit.place}`;
    if (empty(unit.name)) faults[`units.${at}.name`] = say.unitName;
    else if (seen.has(name)) faults[`units.${at}.name`] = say.unitTwice;
    seen.add(name);
  });
  input.thresholds.forEach((threshold, at) => {
    if (empty(threshold.item)) faults[`thresholds.${at}.item`] = say.thresholdItem;
    if (!parsePercent(threshold.least)) faults[`thresholds.${at}.least`] = say.thresholdLeast;
  });
  input.points.forEach((points, at) => {
    if (empty(points.item)) faults[`points.${at}.item`] = say.thresholdItem;
    if (!parsePoints(points.most, '9999')) faults[`points.${at}.most`] = say.points;
  });
  input.localBases.forEach((basis, at) => {
    if (empty(basis.text)) faults[`localBases.${at}.text`] = say.basisText;
  });
  input.rules.forEach((rule, at) => {
    if (empty(rule.item)) faults[`rules.${at}.item`] = t.around.critical.itemNeeded;
  });
  return faults;
}

/** Codes in capitals, and without rows that a person added and never filled. */
export function tidied(input: CampaignInput): CampaignInput {
  const some = (...texts: string[]) => texts.some((text) => !empty(text));
  return {
    ...input,
    papers: input.papers.filter((row) => some(row.number, row.date, row.issuer, row.subject)),
    members: input.members.filter((row) => some(row.id, row.name, row.title, row.office)),
    units: input.units.filter((row) => some(row.id, row.name, row.planned)),
    thresholds: input.thresholds
      .filter((row) => some(row.item, row.least))
      .map((row) => ({ ...row, item: row.item.trim().toUpperCase() })),
    points: input.points
      .filter((row) => some(row.item, row.most))
      .map((row) => ({ ...row, item: row.item.trim().toUpperCase() })),
    localBases: input.localBases
      .filter((row) => some(row.of, row.text))
      .map((row) => ({ ...row, of: row.of.trim().toUpperCase() })),
    rules: input.rules
      .filter((row) => some(row.item))
      .map((row) => ({ ...row, item: row.item.trim().toUpperCase() })),
  };
}
