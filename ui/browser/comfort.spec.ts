/** Every screen, for everyone: axe in three themes, sizes up to 200 %, and the Tab key alone. */
import { expect, test, type Page } from '@playwright/test';

import { openScreen, SCREENS } from './screens';
import { registers } from './screens/ways';
import { expectAccessible, expectPartAccessible, expectReadable } from './support';

/** 1366×768 at 200 %. */
const LARGE = { width: 683, height: 384 };

/** Demands that no control reaches out of the window sideways and no button cuts its words off. */
async function expectWhole(page: Page): Promise<void> {
  const cut = await page.evaluate(() => {
    const controls = 'button, a[href], input, textarea, select, summary, h1, h2, h3, label';
    const shown = (one: Element) => one.checkVisibility({ visibilityProperty: true });
    // A table that people type into scrolls by itself, as tables may.
    const isHidden = (one: Element) => one.closest('.sr, .skip, [role=grid]') !== null;
    return [...document.querySelectorAll<HTMLElement>(controls)]
      .filter((one) => shown(one) && !isHidden(one))
      .filter((one) => {
        const box = one.getBoundingClientRect();
        if (box.width <= 1) return false;
        const out = box.left < -1 || box.right > innerWidth + 1;
        const ellipsis = getComputedStyle(one).textOverflow === 'ellipsis';
        const clipped =
          one.tagName === 'BUTTON' && !ellipsis && one.scrollWidth > one.clientWidth + 1;
        // A figure that shows half of its digits is worse than none.
        const short = one instanceof HTMLInputElement && /decimal|numeric/.test(one.inputMode);
        return out || clipped || (short && one.scrollWidth > one.clientWidth + 1);
      })
      .map((one) => `${one.tagName} ${one.ariaLabel ?? one.textContent?.trim() ?? ''}`);
  });
  expect.soft(cut, 'nothing is cut off').toEqual([]);
}

async function wear(page: Page, theme: string): Promise<void> {
  await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme);
}

for (const screen of SCREENS) {
  test(`${screen.name} is right for everyone`, async ({ page }) => {
    const shoot = (what: string) =>
      page.screenshot({ path: `test-results/shots/${screen.name}-${what}.png` });

    // The way there is gone in the small window, where it is harder.
    await test.step('at 200 % on a small laptop', async () => {
      await page.setViewportSize(LARGE);
      await openScreen(page, screen);
      await expectWhole(page);
      await expectAccessible(page);
      await shoot('200');
    });
    await test.step('at 1920×1080', async () => {
      await page.setViewportSize({ width: 1920, height: 1080 });
      await expectWhole(page);
      await shoot('1920');
    });
    await test.step('at 1366×768, in every theme', async () => {
      await page.setViewportSize({ width: 1366, height: 768 });
      await expectWhole(page);
      await expectAccessible(page);
      await shoot('light');
      for (const theme of ['dark', 'contrast']) {
        await wear(page, theme);
        await expectReadable(page);
        await shoot(theme);
      }
      await wear(page, 'light');
    });
    await test.step('by Tab alone', async () => expect.soft(await walk(page)).toEqual([]));
  });
}

test('every register of the checklist can be read by everyone', async ({ page }) => {
  test.slow();
  await openScreen(page, { name: 'registers', options: 'rows=9', go: registers });
  const titles = await page.getByRole('navigation').last().locator('.title').allTextContents();
  expect(titles.length).toBeGreaterThan(15);
  for (const [at, title] of titles.entries()) {
    await test.step(title, async () => {
      await page.getByRole('button', { name: title }).click();
      await page.getByRole('grid', { name: title }).waitFor();
      await expectWhole(page);
      await expectPartAccessible(page, '[role=grid]');
      await page.screenshot({ path: `test-results/shots/registers-${at + 1}.png` });
    });
  }
});

/** Presses Tab from end to end; answers what is wrong with a stop, and what was never reached. */
async function walk(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    const stops = new Set<Element>();
    const ringOf = (one: Element, pseudo?: string) => {
      const style = getComputedStyle(one, pseudo);
      const outline = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
      return outline || (!pseudo && style.boxShadow.includes('0px 0px 0px 2px'));
    };
    const nameOf = (one: Element) => {
      const labels = [...((one as HTMLInputElement).labels ?? [])];
      const by = (one.getAttribute('aria-labelledby') ?? '').split(' ').filter(Boolean);
      const named = by.map((id) => document.getElementById(id)?.textContent ?? '');
      const words = [one.ariaLabel, ...named, ...labels.map((it) => it.textContent)];
      return words
        .concat(one.textContent, (one as HTMLElement).title)
        .join('')
        .trim();
    };
    const faults: string[] = [];
    const walk = { ended: false };
    const look = () => {
      const here = document.activeElement;
      // Past the last stop comes the browser itself, then the first one again.
      if (!here || here === document.body || walk.ended) return;
      walk.ended = stops.has(here);
      if (walk.ended) return;
      stops.add(here);
      const what = `${here.tagName} “${nameOf(here).slice(0, 40)}”`;
      const box = here.getBoundingClientRect();
      if (nameOf(here) === '') faults.push(`${here.outerHTML.slice(0, 90)} has no name`);
      if (!ringOf(here) && !ringOf(here, '::after')) faults.push(`${what} shows no focus`);
      if (box.bottom < 0 || box.top > innerHeight) faults.push(`${what} is out of sight`);
    };
    const missed = () => {
      const top = document.querySelector('dialog[open]') ?? document;
      const all = 'button, a[href], input:not([type=radio]), textarea, select, [tabindex="0"]';
      return [...top.querySelectorAll<HTMLElement>(all)]
        .filter((one) => one.tabIndex >= 0 && !one.matches(':disabled'))
        .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !stops.has(one))
        .map((one) => `${one.tagName} “${nameOf(one).slice(0, 40)}” was not reached`);
    };
    // Once the key is up the focus has moved and what has it is scrolled into sight.
    addEventListener('keyup', look, { capture: true });
    Object.assign(walk, { wrong: () => faults.concat(missed()) });
    Object.assign(window, { walk });
  });
  for (let step = 0; step < 900; step += 1) {
    await page.keyboard.press('Tab');
    if (step % 10 === 9 && (await page.evaluate(() => Reflect.get(window, 'walk').ended))) break;
  }
  return page.evaluate(() => Reflect.get(window, 'walk').wrong());
}
