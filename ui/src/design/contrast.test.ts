// @vitest-environment node
/**
 * The colours that meet on the screens, in all three themes, by WCAG 2.2: text 4.5, borders of
 * controls and the focus 3; in the theme of high contrast 7 and 4.5.
 */
import { readdirSync, readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

const SOURCE = 'src';
const THEMES = ['light', 'dark', 'contrast'] as const;

type Theme = (typeof THEMES)[number];
type Tokens = Map<string, string>;

/** What general text stands on. */
const GROUNDS = ['surface', 'bg', 'sunken', 'field', 'na-soft', 'blue-soft'];
const BAR = ['bar', 'bar-2', 'bar-raised'];

/** Every token that colours text or a sign, and all grounds on which it may stand. */
const TEXT: Record<string, string[]> = {
  text: [...GROUNDS, 'ok-soft', 'bad-soft', 'warn-soft'],
  'text-2': [...GROUNDS, 'ok-soft', 'bad-soft', 'warn-soft'],
  'text-3': GROUNDS,
  'blue-strong': [...GROUNDS, 'warn-soft', 'bad-soft'],
  blue: GROUNDS,
  ok: ['surface', 'bg', 'sunken', 'field', 'ok-soft'],
  bad: ['surface', 'bg', 'sunken', 'field', 'bad-soft'],
  warn: ['surface', 'bg', 'sunken', 'field', 'warn-soft'],
  na: ['surface', 'sunken', 'field', 'na-soft'],
  'solid-text': ['blue', 'blue-strong', 'ok', 'bad', 'warn', 'na'],
  'bar-text': BAR,
  'bar-muted': BAR,
  'avatar-text': ['avatar', 'amber'],
  ink: ['paper'],
};

/** Borders, signs without words and the focus. */
const SIGNS: Record<string, string[]> = {
  'line-strong': ['surface', 'bg', 'sunken', 'field'],
  focus: [...GROUNDS, 'ok-soft', 'bad-soft', 'warn-soft', 'desk'],
  'bar-text': BAR,
  'bar-edge': ['bar', 'bar-2'],
  'bar-ok': ['bar'],
  amber: BAR,
  ok: ['surface', 'track'],
  bad: ['surface', 'track'],
  warn: ['surface', 'track'],
  blue: ['surface', 'track'],
};

function tokensOf(theme: Theme): Tokens {
  const css = readFileSync(`${SOURCE}/design/tokens.css`, 'utf8');
  const read = (selector: string): [string, string][] => {
    const start = css.indexOf(`${selector} {`);
    if (start < 0) throw new Error(`no ${selector}`);
    const body = css.slice(start, css.indexOf('\n}', start));
    return [...body.matchAll(/--([a-z0-9-]+): ([^;]+);/g)].map((one) => [
      one[1] ?? '',
      one[2] ?? '',
    ]);
  };
  return new Map([
    ...read('\n:root'),
    ...(theme === 'light' ? [] : read(`:root[data-theme='${theme}']`)),
  ]);
}

function channels(tokens: Tokens, name: string): number[] {
  const value = tokens.get(name);
  const other = /^var\(--([a-z0-9-]+)\)$/.exec(value ?? '');
  if (other?.[1]) return channels(tokens, other[1]);
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/.exec(value ?? '')?.[1];
  if (!hex) throw new Error(`--${name} is no plain colour: ${value}`);
  const pairs = hex.length === 3 ? [...hex].map((one) => one + one) : (hex.match(/../g) ?? []);
  return pairs.map((pair) => parseInt(pair, 16) / 255);
}

/** WCAG 2.2, relative luminance. */
function luminance(tokens: Tokens, name: string): number {
  const [red = 0, green = 0, blue = 0] = channels(tokens, name).map((one) =>
    one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(tokens: Tokens, one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(tokens, one), luminance(tokens, other)].sort(
    (a, b) => a - b,
  );
  return (light + 0.05) / (dark + 0.05);
}

function tooFaint(theme: Theme, pairs: Record<string, string[]>, least: number): string[] {
  const tokens = tokensOf(theme);
  return Object.entries(pairs).flatMap(([name, grounds]) =>
    grounds
      .map((ground) => ({ ground, ratio: contrast(tokens, name, ground) }))
      .filter(({ ratio }) => ratio < least)
      .map(({ ground, ratio }) => `--${name} on --${ground}: ${ratio.toFixed(2)} < ${least}`),
  );
}

/** The rules of every style sheet and component: selector and declarations. */
function rules(): { where: string; body: string }[] {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => /\.(svelte|css)$/.test(file) && !file.endsWith('tokens.css'))
    .flatMap((file) => {
      const text = readFileSync(`${SOURCE}/${file}`, 'utf8');
      const style = file.endsWith('.css')
        ? text
        : (/<style>([\s\S]*)<\/style>/.exec(text)?.[1] ?? '');
      return [...style.matchAll(/\{([^{}]*)\}/g)].map((one) => ({
        where: file,
        body: one[1] ?? '',
      }));
    });
}

const token = (body: string, property: string) =>
  new RegExp(`(?:^|[;\\s])${property}: var\\(--([a-z0-9-]+)\\)`).exec(body)?.[1];

for (const theme of THEMES) {
  test(`words can be read, ${theme}`, () => {
    expect(tooFaint(theme, TEXT, theme === 'contrast' ? 7 : 4.5)).toEqual([]);
  });

  test(`borders, signs and the focus can be seen, ${theme}`, () => {
    expect(tooFaint(theme, SIGNS, theme === 'contrast' ? 3.5 : 3)).toEqual([]);
  });
}

test('every colour of words that is used is judged', () => {
  const used = new Set(rules().flatMap(({ body }) => token(body, 'color') ?? []));
  expect([...used].filter((name) => !(name in TEXT))).toEqual([]);
});

test('words and their ground in one rule are a pair that is judged', () => {
  const strange = rules().flatMap(({ where, body }) => {
    const [words, ground] = [token(body, 'color'), token(body, 'background')];
    const known = !words || !ground || TEXT[words]?.includes(ground);
    return known ? [] : [`${where}: --${words} on --${ground}`];
  });
  expect(strange).toEqual([]);
});

test('colours come from tokens only', () => {
  const loose = rules().flatMap(({ where, body }) =>
    /#[0-9a-f]{3,8}\b|\brgba?\(/i.test(body) ? [`${where}: ${body.trim()}`] : [],
  );
  expect(loose).toEqual([]);
});
