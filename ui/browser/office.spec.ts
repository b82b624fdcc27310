import { expect, test } from '@playwright/test';

import { menu, setUp } from './screens/ways';
import { expectAccessible, openApp } from './support';

const CAMPAIGN = 'Kiểm tra công tác cải cách hành chính năm 2022';

test('first start: the recovery code must be proven before the program opens', async ({ page }) => {
  await openApp(page, 'state=fresh');
  await setUp(page);
  const done = page.getByRole('button', { name: 'Tôi đã giữ mã' });

  await done.click();
  await expect(page.getByText('Chưa khớp với phần cuối')).toBeVisible();

  await page.getByLabel('Gõ lại 5 ký tự cuối').fill('epj6c');
  await done.click();
  await expect(page.getByText('Chưa có đợt kiểm tra nào')).toBeVisible();
});

test('a sample opens with one click, is marked, and can be removed', async ({ page }) => {
  await openApp(page, 'empty');
  await page.getByRole('button', { name: 'Phường Cầu Tre, 15/9/2022' }).click();
  await expect(page.getByText('Dữ liệu mẫu', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Quay lại' }).click();
  await page.getByRole('button', { name: 'Xóa dữ liệu mẫu' }).click();
  await expect(page.getByText('Chưa có đợt kiểm tra nào')).toBeVisible();
});

test('a campaign is created by keyboard alone', async ({ page }) => {
  await openApp(page, 'empty');
  await page.getByRole('button', { name: 'Tạo đợt kiểm tra' }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Tên đợt kiểm tra').focus();
  await page.keyboard.type('Kiểm tra năm 2022');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('SỞ NỘI VỤ');
  await page.getByLabel('Kiểm tra từ ngày').focus();
  await page.keyboard.type('15/9/2022');
  await page.getByRole('button', { name: 'Thêm đơn vị' }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Tên đơn vị').focus();
  await page.keyboard.type('Phường Cầu Tre');
  await page.getByRole('button', { name: 'Lưu đợt kiểm tra' }).focus();
  await page.keyboard.press('Enter');

  await expect(page.getByRole('rowheader', { name: 'Phường Cầu Tre' })).toBeVisible();
});

test('what goes to the bin comes back', async ({ page }) => {
  await openApp(page);
  await page.getByRole('button', { name: `Thao tác với ${CAMPAIGN}` }).click();
  await page.getByRole('menuitem', { name: 'Đưa vào thùng rác' }).click();
  await expect(page.getByText('Chưa có đợt kiểm tra nào')).toBeVisible();

  await menu(page, 'Thùng rác');
  await page.getByRole('button', { name: 'Lấy lại' }).click();
  await expect(page.getByText('Thùng rác trống')).toBeVisible();
});

test('a dialog keeps the focus and gives it back', async ({ page }) => {
  await openApp(page);
  const find = page.getByRole('button', { name: 'Tìm nhanh' });
  await find.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox')).toBeFocused();

  for (let step = 0; step < 6; step++) await page.keyboard.press('Tab');
  const inside = await page.evaluate(
    () =>
      document.activeElement === document.body ||
      document.activeElement?.closest('dialog') !== null,
  );
  expect(inside, 'the focus stays in the dialog').toBe(true);

  await page.keyboard.press('Escape');
  await expect(find).toBeFocused();
});

test('a wrong passphrase says what to do, with its code', async ({ page }) => {
  await openApp(page, 'state=locked');
  await page.getByLabel('Mật khẩu hoặc mã khôi phục').fill('sai');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('E-WRONG-SECRET');

  await page.getByLabel('Mật khẩu hoặc mã khôi phục').fill('mat khau thu');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: CAMPAIGN }).first()).toBeVisible();
});

test('a paper changed after signing is named so', async ({ page }) => {
  await openApp(page);
  await menu(page, 'Kiểm tra chữ ký');
  await page.locator('input[type=file]').setInputFiles({
    name: 'da-sua.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7 changed'),
  });

  await expect(page.getByRole('heading', { name: 'Đã bị thay đổi' })).toBeVisible();
  await expectAccessible(page);
});

test('the recovery code alone goes to paper', async ({ page }) => {
  await openApp(page, 'state=fresh');
  await setUp(page);
  await page.emulateMedia({ media: 'print' });

  await expect(page.getByText('Biên Bản: mã khôi phục')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Tôi đã giữ mã' })).toBeHidden();
});

test('forced colours still show where one is', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await openApp(page);
  await page.getByRole('button', { name: CAMPAIGN }).first().click();
  await page.screenshot({ path: 'test-results/shots/campaign-forced-colors.png' });

  await expect(page.getByRole('img', { name: 'Đã đánh giá 12 trên 97 mục' })).toBeVisible();
});

test('F6 walks through the panes and a lock leads back to the same place', async ({ page }) => {
  await openApp(page);
  await page.getByRole('button', { name: CAMPAIGN }).first().click();
  await page.keyboard.press('F6');
  await expect(page.getByRole('button', { name: 'Tiếp tục' })).toBeFocused();

  await page.keyboard.press('Control+l');
  await page.getByLabel('Mật khẩu hoặc mã khôi phục').fill('mat khau thu');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Đơn vị được kiểm tra' })).toBeVisible();
});
