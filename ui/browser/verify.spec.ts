import { expect, test } from '@playwright/test';

import { menu } from './screens/ways';
import { expectAccessible, openApp } from './support';

test('a paper whose page and data disagree is told figure by figure', async ({ page }) => {
  await openApp(page);
  await menu(page, 'Kiểm tra chữ ký');
  const file = page.locator('input[type=file]');

  await file.setInputFiles({
    name: 'bien-ban.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('whole'),
  });
  await expect(page.getByText('Khớp', { exact: true })).toBeVisible();

  await file.setInputFiles({
    name: 'bien-ban.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('changed'),
  });
  await expect(page.getByText('Không khớp', { exact: true })).toBeVisible();
  await expect(page.getByText('trang in “60,64%”, dữ liệu ghi “90,64%”')).toBeVisible();
  await expectAccessible(page);
});

test('what a person wrote over and what no page prints is told beside the agreement', async ({
  page,
}) => {
  await openApp(page);
  await menu(page, 'Kiểm tra chữ ký');
  await page.locator('input[type=file]').setInputFiles({
    name: 'bien-ban.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('written'),
  });
  await expect(page.getByText('Khớp, có điều cần biết', { exact: true })).toBeVisible();
  await expect(page.getByText('do người lập viết thay câu tự sinh')).toBeVisible();
  await expect(page.getByText('dữ liệu ghi “2.756/4.545 – 60,64%”, không in trên')).toBeVisible();
  await expectAccessible(page);
});

test('a visit is looked at and then taken in from its signed minutes', async ({ page }) => {
  await openApp(page);
  await page.getByRole('button', { name: 'Nhận từ biên bản PDF' }).click();
  await page.locator('input[type=file]').setInputFiles({
    name: 'bien-ban.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('whole'),
  });
  await page.getByRole('button', { name: 'Xem sẽ nhận gì' }).click();
  await expect(page.getByText('Hồ sơ giải quyết đúng hạn: 2.756/4.545 – 60,64%')).toBeVisible();
  await expect(page.getByText('Cần đọc lại trên biên bản')).toBeVisible();
  await expect(page.getByText('không in trên trang')).toBeVisible();
  await expect(page.getByText('có thể nhận')).toBeVisible();
  await page.getByRole('button', { name: 'Nhận vào máy này' }).scrollIntoViewIfNeeded();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Nhận vào máy này' }).click();
  await expect(page.getByText('Đã nhận vào máy này')).toBeVisible();
  await page.getByRole('button', { name: 'Mở cuộc kiểm tra' }).click();
  await expect(page.getByRole('button', { name: 'Biên bản' }).first()).toBeVisible();
});

test('an older state is told, and what was signed before can be saved', async ({ page }) => {
  await openApp(page);
  await menu(page, 'Kiểm tra chữ ký');
  await page.locator('input[type=file]').setInputFiles({
    name: 'bien-ban.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('old state'),
  });
  await expect(page.getByText('Cũ hơn', { exact: true })).toBeVisible();
  await expect(page.getByText('thiếu chữ ký ở ô “Thư ký”')).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/shots/verify-older.png' });

  await page.getByRole('button', { name: 'Lưu văn bản ở lần ký này' }).first().click();
  await expect(
    page.getByText(/Đã ghi văn bản ở lần ký này: .*bien-ban-lan-ky-1\.pdf/),
  ).toBeVisible();
});
