/** Signing with a USB token, over the small engine. */
import { expect, test, type Page } from '@playwright/test';

import { expectAccessible, openApp } from './support';

async function askToSign(page: Page, options = ''): Promise<void> {
  await openApp(page, options);
  await page.getByText('Kiểm tra công tác cải cách').first().click();
  await page.getByRole('button', { name: 'Tiếp tục' }).first().click();
  await page.getByRole('button', { name: 'Lập biên bản' }).first().click();
  await page.getByRole('button', { name: 'Chốt nội dung' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Chốt nội dung' }).click();
  await page.getByRole('button', { name: /^Ký: Thư ký/ }).click();
  await page.getByRole('menuitem', { name: 'Ký số bằng chứng thư' }).click();
}

test('a token is chosen by keys, told off for wrong PINs, and signs', async ({ page }) => {
  await askToSign(page);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Tệp .p12' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(dialog.getByLabel('Trình điều khiển của USB token')).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.type('SafeNet');
  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('Token đang cắm')).toContainText('UBND phường Cầu Tre');
  await expect(dialog.getByLabel('Chứng thư', { exact: true })).toContainText('đến 31/12/2027');
  await expectAccessible(page);

  const pin = dialog.getByLabel('PIN của USB token');
  await pin.fill('11111111');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('số lần thử còn lại đã giảm');
  await page.screenshot({ path: 'test-results/shots/token-wrong-pin.png' });
  await expect(pin).toHaveValue('');
  await expect(pin).toBeFocused();
  await pin.fill('22222222');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('Chỉ còn MỘT lần thử');
  await expectAccessible(page);

  await pin.fill('24681357');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByText('1/3 đã ký')).toBeVisible();
});

test('the token of last time stands there, and a locked one says so', async ({ page }) => {
  await askToSign(page, 'token');
  const dialog = page.getByRole('dialog');
  const pin = dialog.getByLabel('PIN của USB token');
  for (const wrong of ['1111', '2222', '3333']) {
    await pin.fill(wrong);
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('alert')).toBeVisible();
    await expect(pin).toHaveValue('');
  }
  await expect(dialog.getByRole('alert')).toContainText('E-TOKEN-PIN-LOCKED');
});

test('a file that is no module is refused, and another token can be read', async ({ page }) => {
  await askToSign(page);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'USB token' }).check();
  await dialog.getByRole('button', { name: 'Chọn tệp…' }).click();
  await expect(dialog.getByRole('alert')).toContainText('không phải trình điều khiển PKCS#11');
  await dialog.getByLabel('Trình điều khiển của USB token').selectOption({ index: 0 });
  await dialog.getByLabel('Token đang cắm').selectOption({ index: 1 });
  await expect(dialog).toContainText('chưa cho thấy chứng thư nào');
});

test('waiting for a token can be stopped, and nothing was signed', async ({ page }) => {
  await askToSign(page, 'token&slow');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Đang đọc USB token')).toBeVisible();
  await dialog.getByRole('button', { name: 'Dừng' }).click();
  await expect(dialog.getByRole('button', { name: 'Đọc lại' })).toBeEnabled();
  await dialog.getByRole('button', { name: 'Hủy' }).click();
  await expect(page.getByText('0/3 đã ký')).toBeVisible();
});
