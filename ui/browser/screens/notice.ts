/** The concluding notice. */
import { readFileSync } from 'node:fs';

import type { Page } from '@playwright/test';

import { campaign, pane, type Screen } from './ways';

const PAPER = readFileSync(new URL('../fixtures/minutes.pdf', import.meta.url));

/** The notice of the campaign with the real paper drawn. */
export async function notice(page: Page): Promise<void> {
  await page.route('http://bienban.localhost/notice/**', (route) =>
    route.fulfill({
      contentType: 'application/pdf',
      headers: { 'Access-Control-Allow-Origin': '*' },
      body: PAPER,
    }),
  );
  await campaign(page);
  await page.getByRole('button', { name: 'Thông báo kết luận' }).click();
  await page.getByText('Bản xem trước khớp với bản in').waitFor();
}

/** A shortcoming of the notice, open. */
async function shortcoming(page: Page): Promise<void> {
  await notice(page);
  await pane(page, 'Soạn');
  await page.getByRole('button', { name: /^TT-02/ }).click();
}

export const NOTICE: readonly Screen[] = [
  { name: 'notice', go: notice },
  { name: 'notice-write', go: shortcoming },
  {
    name: 'notice-side',
    go: async (page) => {
      await shortcoming(page);
      await pane(page, 'Nguồn và kiểm tra');
    },
  },
];
