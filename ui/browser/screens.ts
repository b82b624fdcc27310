/**
 * Every screen and a way to it. A screen that is added to this list is tried for everything at once:
 * axe in three themes, the Tab key from end to end, sizes from 1366×768 at 200 % to 1920×1080.
 */
import type { Page } from '@playwright/test';

import { AROUND } from './screens/around';
import { CHECKLISTS } from './screens/checklist';
import { DELEGATION } from './screens/delegation';
import { EVIDENCE } from './screens/evidence';
import { FOLLOW_UP } from './screens/follow-up';
import { FIGURES } from './screens/figures';
import { LAYOUT } from './screens/layout';
import { NOTICE } from './screens/notice';
import { REGISTERS } from './screens/registers';
import { TROUBLE } from './screens/trouble';
import {
  campaign,
  menu,
  minutes,
  pane,
  sealed,
  setUp,
  stay,
  visit,
  type Screen,
} from './screens/ways';
import { openApp } from './support';

/** Every screen. Add yours here. */
export const SCREENS: readonly Screen[] = [
  { name: 'first-start', options: 'state=fresh', go: stay },
  { name: 'recovery-code', options: 'state=fresh', go: setUp },
  { name: 'unlock', options: 'state=locked', go: stay },
  { name: 'damaged', options: 'state=damaged', go: stay },
  {
    name: 'pad-locked',
    options: 'state=locked',
    go: async (page) => {
      await page.getByRole('button', { name: 'Sổ tay khẩn cấp' }).click();
      await page.getByLabel('Nội dung ghi tạm').fill('Gặp lại bộ phận Một cửa lúc 14 giờ');
      await page.getByText('Đã lưu lúc').waitFor();
    },
  },
  { name: 'campaigns-empty', options: 'empty&tour', go: stay },
  { name: 'campaigns', options: 'last', go: stay },
  { name: 'campaign', go: campaign },
  {
    name: 'consolidation',
    go: async (page) => {
      await campaign(page);
      await page.getByRole('button', { name: 'Tổng hợp' }).click();
      await page.getByRole('grid').waitFor();
    },
  },
  {
    name: 'open-visit',
    go: async (page) => {
      await campaign(page);
      await page.getByRole('button', { name: 'Mở cuộc kiểm tra…' }).first().click();
    },
  },
  {
    name: 'campaign-form',
    go: async (page) => {
      await campaign(page);
      await page.getByRole('button', { name: 'Sửa đợt kiểm tra' }).click();
    },
  },
  { name: 'visit', go: visit },
  {
    name: 'visit-areas',
    go: async (page) => {
      await visit(page);
      await pane(page, 'Lĩnh vực');
    },
  },
  {
    name: 'visit-side',
    go: async (page) => {
      await visit(page);
      await pane(page, 'Minh chứng, nhận xét');
    },
  },
  {
    name: 'visit-finding',
    go: async (page) => {
      await visit(page);
      await page.keyboard.press('F9');
      await page.getByRole('dialog', { name: 'Ghi phát hiện' }).waitFor();
    },
  },
  {
    name: 'visit-details',
    go: async (page) => {
      await visit(page);
      await page.getByRole('button', { name: 'Thông tin cuộc kiểm tra', exact: true }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'minutes', go: minutes },
  {
    name: 'minutes-write',
    go: async (page) => {
      await minutes(page);
      await pane(page, 'Soạn');
    },
  },
  {
    name: 'minutes-sign',
    go: async (page) => {
      await minutes(page);
      await pane(page, 'Kiểm tra và ký');
    },
  },
  { name: 'minutes-sealed', go: sealed },
  { name: 'settings', go: (page) => menu(page, 'Cài đặt') },
  { name: 'bin', go: (page) => menu(page, 'Thùng rác') },
  { name: 'verify', go: (page) => menu(page, 'Kiểm tra chữ ký') },
  {
    name: 'quick-find',
    go: async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('cau tre');
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'keys',
    go: async (page) => {
      await visit(page);
      await page.keyboard.press('F1');
    },
  },
  {
    name: 'pad',
    options: 'pad',
    go: async (page) => {
      await page.keyboard.press('F12');
      await page
        .getByRole('button', { name: /^Đưa vào ghi chú/ })
        .first()
        .click();
      await page.getByLabel('Cuộc kiểm tra').waitFor();
    },
  },
  {
    name: 'tour',
    options: 'empty&tour',
    go: async (page) => {
      await page.getByRole('button', { name: 'Xem hướng dẫn' }).click();
      for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowRight');
      await page.getByText('Bước 4 trên 6').waitFor();
    },
  },
  ...AROUND,
  ...CHECKLISTS,
  ...DELEGATION,
  ...EVIDENCE,
  ...FIGURES,
  ...FOLLOW_UP,
  ...LAYOUT,
  ...NOTICE,
  ...REGISTERS,
  ...TROUBLE,
];

/** Opens `screen` as somebody would get to it. */
export async function openScreen(page: Page, screen: Screen, more = ''): Promise<void> {
  await openApp(page, [screen.options, more].filter(Boolean).join('&'));
  await page.locator('main').waitFor();
  await page.evaluate(() => document.fonts.ready);
  await screen.go(page);
}
