/** The ways to a screen, as somebody at the keyboard would go. */
import { readFileSync } from 'node:fs';

import type { Page } from '@playwright/test';

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
const PAPER = readFileSync(new URL('../fixtures/minutes.pdf', import.meta.url));

/** Opens an entry of the menu at the right of the bar on top. */
export async function menu(page: Page, entry: string): Promise<void> {
  await page.getByRole('button', { name: 'Tài khoản' }).click();
  await page.getByRole('menuitem', { name: entry }).click();
}

export async function campaign(page: Page): Promise<void> {
  await page.getByRole('button', { name: CAMPAIGN }).first().click();
  await page.getByRole('heading', { name: 'Đơn vị được kiểm tra' }).waitFor();
}

/** The visit as it opens: at the first item that is not answered. */
export async function desk(page: Page): Promise<void> {
  await campaign(page);
  await page.getByRole('button', { name: 'Tiếp tục' }).first().click();
  await page.locator('[data-open-item]').waitFor();
}

/** The visit at an item. */
export async function item(page: Page, id: string): Promise<void> {
  await desk(page);
  await page.keyboard.press('Control+k');
  await page.keyboard.type(id);
  await page.getByRole('option', { name: id }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('[data-open-item]', { hasText: id }).waitFor();
}

/** The visit at CD-05: a rate, a quotation that does not fit, a note. */
export const visit = (page: Page) => item(page, 'CD-05');

/** Chooses a tool of the visit. */
export async function tool(page: Page, entry: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Công cụ của cuộc kiểm tra' }).click();
  await page.getByRole('menuitem', { name: entry }).click();
}

/** Puts `count` photographs beside CD-05. */
export async function photos(page: Page, count: number): Promise<void> {
  await visit(page);
  await pane(page, 'Minh chứng, nhận xét');
  const files = Array.from({ length: count }, (_, at) => ({
    name: `anh ${at + 1}.jpg`,
    mimeType: 'image/jpeg',
    buffer: Buffer.from([0xff, 0xd8, 0xff, at]),
  }));
  await page.getByLabel('Chọn tệp…').last().setInputFiles(files);
  await tile(page, count).waitFor();
}

/** The small picture of one of `photos`. */
export const tile = (page: Page, at: number) =>
  page.getByRole('button', { name: `Chú thích và thông tin của anh ${at}.jpg` });

/** The registers of the visit, with the list of them. */
export async function registers(page: Page): Promise<void> {
  await desk(page);
  await page.getByRole('button', { name: 'Sổ', exact: true }).click();
  await page.getByRole('grid').waitFor();
  await pane(page, 'Các sổ');
}

/** The register of this title. */
export async function register(page: Page, title: string): Promise<void> {
  await registers(page);
  await page.getByRole('button', { name: new RegExp(`^${title}`) }).click();
  await page.getByRole('grid', { name: title }).waitFor();
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
  await desk(page);
  await page.getByRole('button', { name: 'Biên bản', exact: true }).first().click();
  await page.getByText('Bản xem trước khớp với bản in').waitFor();
}

export async function sealed(page: Page): Promise<void> {
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

export const stay = async () => {};
