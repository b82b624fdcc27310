/**
 * Every screen and a way to it. A screen that is added to this list is tried for everything at once:
 * axe in three themes, the Tab key from end to end, sizes from 1366×768 at 200 % to 1920×1080.
 */
import { readFileSync } from 'node:fs';

import type { Page } from '@playwright/test';

import { openApp } from './support';

/** One screen, or a screen with something open over it. */
export interface Screen {
  /** Short name; also that of its pictures. */
  name: string;
  /** What the small engine is told, e.g. `state=locked`. */
  options?: string;
  /** From the first page to the screen. */
  go: (page: Page) => Promise<void>;
}

const CAMPAIGN = 'Kiểm tra công tác cải cách hành chính năm 2022';
const PAPER = readFileSync(new URL('fixtures/minutes.pdf', import.meta.url));

/** Opens an entry of the menu at the right of the bar on top. */
export async function menu(page: Page, entry: string): Promise<void> {
  await page.getByRole('button', { name: 'Tài khoản' }).click();
  await page.getByRole('menuitem', { name: entry }).click();
}

export async function campaign(page: Page): Promise<void> {
  await page.getByRole('button', { name: CAMPAIGN }).first().click();
  await page.getByRole('heading', { name: 'Đơn vị được kiểm tra' }).waitFor();
}

/** The visit, at CD-05: a rate, a quotation that does not fit, a note. */
export async function visit(page: Page): Promise<void> {
  await campaign(page);
  await page.getByRole('button', { name: 'Tiếp tục' }).first().click();
  await page.locator('[data-open-item]').waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('CD-05');
  await page.getByRole('option', { name: 'CD-05' }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('[data-open-item]', { hasText: 'CD-05' }).waitFor();
}

/** The minutes with the real paper drawn. */
export async function minutes(page: Page): Promise<void> {
  await page.route('http://bienban.localhost/paper/**', (route) =>
    route.fulfill({
      contentType: 'application/pdf',
      headers: { 'Access-Control-Allow-Origin': '*' },
      body: PAPER,
    }),
  );
  await campaign(page);
  await page.getByRole('button', { name: 'Tiếp tục' }).first().click();
  await page.locator('[data-open-item]').waitFor();
  await page.getByRole('button', { name: 'Biên bản', exact: true }).first().click();
  await page.getByText('Bản xem trước khớp với bản in').waitFor();
}

async function sealed(page: Page): Promise<void> {
  await minutes(page);
  await pane(page, 'Kiểm tra và ký');
  await page.getByRole('button', { name: 'Chốt nội dung' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Chốt nội dung' }).click();
  await page.getByText('7f3a91c2d4e5').waitFor();
}

/** In a narrow window, shows a pane by its tab; in a wide one all are there. */
export async function pane(page: Page, name: string): Promise<void> {
  const tab = page.getByRole('group', { name: 'Các khung của màn hình' }).getByText(name);
  if (await tab.isVisible()) await tab.click();
}

export async function setUp(page: Page): Promise<void> {
  await page.getByLabel('Họ và tên').fill('Cán bộ thử');
  await page.getByLabel('Chức vụ').fill('Chuyên viên');
  await page.getByLabel('Cơ quan').fill('Sở Nội vụ');
  await page.getByLabel('Mật khẩu', { exact: true }).fill('bon tu khong dau');
  await page.getByLabel('Nhập lại mật khẩu').fill('bon tu khong dau');
  await page.getByRole('button', { name: 'Tạo kho dữ liệu' }).click();
  await page.getByRole('heading', { name: 'Mã khôi phục' }).first().waitFor();
}

const stay = async () => {};

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
];

/** Opens `screen` as somebody would get to it. */
export async function openScreen(page: Page, screen: Screen, more = ''): Promise<void> {
  await openApp(page, [screen.options, more].filter(Boolean).join('&'));
  await page.locator('main').waitFor();
  await page.evaluate(() => document.fonts.ready);
  await screen.go(page);
}
