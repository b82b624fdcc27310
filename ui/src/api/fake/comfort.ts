/** The puppet engine's answers about looks, the last place, the tour and the emergency pad. */
import type { LookView, PadNoteView, PadView, LastPlaceView, Theme } from '../bindings';
import { emptyAnswer, world } from './world';

const mine = {
  look: { theme: 'system', zoomPercent: 100 } as LookView,
  last: false,
  place: null as Omit<LastPlaceView, 'name'> | null,
  sealing: true,
  sheets: [] as PadNoteView[],
  next: 1,
};

/** What the address asks for. */
export function playComfort(options: URLSearchParams): void {
  const theme = options.get('theme');
  if (theme) mine.look.theme = theme as Theme;
  mine.last = options.has('last');
  mine.sealing = !options.has('nopad') && world.state !== 'fresh';
  world.settings.tourSeen = !options.has('tour');
  if (!options.has('pad')) return;
  const texts = [
    'Chìa khóa IO: trạm y tế mới dùng 3/9, hiệu trưởng giữ 4.\nHẹn gặp lại bộ phận Một cửa lúc 14 giờ.',
    'Ảnh bảng niêm yết chụp ở hành lang, chưa có thời hạn giải quyết.',
  ];
  for (const [at, text] of texts.entries())
    mine.sheets.push({ sheet: `sheet-${at}`, at: `15/09/2022 10:1${9 - at}`, text, away: false });
}

/** The part of the session that is about comfort. */
export function comfortView(): { look: LookView; place: LastPlaceView | null } {
  const visit = world.visits[0];
  const place = mine.place ?? { screen: 'visit', id: visit?.id ?? '', item: 'CD-05' };
  const there = world.state === 'open' && mine.last && visit !== undefined;
  return { look: mine.look, place: there ? { ...place, name: 'Phường Cầu Tre' } : null };
}

function noteOf(sheet: string): PadNoteView | undefined {
  return mine.sheets.find((note) => note.sheet === sheet);
}

export const comfortCommands: Record<string, (args: never) => unknown> = {
  set_look: (a: { look: LookView }) => (mine.look = a.look),
  keep_place: (a: Omit<LastPlaceView, 'name'>) => {
    mine.place = a;
    return null;
  },
  begin_pad_sheet: () => {
    if (!mine.sealing)
      throw {
        code: 'E-PAD-NO-STORE',
        message:
          'Máy này chưa thiết lập kho dữ liệu nên chưa có khóa để niêm phong: những gì gõ ở đây chưa được lưu. Hãy thiết lập xong rồi ghi, hoặc ghi ra giấy.',
      };
    return `new-${mine.next++}`;
  },
  write_pad_sheet: (a: { sheet: string; text: string }) => {
    const known = noteOf(a.sheet);
    if (known) known.text = a.text;
    else mine.sheets.unshift({ sheet: a.sheet, at: '15/09/2022 10:21', text: a.text, away: false });
    return '10:21:07';
  },
  pad_notes: (): PadView => ({
    notes: mine.sheets.filter((note) => note.text.trim() !== ''),
    unreadable: 0,
  }),
  put_pad_note_away: (a: { sheet: string; away: boolean }) => {
    const note = noteOf(a.sheet);
    if (note) note.away = a.away;
    return null;
  },
  pad_note_to_item: (a: { sheet: string; visit: string; item: string }) => {
    const note = noteOf(a.sheet);
    const answers = world.visits.find((one) => one.id === a.visit)?.answers;
    const answer = answers?.get(a.item) ?? emptyAnswer(a.item);
    if (note) answer.note = [answer.note, note.text].filter(Boolean).join('\n');
    answers?.set(a.item, answer);
    if (note) note.away = true;
    return null;
  },
} as Record<string, (args: never) => unknown>;
