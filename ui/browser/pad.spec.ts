/** The emergency pad, the tour and the way back, by keyboard, over the small engine. */
import { expect, test } from '@playwright/test';

import { campaign, visit } from './screens/ways';
import { expectAccessible, openApp } from './support';

const SECRET = 'mat khau thu';

test('a note written at the locked door waits behind it and goes into an item', async ({
  page,
}) => {
  await openApp(page, 'state=locked');
  await page.keyboard.press('F12');
  await page.getByLabel('Nội dung ghi tạm').fill('Chìa khóa IO mới dùng 3/9');
  await expect(page.getByRole('status').filter({ hasText: 'Đã lưu lúc' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByLabel('Mật khẩu hoặc mã khôi phục').fill(SECRET);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Tài khoản' }).waitFor();

  await page.keyboard.press('F12');
  await page.getByRole('button', { name: 'Tờ mới' }).click();
  await page.getByRole('button', { name: /^Đưa vào ghi chú: Chìa khóa IO/ }).click();
  await page.getByLabel('Mục').selectOption('CD-08');
  await page.getByRole('button', { name: 'Đưa vào ghi chú của mục' }).click();

  await expect(page.getByLabel('Ghi chú của đoàn kiểm tra')).toHaveValue(
    /Chìa khóa IO mới dùng 3\/9/,
  );
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('where nothing can be kept the pad says so and keeps the words on the screen', async ({
  page,
}) => {
  await openApp(page, 'state=fresh');
  await page.keyboard.press('F12');
  await expect(page.getByRole('alert')).toContainText('E-PAD-NO-STORE');
  await page.getByLabel('Nội dung ghi tạm').fill('Vẫn gõ được');
  await page.keyboard.press('Tab');

  await expect(page.getByRole('status').filter({ hasText: 'Chưa lưu được' })).toBeVisible();
  await expect(page.getByLabel('Nội dung ghi tạm')).toHaveValue('Vẫn gõ được');
});

test('a note that was put away comes back', async ({ page }) => {
  await openApp(page, 'pad');
  await expect(page.getByRole('button', { name: 'Sổ tay: 2' })).toBeVisible();
  await page.keyboard.press('F12');
  await page
    .getByRole('button', { name: /^Cất ghi chép/ })
    .first()
    .click();
  await expect(page.getByRole('button', { name: /^Cất ghi chép/ })).toHaveCount(1);
  await page.getByRole('button', { name: 'Xem 1 tờ đã cất' }).click();
  await page.getByRole('button', { name: /^Lấy lại ghi chép/ }).click();
  await expect(page.getByRole('button', { name: /^Cất ghi chép/ })).toHaveCount(2);
});

test('the tour goes through six steps by keyboard and is offered once', async ({ page }) => {
  const refused: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) refused.push(message.text());
  });
  await openApp(page, 'empty&tour');
  await page.getByRole('button', { name: 'Xem hướng dẫn' }).focus();
  await page.keyboard.press('Enter');
  for (let step = 1; step <= 6; step += 1) {
    await expect(page.getByText(`Bước ${step} trên 6`)).toBeVisible();
    if (step > 1) await expect(page.locator('dialog .ring')).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('ArrowRight');
  }

  await expect(page.getByText(/^Bước/)).toBeHidden();
  await page.keyboard.press('F1');
  await expect(page.getByRole('button', { name: 'Xem hướng dẫn sáu bước' })).toBeVisible();
  expect(refused).toEqual([]);
});

test('a tour that is skipped is not offered again', async ({ page }) => {
  await openApp(page, 'empty&tour');
  await page.getByRole('button', { name: 'Bỏ qua' }).click();
  await expect(page.getByRole('heading', { name: 'Lần đầu dùng Biên Bản?' })).toBeHidden();
});

test('the last place is one key away after unlocking', async ({ page }) => {
  await openApp(page, 'state=locked&last');
  await page.getByLabel('Mật khẩu hoặc mã khôi phục').fill(SECRET);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Tiếp tục Phường Cầu Tre, mục CD-05' }).click();
  await expect(page.locator('[data-open-item]')).toContainText('CD-05');
});

test('colours and size change by keys and buttons, at the locked door too', async ({ page }) => {
  await openApp(page, 'state=locked&theme=light');
  const theme = page.locator('html');
  for (const shown of ['dark', 'contrast', 'light']) {
    await page.getByRole('button', { name: /^Màu giao diện/ }).click();
    await expect(theme).toHaveAttribute('data-theme', shown);
  }
  const size = page.getByRole('group', { name: 'Màu và cỡ chữ' });
  await page.keyboard.press('Control+Equal');
  await expect(size).toContainText('110%');
  await page.keyboard.press('Control+0');
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('Control+Minus');
  await expect(size).toContainText('80%');
});

test('F6 goes through all panes where only one has room', async ({ page }) => {
  await page.setViewportSize({ width: 683, height: 384 });
  await openApp(page);
  await visit(page);
  const shown = page.getByRole('group', { name: 'Các khung của màn hình' });
  await page.keyboard.press('F6');
  await expect(shown.getByRole('button', { pressed: true })).toHaveText('Minh chứng, nhận xét');
  await page.keyboard.press('F6');
  await expect(shown.getByRole('button', { pressed: true })).toHaveText('Lĩnh vực');
  await page.keyboard.press('Shift+F6');
  await page.keyboard.press('Shift+F6');
  await expect(shown.getByRole('button', { pressed: true })).toHaveText('Các mục');
});

test('the list of keys can be printed, alone', async ({ page }) => {
  await openApp(page);
  await campaign(page);
  await page.keyboard.press('F1');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('Biên Bản: danh sách phím tắt')).toBeVisible();
  await expect(page.getByRole('button', { name: 'In danh sách phím' })).toBeHidden();
});

test('forced colours keep meters and what is chosen', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await openApp(page);
  await visit(page);
  const outline = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((one) => {
        const { outlineStyle, borderStyle } = getComputedStyle(one);
        return [outlineStyle, borderStyle].some((style) => style === 'solid');
      });
  expect(await outline('nav [aria-current="true"]')).toBe(true);
  expect(await outline('nav .meter[role="img"], nav [role="img"]')).toBe(true);
  expect(await outline('[role="radio"][aria-checked="true"]')).toBe(true);
});
