/** What browser tests share: the built screens over the small engine of `src/api/fake`. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { build, type Rollup } from 'vite';

const SOURCE = fileURLToPath(new URL('../src', import.meta.url));
const PICTURE = readFileSync(new URL('../public/icon.svg', import.meta.url));

let engine: Promise<string> | undefined;

/** The small engine as one script; made once, never part of what ships. */
export function engineScript(): Promise<string> {
  engine ??= build({
    configFile: false,
    logLevel: 'silent',
    resolve: { alias: { $: SOURCE } },
    build: {
      write: false,
      minify: false,
      lib: { entry: `${SOURCE}/api/fake/index.ts`, formats: ['iife'], name: 'smallEngine' },
    },
  }).then((made) => {
    const output = (Array.isArray(made) ? made[0] : made) as Rollup.RollupOutput;
    return output.output[0].code;
  });
  return engine;
}

/** Opens the program over the small engine, e.g. `openApp(page, 'state=fresh')`. */
export async function openApp(page: Page, options = ''): Promise<void> {
  const code = await engineScript();
  // As the window has it (`freezePrototype`); axe, which is no part of us, does not mind.
  await page.addInitScript(() => Object.freeze(Object.prototype));
  await page.addInitScript({
    content: `${code}\nsmallEngine.play(new URLSearchParams(${JSON.stringify(options)}));`,
  });
  await page.route('http://bienban.localhost/**', (route) =>
    route.request().url().includes('/evidence/')
      ? route.fulfill({ contentType: 'image/svg+xml', body: PICTURE })
      : route.fulfill({ status: 404, body: 'no paper here' }),
  );
  await page.goto('/');
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Demands that axe finds nothing, and that nothing but a table to type into needs scrolling sideways. */
export async function expectAccessible(page: Page): Promise<void> {
  await judge(new AxeBuilder({ page }).withTags(RULES));
  const wide = await page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('body *:not([role=grid])')]
      .filter((one) => one.scrollWidth > one.clientWidth + 1)
      .filter((one) => ['auto', 'scroll'].includes(getComputedStyle(one).overflowX))
      .map((one) => `${one.tagName} ${one.className}`)
      .concat(document.documentElement.scrollWidth > innerWidth ? ['the window'] : []),
  );
  expect.soft(wide, 'nothing scrolls sideways').toEqual([]);
}

/** Demands that axe finds nothing inside `part` of the page. */
export async function expectPartAccessible(page: Page, part: string): Promise<void> {
  await judge(new AxeBuilder({ page }).include(part).withTags(RULES));
}

/** Demands contrast alone: all that another theme can change. */
export async function expectReadable(page: Page): Promise<void> {
  await judge(new AxeBuilder({ page }).withRules(['color-contrast', 'link-in-text-block']));
}

/** One page without frames: axe needs no second page to gather what it found. */
async function judge(axe: AxeBuilder): Promise<void> {
  const result = await axe.setLegacyMode(true).analyze();
  const found = result.violations.map((one) => ({
    rule: one.id,
    where: one.nodes.map((node) => `${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
  }));
  expect.soft(found).toEqual([]);
}
