/** The layout of minutes. */
import { readFileSync } from 'node:fs';

import type { Page } from '@playwright/test';

import { campaign, type Screen } from './ways';

const PAPER = readFileSync(new URL('../fixtures/minutes.pdf', import.meta.url));

/** The layout of the campaign with the real paper drawn. */
export async function layout(page: Page): Promise<void> {
  await page.route('http://bienban.localhost/layout/**', (route) =>
    route.fulfill({
      contentType: 'application/pdf',
      headers: { 'Access-Control-Allow-Origin': '*' },
      body: PAPER,
    }),
  );
  await campaign(page);
  await page.getByRole('button', { name: 'Bố cục biên bản' }).click();
  await page.getByText('Bản xem trước khớp với bản in').waitFor();
}

export const LAYOUT: readonly Screen[] = [{ name: 'layout', go: layout }];
