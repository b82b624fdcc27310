/**
 * From a key to the letter on screen: our screens at full load against an empty page with one
 * input, in turns. Writes `typing.json`, which `tests/bench` makes into rows of the table.
 */
import { mkdirSync, writeFileSync } from 'node:fs';

import { expect, test, type Browser, type Page } from '@playwright/test';

import { campaign } from '../screens/ways';
import { openApart } from './apart';
import { Meter, type Spans } from './meter';

const LOAD = 'items=500&staff=2000';
/** Slices of each side, and letters in one. */
const SLICES = Number(process.env['BIENBAN_SLICES'] ?? 8);
const WORDS = 'tiep nhan ho so dung han';
/** Letters typed while a save is on its way. */
const MORE = ' va tra';

/** Milliseconds between keys: a fast hand, in no step with the screen. */
const hand = (at: number) => 45 + ((at * 37) % 50);
/** Milliseconds of quiet after which the program saves; what is typed then meets the save. */
const QUIET = 1_000;

interface Side {
  paint: number[];
  work: number[];
  /** Processor time of the main thread for a keystroke, one number a slice. */
  cpu: number[];
}

interface Case {
  name: string;
  ours: Side;
  theirs: Side;
}

interface Place {
  /** From the first page to the place. */
  open: (page: Page) => Promise<void>;
  /** Before each slice: the cursor where the next words belong. */
  ready: (page: Page, slice: number) => Promise<void>;
}

const cases: Case[] = [];

async function openVisit(page: Page): Promise<void> {
  await campaign(page);
  await page.getByRole('button', { name: 'Tiếp tục' }).first().click();
  await page.locator('[data-open-item]').waitFor();
}

/** An open item of the visit, the cursor in its empty note. */
async function intoNote(page: Page, slice: number): Promise<void> {
  await page.locator('[data-open-item]').focus();
  if (slice > 0) await page.keyboard.press('ArrowDown');
  const note = page.locator('[data-open-item] .note textarea');
  await note.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
}

const PLACES: Record<string, Place> = {
  note: { open: openVisit, ready: intoNote },
  'note, all 500 items in the list': {
    async open(page) {
      await openVisit(page);
      await page
        .getByRole('button', { name: /Còn lại/ })
        .first()
        .click();
    },
    ready: intoNote,
  },
  cell: {
    async open(page) {
      await openVisit(page);
      await page.keyboard.press('F7');
      await page.getByRole('grid').focus();
    },
    async ready(page, slice) {
      if (slice > 0) await page.keyboard.press('Enter');
      await page.getByRole('grid').focus();
    },
  },
  palette: {
    async open(page) {
      await openVisit(page);
      await page.keyboard.press('Control+k');
    },
    async ready(page) {
      await page.keyboard.press('Control+a');
      await page.keyboard.press('Delete');
    },
  },
};

async function openOurs(browser: Browser, place: Place): Promise<Meter> {
  const page = await browser.newPage();
  const meter = await Meter.on(page);
  await openApart(page, LOAD);
  await place.open(page);
  return meter;
}

async function openEmpty(browser: Browser): Promise<Meter> {
  const page = await browser.newPage();
  const meter = await Meter.on(page);
  await page.route('**/empty.html', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><input autofocus>' }),
  );
  await page.goto('/empty.html');
  return meter;
}

async function type(page: Page, text: string): Promise<void> {
  for (const [at, letter] of [...text].entries()) {
    await page.keyboard.press(letter === ' ' ? 'Space' : letter);
    await page.waitForTimeout(hand(at));
  }
}

async function slice(meter: Meter, ready: () => Promise<void>, side: Side): Promise<void> {
  await meter.page.bringToFront();
  await ready();
  await meter.page.waitForTimeout(400);
  await meter.take();
  const before = await meter.spent();
  await type(meter.page, WORDS);
  await meter.page.waitForTimeout(QUIET);
  await type(meter.page, MORE);
  await meter.page.waitForTimeout(QUIET + 200);
  const spent = (await meter.spent()) - before;
  const taken: Spans = await meter.take();
  expect(taken.paint).toHaveLength(WORDS.length + MORE.length);
  side.paint.push(...taken.paint);
  side.work.push(...taken.work);
  side.cpu.push(spent / taken.paint.length);
}

const side = (): Side => ({ paint: [], work: [], cpu: [] });

for (const [name, place] of Object.entries(PLACES)) {
  test(name, async ({ browser }) => {
    const ours = await openOurs(browser, place);
    const theirs = await openEmpty(browser);
    const one: Case = { name, ours: side(), theirs: side() };
    const turn = {
      ours: (at: number, into: Side) => slice(ours, () => place.ready(ours.page, at), into),
      theirs: (_: number, into: Side) =>
        slice(theirs, () => theirs.page.locator('input').fill(''), into),
    };
    await turn.ours(0, side());
    await turn.theirs(0, side());
    for (let at = 1; at <= SLICES; at += 1) {
      const order = at % 2 === 0 ? (['ours', 'theirs'] as const) : (['theirs', 'ours'] as const);
      for (const which of order) await turn[which](at, one[which]);
    }
    cases.push(one);
    await ours.page.screenshot({ path: `test-results/bench-${name.replace(/\W+/g, '-')}.png` });
    await ours.page.context().close();
    await theirs.page.context().close();
  });
}

test.afterAll(() => {
  const out = process.env['BIENBAN_TYPING'] ?? 'test-results/typing.json';
  mkdirSync('test-results', { recursive: true });
  writeFileSync(out, JSON.stringify(cases));
});
