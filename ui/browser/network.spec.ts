import { expect, test } from '@playwright/test';

import { called, delegation } from './screens/delegation';
import { campaign } from './screens/ways';
import { expectAccessible, openApp } from './support';

test('this laptop is opened for the delegation, and tells what others do', async ({ page }) => {
  await openApp(page, 'arriving');
  await called(page);

  await expect(page.getByText('Phạm Minh Đức gửi 12 nội dung, 3 ảnh và văn bản')).toBeVisible();
  await expect(page.getByText('Đã gửi: 7 nội dung, 2 ảnh và văn bản')).toBeVisible();
  await expect(page.getByText('Máy kia đã báo nhận đủ.')).toBeVisible();
  await page.getByLabel('Tự trao đổi mỗi phút').check();
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/network.png', fullPage: true });

  await page.getByRole('button', { name: 'Đóng lại' }).click();
  await expect(page.getByRole('button', { name: 'Mở cho đoàn' })).toBeVisible();
});

test('a laptop that nobody heard of is called only after its code was compared', async ({
  page,
}) => {
  await openApp(page);
  await delegation(page);
  const address = page.getByLabel('Địa chỉ máy kia');
  await address.fill('10.0.0.1');
  await address.press('Enter');
  await expect(page.getByText('Không máy nào trả lời ở 10.0.0.1')).toBeVisible();

  await address.fill('192.168.1.77');
  await address.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('e778a1d8')).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/network-stranger.png' });
  await dialog.getByRole('button', { name: 'Mã giống nhau, nối tiếp' }).click();
  await expect(page.getByText('Đã trao đổi với Phạm Minh Đức.')).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('what a colleague brings is told and shown when the person wants', async ({ page }) => {
  await openApp(page, 'arriving');
  await campaign(page);

  await expect(page.getByText('Vừa nhận nội dung mới từ máy khác')).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/arrived.png' });
  await page.getByRole('button', { name: 'Xem ngay' }).click();

  await expect(page.getByText('Vừa nhận nội dung mới từ máy khác')).toBeHidden();
});
