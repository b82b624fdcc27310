import { afterEach, expect, test, vi } from 'vitest';

import { engineLeaves, engineSays, refuses, type Call } from '$/api/testing';
import { blankInput } from '$/api/fake/world';
import { t } from '$/i18n';

import { Editor } from './editor.svelte';
import { faultsOf, tidied } from './faults';

afterEach(engineLeaves);

const NAMED = {
  ...blankInput(),
  name: 'Kiểm tra năm 2022',
  agencyName: 'SỞ NỘI VỤ',
  datesFrom: '2022-09-15',
};

function campaign() {
  return {
    id: 'c',
    key: 'k',
    sample: false,
    visits: [],
    procedures: 0,
    optionalAreas: [],
    areas: [],
    input: blankInput(),
  };
}

async function open(replies: Parameters<typeof engineSays>[0] = {}): Promise<[Editor, Call[]]> {
  const calls = engineSays({ blank_campaign: campaign, campaign, ...replies });
  const editor = new Editor(null);
  await vi.waitFor(() => expect(editor.input).not.toBeNull());
  return [editor, calls];
}

test('a campaign needs a name, an agency and a first day', () => {
  expect(Object.keys(faultsOf(blankInput()))).toEqual(['name', 'agencyName', 'datesFrom']);
  expect(faultsOf(NAMED)).toEqual({});
});

test('days in the wrong order, two leaders and one unit twice are named by field', () => {
  const unit = { id: '', key: '', name: 'Phường Cầu Tre', kind: 'phuong', planned: '', place: '' };
  const member = { id: '', name: 'A', title: '', office: '', role: 'leader', areas: [] };
  const faults = faultsOf({
    ...NAMED,
    datesTo: '2022-09-14',
    members: [member, member],
    units: [unit, { ...unit, name: 'phường cầu tre ' }],
  });

  expect(faults).toEqual({
    datesTo: t.campaignEdit.fault.order,
    'members.0.role': t.campaignEdit.fault.leader,
    'members.1.role': t.campaignEdit.fault.leader,
    'units.1.name': t.campaignEdit.fault.unitTwice,
  });
});

test('rows that were added and never filled are left out', () => {
  const input = tidied({
    ...NAMED,
    papers: [{ kind: 'KH', number: '', date: '', issuer: '', subject: '' }],
  });

  expect(input.papers).toEqual([]);
});

test('a draft survives leaving the screen and comes back', async () => {
  const [first] = await open();
  if (first.input) first.input.name = 'Chưa lưu';
  first.keep();

  const [second] = await open();

  expect(second.input?.name).toBe('Chưa lưu');
  expect(second.kept).toBe(true);

  await second.discard();

  expect(second.input?.name).toBe('');
});

test('a refused save keeps everything and says why', async () => {
  const [editor] = await open({ save_campaign: refuses('E-DISK', 'Ổ đĩa đã đầy.') });
  editor.input = { ...NAMED };

  expect(await editor.save()).toBeNull();
  expect(editor.failure?.code).toBe('E-DISK');
  expect(editor.input.name).toBe(NAMED.name);
  expect(editor.dirty).toBe(true);
});

test('faults stop the save before the engine is asked', async () => {
  const [editor, calls] = await open();

  expect(await editor.save()).toBeNull();
  expect(Object.keys(editor.faults)).toContain('name');
  expect(calls.map((call) => call.command)).not.toContain('save_campaign');
});
