/** Laptops that work side by side. */
import type { Page } from '@playwright/test';

import { campaign, menu, type Screen } from './ways';

/** The delegation of the campaign. */
export async function delegation(page: Page): Promise<void> {
  await campaign(page);
  await page.getByRole('button', { name: 'Đoàn và trao đổi' }).click();
  await page.getByRole('heading', { name: 'Máy trong đoàn' }).waitFor();
}

/** A file that is the card of a laptop when it says `the`. */
export const card = (content: string) => ({
  name: 'PhamMinhDuc.the',
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(content),
});

/** Somebody's card is looked at. */
async function adding(page: Page): Promise<void> {
  await delegation(page);
  await page.locator('input[type=file]').setInputFiles(card('the'));
  await page.getByRole('dialog').waitFor();
}

async function added(page: Page): Promise<void> {
  await adding(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Thêm máy' }).click();
  await page.getByText('Chưa báo nhận').waitFor();
}

/** This laptop is open, others were looked for, one of them was called. */
export async function called(page: Page): Promise<void> {
  await delegation(page);
  await page.getByRole('button', { name: 'Mở cho đoàn' }).click();
  await page.getByText('192.168.1.9:4610').waitFor();
  await page.getByRole('button', { name: 'Tìm máy trong mạng' }).click();
  await page.getByRole('button', { name: 'Trao đổi với Phạm Minh Đức' }).click();
  await page.getByText('Đã trao đổi với').waitFor();
}

/** A code was made, and stands there to be read. */
export async function inviting(page: Page): Promise<void> {
  await delegation(page);
  await page.getByRole('button', { name: 'Mời bằng mã' }).click();
  await page.getByRole('button', { name: 'Tạo mã' }).click();
  await page.getByText('4821 0937').waitFor();
}

/** Somebody with an empty store types a code. */
export async function joining(page: Page, code: string): Promise<void> {
  await menu(page, 'Đoàn và trao đổi');
  const panel = page.getByRole('region', { name: 'Vào đoàn bằng mã mời' });
  await panel.getByLabel('Địa chỉ máy kia').fill('192.168.1.5:4610');
  await panel.getByLabel('Mã mời').fill(code);
  await panel.getByRole('button', { name: 'Vào đoàn' }).click();
}

export const DELEGATION: readonly Screen[] = [
  { name: 'delegation-alone', go: delegation },
  { name: 'delegation-adding', go: adding },
  { name: 'delegation-inviting', go: inviting },
  {
    name: 'delegation-taking-over',
    options: 'deputy',
    go: async (page) => {
      await delegation(page);
      await page.getByRole('button', { name: 'Tiếp quản danh sách đoàn' }).click();
    },
  },
  {
    name: 'delegation-handed-over',
    go: async (page) => {
      await added(page);
      await page.getByRole('button', { name: 'Ghi gói ra USB' }).click();
      await page.getByRole('button', { name: 'Nhận gói' }).click();
      await page.getByText('Đã nhận gói của').waitFor();
    },
  },
  {
    name: 'delegation-ending',
    go: async (page) => {
      await added(page);
      await page.getByRole('button', { name: /^Loại khỏi đoàn/ }).click();
    },
  },
  { name: 'delegation-called', options: 'arriving', go: called },
  {
    name: 'delegation-stranger',
    go: async (page) => {
      await delegation(page);
      await page.getByLabel('Địa chỉ máy kia').fill('192.168.1.77');
      await page.getByRole('button', { name: 'Trao đổi', exact: true }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'exchange', options: 'empty', go: (page) => menu(page, 'Đoàn và trao đổi') },
];
