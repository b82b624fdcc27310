import { expect, test } from '@playwright/test';

import { delegation, inviting, joining } from './screens/delegation';
import { expectAccessible, openApp } from './support';

test('a code is read to somebody, who then stands in the delegation', async ({ page }) => {
  await openApp(page);
  await inviting(page);
  const dialog = page.getByRole('dialog');

  await expect(dialog.getByText('192.168.1.9:4610')).toBeVisible();
  await expect(dialog.getByText('còn 10 phút')).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/inviting.png' });

  await expect(dialog.getByText('Phạm Minh Đức đã vào đoàn.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Đóng' }).last().click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('listitem').filter({ hasText: 'Phạm Minh Đức' })).toBeVisible();
});

test('a wrong code says so and stays, the right one brings the campaign', async ({ page }) => {
  await openApp(page, 'empty');
  await joining(page, '0000 0000');
  await expect(page.getByText('Còn 2 lượt thử')).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/joining.png' });

  const code = page.getByRole('textbox', { name: 'Mã mời' });
  await expect(code).toHaveValue('0000 0000');
  await code.fill('48210937');
  await code.press('Enter');

  await expect(page.getByText('Đã trao đổi với Phạm Minh Đức.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Mở đợt kiểm tra' })).toBeVisible();
});

test('the record of custody is written and says whether everything holds', async ({ page }) => {
  await openApp(page);
  await delegation(page);
  await page.getByRole('button', { name: 'Xuất hồ sơ lưu vết' }).click();

  await expect(page.getByText('404 thay đổi của 2 máy, 1 văn bản đã chốt')).toBeVisible();
  await expect(page.getByText('Mọi chữ ký và chuỗi đều khớp.')).toBeVisible();
  await expect(page.getByText('Chưa máy nào khác báo nhận 12 thay đổi.')).toBeVisible();
  await page.screenshot({ path: 'test-results/custody.png', fullPage: true });
});
