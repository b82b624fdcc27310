/** A campaign at one look: the matrix by keys, what falls short, files to go on with. */
import { expect, test } from '@playwright/test';

import { campaign } from './screens/ways';
import { expectAccessible, openApp } from './support';

test('a cell is found by arrows, read out and opened at its answer', async ({ page }) => {
  await openApp(page, 'around');
  await campaign(page);
  await page.getByRole('button', { name: 'Tổng hợp' }).click();
  const grid = page.getByRole('grid', { name: 'Đơn vị và mục' });
  const first = grid.getByRole('gridcell', { name: 'Phường Cầu Tre, mục CD-01: đạt' });
  await first.focus();
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowRight');
  const cell = grid.getByRole('gridcell', { name: 'Phường Cầu Tre, mục CD-05: chưa đạt' });
  await expect(cell).toBeFocused();
  await expect(page.getByText('Số liệu: 51,85%')).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/consolidation.png' });

  await page.getByLabel('So với lần trước').check();
  await expect(page.getByText('1 chỗ như cũ')).toBeVisible();
  await page.getByLabel('Lĩnh vực').selectOption('MC');
  await expect(grid.getByRole('columnheader', { name: 'CD-05' })).toHaveCount(0);
  await page.getByLabel('Lĩnh vực').selectOption('');
  await cell.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /Chỉ đạo, điều hành/ })).toBeVisible();
});

test('everything of the campaign is written to a workbook', async ({ page }) => {
  await openApp(page);
  await campaign(page);
  await page.getByRole('button', { name: 'Tổng hợp' }).click();
  await page.getByRole('button', { name: 'Xuất…' }).click();
  await page.getByRole('menuitem', { name: /Excel/ }).click();
  await expect(page.getByText(/Đã lưu .*\.xlsx/)).toBeVisible();
});

test('rates over campaigns are told by numbers beside every point, and as a table', async ({
  page,
}) => {
  await openApp(page, 'around');
  await campaign(page);
  await page.getByRole('button', { name: 'Tổng hợp' }).click();
  const table = page.getByRole('table', { name: /^Nhiệm vụ đã hoàn thành/ });
  await expect(table.getByRole('columnheader')).toHaveText([
    'Đơn vị',
    'Kiểm tra năm 2018',
    'Kiểm tra năm 2020',
    'Kiểm tra năm 2022',
  ]);
  await expect(table).toContainText('Hợp nhất từ Xã A, Xã B');
  await table.scrollIntoViewIfNeeded();
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/trends.png' });
  await page.getByLabel('So với lần trước').check();
  await page.getByRole('gridcell', { name: /Phường Cầu Tre, mục CD-05/ }).click();
  await expect(page.getByText('Số liệu lần trước: cộng 2 đơn vị: 7/20, 35%')).toBeVisible();
  await page.screenshot({ path: 'test-results/merged.png' });
  await table.getByRole('button', { name: '14/27, 51,85%' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /Chỉ đạo, điều hành/ })).toBeVisible();
});
