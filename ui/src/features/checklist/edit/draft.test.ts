import { expect, test, vi } from 'vitest';

import { commands, type DraftView } from '$/api';

import { Draft } from './draft.svelte';

function view(question: string): DraftView {
  const item = { id: 'MC-01', title: 'Một', question, retired: '' };
  return {
    id: 'd',
    problems: [
      { at: 'MC-01', field: 'question', text: 'nội dung còn trống' },
      { at: 'MC-01', field: 'question', text: 'dấu ngoặc nhọn không khớp' },
    ],
    difference: {
      areas: [],
      items: [],
      orders: [],
      areasArranged: false,
      registers: [],
      formulas: false,
    },
    sheet: { areas: [{ id: 'MC', title: 'Một cửa', items: [item] }] },
    undo: '',
    redo: '',
  } as unknown as DraftView;
}

const ok = (question: string, made = '') => ({
  status: 'ok' as const,
  data: { draft: view(question), made, at: '10:00:00' },
});

async function loaded(): Promise<Draft> {
  vi.spyOn(commands, 'checklistDraft').mockResolvedValue({ status: 'ok', data: view('cũ') });
  const draft = new Draft('d');
  await vi.waitFor(() => expect(draft.view).not.toBeNull());
  return draft;
}

test('what is typed is saved before the next act asks for the draft', async () => {
  const draft = await loaded();
  const asked: string[] = [];
  vi.spyOn(commands, 'editDraft').mockImplementation((_, edit) => {
    asked.push(edit.kind);
    return Promise.resolve(ok('mới'));
  });
  const text = draft.text('MC-01/question', (typed) => ({
    kind: 'worded',
    item: 'MC-01',
    field: 'question',
    text: typed,
  }));
  text.note('mới');
  expect(draft.saving).toBe('dirty');
  await draft.edit({ kind: 'unretire', item: 'MC-01' });
  expect(asked).toEqual(['worded', 'unretire']);
  expect(draft.saving).toBe('saved');
});

test('a text that could not be saved stays with its reason', async () => {
  const draft = await loaded();
  const failure = { code: 'E-STORE-FULL', message: 'Đĩa đầy.' };
  vi.spyOn(commands, 'editDraft').mockResolvedValue({ status: 'error', error: failure });
  const text = draft.text('MC-01/note', (typed) => ({
    kind: 'worded',
    item: 'MC-01',
    field: 'note',
    text: typed,
  }));
  await text.set('ghi chú');
  expect(text.value).toBe('ghi chú');
  expect(draft.saving).toBe('failed');
});

test('several complaints about a field are one sentence', async () => {
  const draft = await loaded();
  expect(draft.problem('MC-01', 'question')).toBe('Nội dung còn trống; dấu ngoặc nhọn không khớp.');
  expect(draft.problem('MC-01', 'title')).toBeUndefined();
});
