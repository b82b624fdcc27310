import { expect, test } from '@playwright/test';

import { card, delegation } from './screens/delegation';
import { menu } from './screens/ways';
import { expectAccessible, openApp } from './support';

test('a laptop is taken into the delegation, gets a bundle, and confirms with its own', async ({
  page,
}) => {
  await openApp(page);
  await delegation(page);
  await expect(page.getByText('Chưa có máy nào khác').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Ghi gói ra USB' })).toBeDisabled();

  const file = page.locator('input[type=file]');
  await file.setInputFiles(card('khac'));
  await expect(page.getByText('Tệp này không phải thẻ máy')).toBeVisible();
  await file.setInputFiles(card('the'));
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Phạm Minh Đức · Chuyên viên · Sở Nội vụ')).toBeVisible();
  await dialog.getByLabel('Vai trò trong đoàn').selectOption('Thư ký');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Thêm máy' }).click();

  await expect(page.getByText('Chưa báo nhận 363 nội dung')).toBeVisible();
  await page.getByRole('button', { name: 'Ghi gói ra USB' }).click();
  await expect(page.getByText('Đã ghi và đọc lại: 363 nội dung')).toBeVisible();
  await page.getByRole('button', { name: 'Nhận gói' }).click();
  await expect(page.getByText('Thêm 41, đã có 363, giữ riêng 0 nội dung.')).toBeVisible();
  await expect(page.getByText('chạy trước máy này 22 phút')).toBeVisible();
  await expect(page.getByText('Đã báo nhận đủ')).toBeVisible();
  await expect(page.getByText('Có ý kiến khác nhau ở 1 chỗ').first()).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/delegation.png' });
});

test('a lost laptop is ended only after its name was typed, and what it wrote later is shown', async ({
  page,
}) => {
  await openApp(page);
  await delegation(page);
  await page.locator('input[type=file]').setInputFiles(card('the'));
  await page.getByRole('dialog').getByRole('button', { name: 'Thêm máy' }).click();
  await page.getByRole('button', { name: 'Loại khỏi đoàn Phạm Minh Đức' }).click();

  const dialog = page.getByRole('dialog');
  const end = dialog.getByRole('button', { name: 'Loại khỏi đoàn' });
  await expect(end).toBeDisabled();
  // As a keyboard that composes marks one by one gives it.
  await dialog.getByRole('textbox').fill('Phạm Minh Đức'.normalize('NFD'));
  await end.click();

  await expect(page.getByText('Đã loại khỏi đoàn')).toBeVisible();
  await expect(page.getByText('Ghi sau khi mất máy')).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/delegation-ended.png' });
});

test('whoever is to join hands out a card and takes the first bundle in', async ({ page }) => {
  await openApp(page, 'empty');
  await menu(page, 'Đoàn và trao đổi');

  await page.getByRole('button', { name: 'Xuất thẻ máy' }).click();
  await expect(page.getByText('Đã xuất thẻ máy: /tmp/')).toBeVisible();
  await expect(page.getByText(/^079d525d597fc333[0-9a-f]{48}$/)).toBeVisible();
  await page.getByRole('button', { name: 'Nhận gói' }).click();
  await expect(page.getByRole('button', { name: 'Mở đợt kiểm tra' })).toBeVisible();
  await expectAccessible(page);
});

test('a deputy takes over from a lost laptop, after the name of its person was typed', async ({
  page,
}) => {
  await openApp(page, 'deputy');
  await delegation(page);
  await expect(page.getByRole('button', { name: 'Thêm máy' })).toBeHidden();
  await page.getByRole('button', { name: 'Tiếp quản danh sách đoàn' }).click();
  const dialog = page.getByRole('dialog');
  const take = dialog.getByRole('button', { name: 'Tiếp quản', exact: true });
  await expect(take).toBeDisabled();
  await expect(dialog.getByLabel('bị mất hoặc hỏng')).toBeChecked();
  await dialog.getByRole('textbox').fill('Nguyễn Chiến Vương');
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/taking-over.png' });
  await take.click();

  await expect(page.getByText('Máy này giữ danh sách đoàn.')).toBeVisible();
  await expect(page.getByText('Đã loại khỏi đoàn')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Mời bằng mã' })).toBeVisible();
  await page.screenshot({ path: 'test-results/taken-over.png' });
});
