/** Follow-up: the demands, what is recorded about them, a letter, days off. */
import { readFileSync } from 'node:fs';

import type { Page } from '@playwright/test';

import { campaign, type Screen } from './ways';

const PAPER = readFileSync(new URL('../fixtures/minutes.pdf', import.meta.url));

/** The demands of the campaign, the first one in hand. */
export async function followUp(page: Page): Promise<void> {
  await campaign(page);
  await page.getByRole('button', { name: 'Theo dõi khắc phục' }).click();
  await page.getByRole('heading', { level: 1, name: 'Theo dõi khắc phục' }).waitFor();
}

/** Presses a digit at the demands. */
const digit = (key: string) => async (page: Page) => {
  await page.route('http://bienban.localhost/letter/**', (route) =>
    route.fulfill({
      contentType: 'application/pdf',
      headers: { 'Access-Control-Allow-Origin': '*' },
      body: PAPER,
    }),
  );
  await followUp(page);
  await page.locator('[data-demand]').first().focus();
  await page.keyboard.press(key);
  await page.getByRole('dialog').waitFor();
};

export const FOLLOW_UP: readonly Screen[] = [
  { name: 'follow-up-empty', go: followUp },
  { name: 'follow-up', options: 'demands', go: followUp },
  { name: 'follow-up-delivery', options: 'demands', go: digit('1') },
  { name: 'follow-up-report', options: 'demands', go: digit('2') },
  { name: 'follow-up-seen', options: 'demands', go: digit('3') },
  { name: 'follow-up-term', options: 'demands', go: digit('4') },
  {
    name: 'follow-up-letter',
    options: 'demands',
    go: async (page) => {
      await digit('6')(page);
      await page.locator('[data-page]').first().waitFor();
    },
  },
  {
    name: 'follow-up-years',
    options: 'demands',
    go: async (page) => {
      await followUp(page);
      await page.getByRole('button', { name: 'Thêm lịch nghỉ…' }).click();
      await page.getByLabel('Ngày nghỉ, mỗi dòng một dịp').waitFor();
    },
  },
];
