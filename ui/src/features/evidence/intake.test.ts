import { File as NodeFile } from 'node:buffer';

import { afterEach, expect, it, vi } from 'vitest';

import type { EvidenceView, Failure, Result, Saved } from '$/api';
import { engineLeaves, engineSays, type Call } from '$/api/testing';

import { Intake } from './intake.svelte';

afterEach(engineLeaves);

const KNOWN = {
  here: true,
  binned: false,
  id: 'e1',
  unitName: 'Xã B',
  date: '2022-09-15',
  items: ['CD-01'],
  caption: '',
  fileName: 'a.jpg',
};

function host() {
  return {
    id: 'v1',
    item: 'CD-02',
    evidence: [] as EvidenceView[],
    items: [],
    edit: async (command: () => Promise<Result<Saved>>): Promise<Failure | null> => {
      const answer = await command();
      return answer.status === 'error' ? answer.error : null;
    },
    undo: async () => null,
  };
}

// The one of jsdom cannot hand out its bytes.
const file = (name: string, size = 3) =>
  new NodeFile([new Uint8Array(size)], name) as unknown as File;
const asked = (calls: Call[]) => calls.map((call) => call.command);

it('hands a large file over in pieces, then adds it in one short edit', async () => {
  const calls = engineSays({
    upload: () => null,
    prepare_evidence: () => null,
    add_evidence: () => ({ saved: {}, known: [] }),
  });
  const intake = new Intake(host());

  await intake.add([file('a.jpg', (1 << 20) + 1)]);

  expect(asked(calls)).toEqual(['upload', 'upload', 'prepare_evidence', 'add_evidence']);
  expect(intake.coming).toEqual([]);
});

it('asks before the same bytes become a second piece', async () => {
  const calls = engineSays({
    upload: () => null,
    prepare_evidence: () => null,
    add_evidence: () => ({ saved: null, known: [KNOWN] }),
    link_evidence: () => ({}),
    drop_upload: () => null,
  });
  const intake = new Intake(host());
  await intake.add([file('a.jpg')]);

  const [question] = intake.questions;
  expect(question?.known).toEqual([KNOWN]);
  await intake.useKnown(question!, KNOWN);

  const link = calls.find((call) => call.command === 'link_evidence');
  expect(link?.args).toEqual({ visit: 'v1', ids: ['e1'], item: 'CD-02', tied: true });
  expect(asked(calls)).toContain('drop_upload');
  expect(intake.questions).toEqual([]);
});

it('stops a file that somebody calls back, and goes on with the next', async () => {
  const calls = engineSays({
    upload: () => null,
    drop_upload: () => null,
    prepare_evidence: () => null,
    add_evidence: () => ({ saved: {}, known: [] }),
  });
  const intake = new Intake(host());
  const done = intake.add([file('a.jpg'), file('b.jpg')]);
  intake.cancel(intake.coming[0]!);
  await done;

  await vi.waitFor(() => expect(asked(calls)).toContain('drop_upload'));
  expect(asked(calls).filter((one) => one === 'add_evidence')).toHaveLength(1);
});
