/** What comes after whoever leads has signed: number, seal, copies, and what came back; small engine. */
import { fileURLToPath } from 'node:url';

import { expect, test, type Locator, type Page } from '@playwright/test';

import { expectAccessible, openApp } from './support';

const SEAL = fileURLToPath(new URL('../../tests/fixtures/keys/seal.png', import.meta.url));
const WAITS = 'Điền số, đóng dấu cơ quan và ký bản sao được sau khi trưởng đoàn ký trên tệp này.';

async function openSealed(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1366, height: 768 });
  await openApp(page);
  await page.getByText('Kiểm tra công tác cải cách').first().click();
  await page.getByRole('button', { name: 'Tiếp tục' }).first().click();
  await page.getByRole('button', { name: 'Lập biên bản' }).first().click();
  await page.getByRole('button', { name: 'Chốt nội dung' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Chốt nội dung' }).click();
}

/** Gives the key in a file and its password, and signs. */
async function sign(page: Page, dialog: Locator): Promise<void> {
  await dialog.locator('input[accept*=".p12"]').setInputFiles({
    name: 'co-quan.p12',
    mimeType: 'application/x-pkcs12',
    buffer: Buffer.from('not read here'),
  });
  await dialog.getByLabel('Mật khẩu của tệp').fill('dung');
  await page.keyboard.press('Enter');
}

async function leaderSigns(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Ký: Nguyễn Thị Thanh Hồng/ }).click();
  await page.getByRole('menuitem', { name: 'Ký số bằng chứng thư' }).click();
  await sign(page, page.getByRole('dialog'));
  await expect(page.getByRole('dialog')).toBeHidden();
}

test('the seal waits for whoever leads, wants its picture, and is pressed once', async ({
  page,
}) => {
  await openSealed(page);
  await expect(page.getByText(WAITS)).toBeVisible();
  await page.getByText(WAITS).scrollIntoViewIfNeeded();
  await page.screenshot({ path: 'test-results/shots/after-waits.png' });
  await expect(page.getByRole('button', { name: 'Đóng dấu cơ quan…' })).toHaveCount(0);

  await leaderSigns(page);
  await expect(page.getByText(WAITS)).toBeHidden();
  await page.getByRole('button', { name: 'Đóng dấu cơ quan…' }).scrollIntoViewIfNeeded();
  await page.screenshot({ path: 'test-results/shots/after-open.png' });
  await page.getByRole('button', { name: 'Đóng dấu cơ quan…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Đóng dấu cơ quan' });
  await sign(page, dialog);
  await expect(dialog.getByRole('alert')).toContainText('Hãy chọn tệp PNG của con dấu.');
  const picture = dialog.getByRole('group', { name: 'Hình con dấu' });
  await picture.locator('input').setInputFiles(SEAL);
  await expect(picture.getByRole('img', { name: 'Hình con dấu đã chọn' })).toBeVisible();
  await expect(dialog.getByRole('alert')).toBeHidden();
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/shots/seal-dialog.png' });
  await dialog.getByRole('button', { name: 'Đóng dấu' }).click();

  await expect(dialog).toBeHidden();
  await expect(page.getByText(/Đã đóng dấu · SỞ NỘI VỤ/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Đóng dấu cơ quan…' })).toHaveCount(0);
  await page.screenshot({ path: 'test-results/shots/after-sealed.png' });
});

test('a number is given by keys to what was signed without one', async ({ page }) => {
  await openSealed(page);
  await leaderSigns(page);
  const number = page.getByLabel('Số văn bản');
  await number.fill('không');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Số văn bản không hợp lệ/)).toBeVisible();
  await expect(number).toHaveValue('không');

  // Another paper has it: said once, and done when it is pressed again.
  await expect(page.getByText('Số kế tiếp trong sổ: 13')).toBeVisible();
  await number.fill('12');
  await page.keyboard.press('Enter');
  await expect(page.getByText('đã ghi cho biên bản của Phường Lạch Tray')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Enter');

  await expect(page.getByText('Văn bản đã có số.')).toBeVisible();
  await expectAccessible(page);
});

test('a copy is signed in the form that was chosen, into a file of its own', async ({ page }) => {
  await openSealed(page);
  await leaderSigns(page);
  await page.getByRole('button', { name: 'Ký bản sao…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Ký bản sao điện tử' });
  await expect(dialog.getByRole('group', { name: 'Hình chữ ký' })).toHaveCount(0);
  await dialog.getByRole('radio', { name: 'Trích sao' }).check();
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/shots/copy-dialog.png' });
  await sign(page, dialog);

  await expect(dialog).toBeHidden();
  const done = page.getByText(/^Đã ký bản sao, ghi ra .*BienBan_CauTre_2022-09-15_TrichSao\.pdf/);
  await expect(done).toBeVisible();
  await expect(page.getByText('1/3 đã ký')).toBeVisible();
});

test('what came back with a paper signed elsewhere is listed', async ({ page }) => {
  await openSealed(page);
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Đính bản đã ký…' }).click();
  await (
    await choosing
  ).setFiles({
    name: 'da-ky.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7 signed elsewhere'),
  });

  const brought = page.getByRole('status').filter({ hasText: 'Vừa đưa về' });
  await expect(brought).toContainText('Trưởng đoàn: Nguyễn Thị Thanh Hồng ký số.');
  await expect(brought).toContainText('Đóng dấu cơ quan: SỞ NỘI VỤ');
  await brought.scrollIntoViewIfNeeded();
  await page.screenshot({ path: 'test-results/shots/brought-back.png' });
  await expectAccessible(page);
});
