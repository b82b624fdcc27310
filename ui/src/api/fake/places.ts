/** The puppet engine's answers about the dated list of communes. */
import { fold } from '$/parts/text';

import type { PlaceView, UnitHistoryView } from '../bindings';
import { world } from './world';

const old = { from: '', until: '2025-06-30', untilExact: true, byOtherName: false };
const now = { from: '2025-07-01', until: '', untilExact: true, byOtherName: false };

const PLACES: PlaceView[] = [
  {
    id: 'c03425',
    name: 'Phường Cầu Tre',
    kind: 'phuong',
    area: 'Quận Ngô Quyền, Thành phố Hải Phòng',
    code: '11338',
    ...old,
  },
  {
    id: 'c03420',
    name: 'Phường Gia Viên',
    kind: 'phuong',
    area: 'Quận Ngô Quyền, Thành phố Hải Phòng',
    code: '11320',
    ...old,
  },
  {
    id: 'c05408',
    name: 'Xã Thiên Lộc',
    kind: 'xa',
    area: 'Huyện Can Lộc, Tỉnh Hà Tĩnh',
    code: '18415',
    ...old,
  },
  {
    id: 'c05420',
    name: 'Xã Khánh Vĩnh Yên',
    kind: 'xa',
    area: 'Huyện Can Lộc, Tỉnh Hà Tĩnh',
    code: '18466',
    ...old,
    byOtherName: true,
  },
  {
    id: 'c10077',
    name: 'Xã Thiên Lộc',
    kind: 'xa',
    area: 'Thành phố Hà Nội',
    code: '00493',
    ...now,
  },
  {
    id: 'c11122',
    name: 'Phường Ngô Quyền',
    kind: 'phuong',
    area: 'Thành phố Hải Phòng',
    code: '11359',
    ...now,
  },
];

/** Other names that the puppet knows. */
const ALSO: Record<string, string> = { c05420: 'yen loc' };

function suggest(text: string, day: string): PlaceView[] {
  const words = fold(text).split(/\s+/).filter(Boolean);
  return PLACES.filter((place) => {
    const stands =
      (place.from === '' || place.from <= day) && (place.until === '' || day <= place.until);
    const said = fold(`${place.name} ${place.area} ${ALSO[place.id] ?? ''}`);
    return stands && words.every((word) => said.includes(word));
  });
}

function history(campaign: string, unit: string): UnitHistoryView {
  const of = world.campaigns.find((one) => one.id === campaign);
  const named = of?.input.units.find((one) => one.id === unit);
  const place = PLACES.find((one) => one.id === named?.place);
  const today = PLACES.filter((one) => one.id === 'c11122');
  return {
    story: place ? { place, madeOf: [], today } : null,
    visits: world.visits
      .filter((one) => one.campaign === campaign && one.unit === unit && !one.binned)
      .map((one) => ({
        visit: one.id,
        campaign,
        campaignName: of?.input.name ?? '',
        unitName: named?.name ?? '',
        date: one.details.date,
        state: one.state,
        shortcomings: one.findings.filter((each) => each.input.kind === 'shortcoming').length,
      })),
  };
}

export const placeCommands: Record<string, (args: never) => unknown> = {
  suggest_places: (a: { text: string; day: string }) => suggest(a.text, a.day || '2026-11-22'),
  known_places: (a: { ids: string[] }) => PLACES.filter((one) => a.ids.includes(one.id)),
  read_unit_list: () => [
    { row: 2, name: 'Xã Thiên Lộc', kind: 'xa', planned: '', place: null, choices: 2 },
    {
      row: 3,
      name: 'Phường Gia Viên',
      kind: 'phuong',
      planned: '2022-09-20',
      place: PLACES[1],
      choices: 0,
    },
  ],
  unit_history: (a: { campaign: string; unit: string }) => history(a.campaign, a.unit),
} as Record<string, (args: never) => unknown>;
