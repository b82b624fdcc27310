import { expect, test, type Page } from '@playwright/test';

import { expectAccessible, openApp } from './support';

const CAMPAIGN = 'Kiểm tra công tác cải cách hành chính năm 2022';

async function editUnits(page: Page) {
  await openApp(page);
  await page.getByRole('button', { name: CAMPAIGN }).first().click();
  await page.getByRole('button', { name: 'Sửa đợt kiểm tra' }).click();
  await page.getByRole('combobox', { name: 'Tên đơn vị' }).first().waitFor();
}

test('a unit is chosen from the dated list by keyboard alone', async ({ page }) => {
  await editUnits(page);
  await page.getByRole('button', { name: 'Thêm đơn vị' }).click();
  const field = page.getByRole('combobox', { name: 'Tên đơn vị' }).last();
  await field.focus();
  await page.keyboard.type('thien loc');
  // On the day of this campaign there was one, in Can Lộc; the one in Hà Nội came later.
  const options = page.locator('[role=listbox] [role=option]');
  await expect(options).toHaveCount(1);
  await page.screenshot({ path: 'test-results/units-suggestions.png' });
  await expectAccessible(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');

  await expect(field).toHaveValue('Xã Thiên Lộc');
  await expect(page.getByText('Trong danh mục: Huyện Can Lộc, Tỉnh Hà Tĩnh')).toBeVisible();
  await expect(options).toHaveCount(0);
});

test('a name off the list stays, and is marked', async ({ page }) => {
  await editUnits(page);
  await page.getByRole('button', { name: 'Thêm đơn vị' }).click();
  const field = page.getByRole('combobox', { name: 'Tên đơn vị' }).last();
  await field.fill('Xã Không Có Thật');
  await field.blur();
  await expect(field).toHaveValue('Xã Không Có Thật');
  await expect(page.getByText('Không có trong danh mục').last()).toBeVisible();
  await page.screenshot({ path: 'test-results/units-free.png', fullPage: true });
});

test('a unit tells what it became and who was there', async ({ page }) => {
  await openApp(page);
  await page.getByRole('button', { name: CAMPAIGN }).first().click();
  await page
    .getByRole('button', { name: /Phường Cầu Tre/ })
    .last()
    .click();
  await page.getByRole('menuitem', { name: 'Lịch sử đơn vị' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Phường Ngô Quyền')).toBeVisible();
  await expect(dialog.getByText('15/09/2022')).toBeVisible();
  await page.screenshot({ path: 'test-results/units-history.png' });
  await expectAccessible(page);
});

test('the quick find does things and finds things without a mouse', async ({ page }) => {
  await openApp(page);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('option', { name: /Thùng rác/ })).toBeVisible();
  await page.screenshot({ path: 'test-results/palette-acts.png' });
  await page.keyboard.type('cau tre');
  await expect(page.getByRole('option').first().locator('mark')).toHaveText('Cầu Tre');
  await page.screenshot({ path: 'test-results/palette-hits.png' });
  await expectAccessible(page);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('cai dat');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Cài đặt' }).first()).toBeVisible();
});

test('a key of the screen can be pressed from the quick find', async ({ page }) => {
  await openApp(page);
  await page.getByRole('button', { name: CAMPAIGN }).first().click();
  await page.getByRole('button', { name: 'Tiếp tục' }).first().click();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('ghi phat hien');
  await page.getByRole('option').filter({ hasText: 'F9' }).click();
  await expect(page.getByRole('dialog', { name: 'Tìm nhanh' })).toHaveCount(0);
  await expect(page.getByRole('dialog')).toBeVisible();
});
