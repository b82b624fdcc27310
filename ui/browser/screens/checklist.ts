/** The screens of checklists: their versions, the editor, moving a campaign. */
import type { Page } from '@playwright/test';

import { campaign, menu, pane, type Screen } from './ways';

/** The draft under way, at the item that is not finished. */
export async function draft(page: Page): Promise<void> {
  await menu(page, 'Bộ nội dung kiểm tra');
  await page.getByRole('button', { name: 'Sửa tiếp' }).click();
  await pane(page, 'Các mục');
  await page.getByRole('button', { name: 'MC-L01' }).first().click();
  await page.getByLabel('Câu hỏi').waitFor();
}

/** The campaign after it has moved to the office's own version. */
export async function moved(page: Page): Promise<void> {
  await campaign(page);
  await page.getByRole('button', { name: 'Chuyển phiên bản…' }).click();
  await page.getByRole('button', { name: 'Chuyển sang phiên bản 1.1' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

export const CHECKLISTS: readonly Screen[] = [
  { name: 'checklists', options: 'checklists', go: (page) => menu(page, 'Bộ nội dung kiểm tra') },
  {
    name: 'checklist-version',
    options: 'checklists',
    go: async (page) => {
      await menu(page, 'Bộ nội dung kiểm tra');
      await page.getByRole('button', { name: 'Xem', exact: true }).first().click();
      await page.getByText('CD-01').first().click();
    },
  },
  {
    name: 'checklist-compare',
    options: 'checklists',
    go: async (page) => {
      await menu(page, 'Bộ nội dung kiểm tra');
      await page.getByRole('button', { name: 'So sánh…' }).first().click();
      await page.getByRole('dialog').getByText('mục thay đổi').waitFor();
    },
  },
  { name: 'checklist-draft', options: 'checklists', go: draft },
  {
    name: 'checklist-outline',
    options: 'checklists',
    go: async (page) => {
      await draft(page);
      await pane(page, 'Các mục');
    },
  },
  {
    name: 'checklist-changes',
    options: 'checklists',
    go: async (page) => {
      await draft(page);
      await pane(page, 'Thay đổi');
    },
  },
  {
    name: 'checklist-part',
    options: 'checklists',
    go: async (page) => {
      await draft(page);
      await page.getByRole('button', { name: 'Thêm số liệu' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'checklist-publish',
    options: 'checklists',
    go: async (page) => {
      await draft(page);
      await page.keyboard.press('F10');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'campaign-move',
    options: 'checklists',
    go: async (page) => {
      await campaign(page);
      await page.getByRole('button', { name: 'Chuyển phiên bản…' }).click();
      await page.getByRole('dialog').getByText('không còn chỗ').first().waitFor();
    },
  },
  {
    name: 'visit-lost',
    options: 'checklists',
    go: async (page) => {
      await moved(page);
      await page.getByRole('button', { name: 'Tiếp tục' }).first().click();
      await page.locator('[data-open-item]').waitFor();
      await pane(page, 'Lĩnh vực');
      await page.getByRole('button', { name: 'câu trả lời không còn chỗ' }).first().click();
      await page.getByRole('dialog').waitFor();
    },
  },
];
