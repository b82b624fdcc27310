/** The puppet engine's answers about the session, campaigns, the bin and search. */
import { fold } from '$/parts/text';

import type {
  CampaignInput,
  PersonView,
  SearchHit,
  SessionView,
  SetUpInput,
  SettingsView,
} from '../bindings';
import { campaignVersion, unbinDraft } from './checklists';
import { comfortView } from './comfort';
import { progress } from './visits';
import {
  blankInput,
  cauTre,
  checklist,
  fresh,
  newVisit,
  SAMPLES,
  workThrough,
  world,
  type Campaign,
} from './world';
import { slowly } from './work';

const RECOVERY = 'K7QM-2XRD-9FTA-VW4H-83NE-PJ6C';

function sessionView(): SessionView {
  return {
    state: world.state,
    person: world.state === 'open' ? world.person : null,
    version: '26.11.0',
    settings: world.settings,
    ...comfortView(),
    snapshots: world.state === 'damaged' ? world.snapshots : [],
  };
}

function campaignById(id: string): Campaign {
  const campaign = world.campaigns.find((one) => one.id === id);
  if (!campaign)
    throw { code: 'E-NOT-FOUND', message: 'Không còn đợt kiểm tra này. Hãy quay lại danh sách.' };
  return campaign;
}

function visitsOf(id: string) {
  return world.visits.filter((one) => one.campaign === id && !one.binned);
}

const day = (iso: string) => iso.split('-').reverse().join('/');

function cardOf(campaign: Campaign) {
  const { input } = campaign;
  const visits = visitsOf(campaign.id);
  return {
    id: campaign.id,
    name: input.name,
    agency: input.agencyName,
    delegation: input.delegationName,
    dates: input.datesFrom ? `${day(input.datesFrom)} – ${day(input.datesTo)}` : '',
    units: input.units.length,
    visits: visits.length,
    sealed: visits.filter((one) => one.state !== 'draft').length,
    sample: campaign.sample,
  };
}

function open(secret: string): void {
  if (secret !== world.passphrase && secret !== RECOVERY) {
    throw {
      code: 'E-WRONG-SECRET',
      message:
        'Mật khẩu hoặc mã khôi phục chưa đúng. Hãy kiểm tra phím Caps Lock và bộ gõ rồi nhập lại.',
    };
  }
  world.state = 'open';
}

/** The words looked for, marked where they stand in one piece. */
function marked(title: string, wanted: string): SearchHit['shown'] {
  const at = fold(title).indexOf(wanted);
  if (at < 0) return [{ text: title, hit: false }];
  const end = at + wanted.length;
  return [
    { text: title.slice(0, at), hit: false },
    { text: title.slice(at, end), hit: true },
    { text: title.slice(end), hit: false },
  ].filter((piece) => piece.text !== '');
}

function hits(text: string): SearchHit[] {
  const wanted = fold(text).trim();
  const blank = { campaign: '', visit: '', item: '' };
  const shown = (title: string) => marked(title, wanted);
  const visit = world.visits.find((one) => !one.binned);
  const items = checklist
    .flatMap((area) => area.items)
    .filter((item) => fold(`${item.id} ${item.question}`).includes(wanted));
  const campaigns = world.campaigns.filter(
    (one) => !one.binned && fold(one.input.name).includes(wanted),
  );
  const units = world.visits.flatMap((one) => {
    const name =
      campaignById(one.campaign).input.units.find((unit) => unit.id === one.unit)?.name ?? '';
    return fold(name).includes(wanted) ? [{ one, name }] : [];
  });
  return [
    ...units.map(({ one, name }) => ({
      ...blank,
      kind: 'visit' as const,
      shown: shown(name),
      about: day(one.details.date),
      campaign: one.campaign,
      visit: one.id,
    })),
    ...campaigns.map((one) => ({
      ...blank,
      kind: 'campaign' as const,
      shown: shown(one.input.name),
      about: one.input.agencyName,
      campaign: one.id,
    })),
    ...(visit ? items : []).map((item) => ({
      ...blank,
      kind: 'item' as const,
      shown: shown(item.question),
      about: item.title,
      campaign: visit?.campaign ?? '',
      visit: visit?.id ?? '',
      item: item.id,
    })),
  ].slice(0, 20);
}

export const officeCommands: Record<string, (args: never) => unknown> = {
  session: sessionView,
  set_up: (a: { input: SetUpInput }) => {
    world.person = { name: a.input.name, title: a.input.title, office: a.input.office };
    world.passphrase = a.input.passphrase;
    world.state = 'open';
    return RECOVERY;
  },
  unlock: (a: { secret: string }) => {
    open(a.secret);
    return sessionView();
  },
  lock: () => {
    world.state = 'locked';
    return null;
  },
  change_passphrase: (a: { current: string; next: string }) => {
    open(a.current);
    world.passphrase = a.next;
    return null;
  },
  restore_snapshot: (a: { name: string; secret: string }) => {
    open(a.secret);
    return sessionView();
  },
  update_settings: (a: { settings: SettingsView }) => (world.settings = a.settings),
  update_person: (a: { person: PersonView }) => (world.person = a.person),
  backup: (a: { path: string }) => a.path,
  check_store: () => ({
    ok: true,
    lines: [
      'Chuỗi ghi chép: 1.204 lần sửa, chữ ký đúng.',
      'Minh chứng: 12 tệp, mã băm khớp.',
      'Bảng dựng lại giống bảng đang dùng.',
    ],
  }),
  list_campaigns: () => world.campaigns.filter((one) => !one.binned).map(cardOf),
  list_samples: () => SAMPLES.map((one) => ({ ...one, imported: world.samples.has(one.id) })),
  import_sample: (a: { id: string }) => {
    const known = world.samples.get(a.id);
    if (known) return known;
    const campaign = cauTre(true);
    const about = SAMPLES.find((one) => one.id === a.id);
    campaign.input = { ...campaign.input, name: about?.name ?? campaign.input.name };
    world.campaigns.push(campaign);
    world.samples.set(a.id, campaign.id);
    const visit = newVisit(campaign.id, 'u-cau-tre', '2022-09-15', 'planned');
    workThrough(visit);
    world.visits.push(visit);
    return campaign.id;
  },
  remove_samples: () => {
    const samples = world.campaigns.filter((one) => one.sample && !one.binned);
    for (const one of samples) one.binned = true;
    world.samples.clear();
    return samples.length;
  },
  import_campaign: (a: { fileName: string; text: string }) => {
    if (!a.text.includes('[campaign]')) {
      throw {
        code: 'E-FILE',
        message: `Tệp ${a.fileName} dòng 1: thiếu phần [campaign]. Hãy sửa tệp rồi nhập lại.`,
      };
    }
    const campaign = cauTre(false);
    world.campaigns.push(campaign);
    return campaign.id;
  },
  import_visit: () => world.visits[0]?.id ?? '',
  campaign: (a: { id: string }) => {
    const { id, key, sample, input } = campaignById(a.id);
    const visits = visitsOf(id).map((visit) => ({
      id: visit.id,
      unit: visit.unit,
      date: visit.details.date,
      form: visit.details.form,
      state: visit.state,
      answered: progress(visit).answered.done,
      items: progress(visit).answered.of,
      shortcomings: visit.findings.filter((one) => one.input.kind === 'shortcoming').length,
    }));
    return {
      id,
      key,
      sample,
      input,
      visits,
      checklistTitle: 'Kiểm tra công tác cải cách hành chính',
      version: campaignVersion(),
      procedures: 0,
      optionalAreas: [{ id: 'NV', title: 'Nội vụ lồng ghép: văn thư, lưu trữ' }],
      areas: checklist.map(({ id, title }) => ({ id, title })),
    };
  },
  blank_campaign: () => ({
    id: '',
    key: '',
    sample: false,
    input: blankInput(),
    visits: [],
    checklistTitle: 'Kiểm tra công tác cải cách hành chính',
    version: campaignVersion(),
    procedures: 0,
    optionalAreas: [{ id: 'NV', title: 'Nội vụ lồng ghép: văn thư, lưu trữ' }],
    areas: checklist.map(({ id, title }) => ({ id, title })),
  }),
  save_campaign: (a: { id: string | null; input: CampaignInput }) => {
    const input = {
      ...a.input,
      units: a.input.units.map((unit) => ({ ...unit, id: unit.id || fresh('unit') })),
      members: a.input.members.map((one) => ({ ...one, id: one.id || fresh('member') })),
    };
    if (a.id) campaignById(a.id).input = input;
    const id = a.id ?? fresh('campaign');
    if (!a.id) world.campaigns.push({ id, key: id, sample: false, binned: false, input });
    return id;
  },
  bin_campaign: (a: { id: string }) => {
    campaignById(a.id).binned = true;
    return null;
  },
  bin_visit: (a: { id: string }) => {
    for (const visit of world.visits) if (visit.id === a.id) visit.binned = true;
    return null;
  },
  list_bin: () => [
    ...world.campaigns
      .filter((one) => one.binned)
      .map((one) => ({
        kind: 'campaign',
        id: one.id,
        name: one.input.name,
        about: one.input.agencyName,
      })),
    ...world.visits
      .filter((one) => one.binned)
      .map((one) => ({
        kind: 'visit',
        id: one.id,
        name:
          campaignById(one.campaign).input.units.find((unit) => unit.id === one.unit)?.name ?? '',
        about: day(one.details.date),
      })),
  ],
  restore_from_bin: (a: { kind: string; id: string }) => {
    for (const one of [...world.campaigns, ...world.visits])
      if (one.id === a.id) one.binned = false;
    if (a.kind === 'draft') unbinDraft(a.id);
    return null;
  },
  open_visit: (a: { campaign: string; unit: string; date: string; form: string }) => {
    const known = visitsOf(a.campaign).find(
      (one) => one.unit === a.unit && one.details.date === a.date,
    );
    if (known) return known.id;
    const visit = newVisit(a.campaign, a.unit, a.date, a.form);
    world.visits.push(visit);
    return visit.id;
  },
  search: (a: { text: string; visit: string }) => slowly(true, () => hits(a.text)),
} as Record<string, (args: never) => unknown>;
