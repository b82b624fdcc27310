/** Around a visit: last time, timeline, taking back, looking over, paper days, critical items. */
import type { Page } from '@playwright/test';

import { campaign, desk, tool, type Screen } from './ways';

/** The visit, and keys pressed on its open item. */
const keys =
  (...pressed: string[]) =>
  async (page: Page) => {
    await desk(page);
    for (const key of pressed) await page.keyboard.press(key);
  };

const dialog = (page: Page) => page.getByRole('dialog');

export const AROUND: readonly Screen[] = [
  { name: 'reviewed', options: 'around', go: keys('1', 'F4') },
  {
    name: 'review-return',
    options: 'around',
    go: async (page) => {
      await keys('1', 'Shift+F4')(page);
      await dialog(page).getByRole('button', { name: 'Trả lại' }).click();
      await dialog(page).getByText('Hãy ghi cần sửa gì').waitFor();
    },
  },
  {
    name: 'acts',
    options: 'around',
    go: async (page) => {
      await keys('1', '2', '4', 'Control+z', 'Shift+F3')(page);
      await dialog(page).getByText('có thể làm lại').waitFor();
    },
  },
  {
    name: 'timeline-item',
    options: 'around',
    go: async (page) => {
      await keys('1', '2', 'F3')(page);
      await dialog(page).locator('article').first().waitFor();
    },
  },
  {
    name: 'timeline',
    options: 'around',
    go: async (page) => {
      await keys('1', '2', '4')(page);
      await tool(page, /Nhật ký thay đổi/);
      await page.locator('article').first().waitFor();
    },
  },
  {
    name: 'last-time',
    options: 'around',
    go: async (page) => {
      await keys('F2')(page);
      await dialog(page).getByText('Quá hạn').waitFor();
    },
  },
  {
    name: 'last-time-typed',
    go: async (page) => {
      await keys('F2')(page);
      await dialog(page).getByRole('button', { name: 'Nhập tay một tồn tại' }).click();
      await dialog(page).getByLabel('Tồn tại', { exact: true }).waitFor();
    },
  },
  {
    name: 'disputes',
    options: 'around',
    go: async (page) => {
      await desk(page);
      await tool(page, /Các chỗ ghi khác nhau/);
      await dialog(page).getByRole('radio').first().check();
      await dialog(page).getByLabel('Lý do chọn').waitFor();
    },
  },
  {
    name: 'quick-entry',
    options: 'around',
    go: async (page) => {
      await keys('Shift+F7')(page);
      await page.getByLabel('Kết quả mục CD-08').focus();
      await page.keyboard.press('1');
    },
  },
  {
    name: 'visit-menu',
    options: 'around',
    go: async (page) => {
      await desk(page);
      await page.getByRole('button', { name: 'Công cụ của cuộc kiểm tra' }).click();
      await page.getByRole('menuitem').first().waitFor();
    },
  },
  {
    name: 'campaign-rules',
    options: 'around',
    go: async (page) => {
      await campaign(page);
      await page.getByRole('button', { name: 'Sửa đợt kiểm tra' }).click();
      await page.getByRole('button', { name: 'Thêm quy tắc' }).click();
      await page.getByRole('button', { name: 'Thêm quy tắc' }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'unit-suggestions',
    go: async (page) => {
      await campaign(page);
      await page.getByRole('button', { name: 'Sửa đợt kiểm tra' }).click();
      await page.getByRole('button', { name: 'Thêm đơn vị' }).click();
      await page.getByRole('combobox', { name: 'Tên đơn vị' }).last().focus();
      await page.keyboard.type('thien loc');
      await page.locator('[role=listbox] [role=option]').first().waitFor();
    },
  },
  {
    name: 'unit-history',
    go: async (page) => {
      await campaign(page);
      await page
        .getByRole('button', { name: /Phường Cầu Tre/ })
        .last()
        .click();
      await page.getByRole('menuitem', { name: 'Lịch sử đơn vị' }).click();
      await dialog(page).getByText('Phường Ngô Quyền').waitFor();
    },
  },
  {
    name: 'campaign-rates',
    go: async (page) => {
      await campaign(page);
      await page.getByRole('button', { name: 'Bắt đầu' }).first().click();
      await page.locator('[data-open-item]').waitFor();
      await page.getByRole('button', { name: 'Quay lại' }).click();
      await page.getByRole('row', { name: /CN-01/ }).waitFor();
    },
  },
];
