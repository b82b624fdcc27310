/** The published list brought in from a workbook, ticked and compared, over the small engine. */
import { expect, test, type Page } from '@playwright/test';

import { expectAccessible, openApp } from './support';

async function openRegister(page: Page, options = ''): Promise<void> {
  await openApp(page, options);
  await page.getByText('Kiểm tra công tác cải cách').first().click();
  await page.getByRole('button', { name: 'Tiếp tục' }).first().click();
  await page.getByRole('button', { name: 'Sổ', exact: true }).click();
}

async function openProcedures(page: Page, options = ''): Promise<void> {
  await openRegister(page, options);
  await page
    .getByRole('button', { name: /niêm yết/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Đối chiếu danh mục công bố' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Đối chiếu TTHC niêm yết');
}

async function choose(page: Page, name: string): Promise<void> {
  const files = page.locator('input[type=file]');
  await files
    .first()
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from('x') });
}

test('the published list is imported and ticked by digits', async ({ page }) => {
  await openProcedures(page);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Nhập danh mục công bố…' }).click();
  await expectAccessible(page);
  await choose(page, 'danh-muc.xlsx');
  await expect(page.getByText('28 mới, 0 thay đổi, 0 giữ nguyên')).toBeVisible();
  await expect(page.getByText('Thủ tục về việc số 1 · Thủ tục về việc số 2')).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/import.png' });
  await page.getByRole('button', { name: 'Nhập', exact: true }).click();

  await page.getByRole('button', { name: 'Lấy danh mục công bố vào sổ' }).click();
  const first = page.locator('.line').first();
  await first.focus();
  await page.keyboard.press('1');
  await expect(first).toContainText('có');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('2');
  await expect(page.locator('.line').nth(1)).toContainText('thiếu');
});

test('what is wrong is told with row and column, and nothing is imported', async ({ page }) => {
  await openProcedures(page);
  await page.getByRole('button', { name: 'Nhập danh mục công bố…' }).click();
  await choose(page, 'ke-hoach.pdf');
  await expect(page.getByRole('alert')).toContainText('Đây là tệp PDF');
  await choose(page, 'danh-muc-loi.xlsx');
  await expect(page.getByRole('alert')).toContainText(
    'Dòng 6, cột E: “31/02/2022” không phải ngày.',
  );
  await expect(page.getByRole('button', { name: 'Nhập', exact: true })).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Bỏ qua dòng lỗi, nhập phần còn lại' }).click();
  await expect(page.getByText('Đã nhập xong.')).toBeVisible();
});

test('the comparison shows what is missing and makes a finding of it', async ({ page }) => {
  await openProcedures(page, 'posted');
  await expect(page.getByRole('button', { name: /9 còn thiếu/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /4 hết hiệu lực còn treo/ })).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/procedures.png' });
  await page.getByRole('button', { name: /9 còn thiếu/ }).click();
  await expect(page.locator('.line')).toHaveCount(9);
  await page.screenshot({ path: 'test-results/procedures-missing.png' });

  await page.getByRole('button', { name: 'Đưa vào nhận xét' }).first().click();
  await expect(page.getByLabel('Nội dung tồn tại')).toHaveValue(/131\/140 thủ tục/);
  await page.screenshot({ path: 'test-results/procedures-note.png' });
  await page.getByRole('button', { name: 'Ghi tồn tại' }).click();
  await expect(page.getByText('Đã ghi tồn tại ở mục TT-04.')).toBeVisible();
});

test('the published list may be brought in at the campaign', async ({ page }) => {
  await openApp(page);
  await page.getByText('Kiểm tra công tác cải cách').first().click();
  await page.getByRole('button', { name: 'Nhập danh mục từ Excel…' }).click();
  await choose(page, 'danh-muc.xlsx');
  await page.getByRole('button', { name: 'Nhập', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Danh mục TTHC công bố' })).toBeVisible();
});
