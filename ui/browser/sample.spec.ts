import { readFileSync } from 'node:fs';

import { expect, test, type Page } from '@playwright/test';

import { expectAccessible, openApp } from './support';

const PAPER = readFileSync(new URL('fixtures/minutes.pdf', import.meta.url));
const SHOTS = process.env.SHOTS;

async function shoot(page: Page, name: string) {
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png` });
}

/** Opens the sample screen from the item that asks for it. */
async function openSample(page: Page) {
  await page.setViewportSize({ width: 1366, height: 768 });
  await openApp(page);
  await page
    .getByRole('button', { name: /cải cách hành chính năm 2022/ })
    .first()
    .click();
  await page
    .getByRole('button', { name: /Tiếp tục|Mở/ })
    .first()
    .click();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('MC-10');
  await page.getByRole('option', { name: /MC-10/ }).first().click();
  await page.getByRole('button', { name: 'Rút và kiểm mẫu hồ sơ' }).click();
}

async function drawTwenty(page: Page) {
  await page.getByRole('button', { name: 'Rút mẫu…' }).click();
  await page.locator('input[type=file]').setInputFiles({
    name: 'xuat-mot-cua.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Số hồ sơ\nA\n'),
  });
  await page.getByText('Đọc được 4.545 hồ sơ').waitFor();
  await page.getByLabel('Đơn vị thêm vào').fill('Cầu Tre 15');
  await shoot(page, 'sample-draw');
  await page.getByRole('button', { name: 'Rút mẫu', exact: true }).click();
  await page.getByText('Rút 20 hồ sơ trong 4.545 hồ sơ').waitFor();
}

test('twenty files are drawn from a seed of both sides and checked by digits', async ({ page }) => {
  await openSample(page);
  await expect(page.getByText('Chưa rút mẫu')).toBeVisible();
  await expectAccessible(page);
  await drawTwenty(page);
  await expect(page.getByText('MJUWK3RAMJQW4IDNMF2SAMBRGY Cầu Tre 15')).toBeVisible();

  const sheet = page.getByRole('group', { name: 'Bên giao' });
  await expect(sheet.getByText('1', { exact: true })).toBeVisible();
  for (const digit of ['1', '1', '1', '2', '1', '1', '1', '1', '1']) {
    await page.keyboard.press(digit);
    await page.waitForTimeout(0);
  }
  await expect(page.getByText('1/20 đã kiểm xong')).toBeVisible();
  await expect(page.getByText('chưa đủ', { exact: true })).toBeVisible();
  await expect(page.getByRole('row', { name: /Phiếu kiểm soát chưa đủ 1\/1/ })).toBeVisible();
  await shoot(page, 'sample-sheet');
  await page.keyboard.press('PageDown');
  await expect(page.getByText('Hồ sơ 2/20')).toBeVisible();
  await expectAccessible(page);
});

test('a late file is asked for its apology, with number and date', async ({ page }) => {
  await openSample(page);
  await drawTwenty(page);
  await page.getByLabel('Ngày trả').fill('20/09/2022');
  await page.getByLabel('Ngày trả').blur();
  await expect(page.getByText('Quá hạn', { exact: true }).first()).toBeVisible();
  await page
    .getByRole('group', { name: 'Có văn bản xin lỗi' })
    .getByRole('button', { name: 'Đạt' })
    .click();
  await page.getByLabel('Số văn bản').fill('12/XL-UBND');
  await page.getByLabel('Ngày văn bản').fill('21/9/2022');
  await page.getByLabel('Ngày văn bản').blur();
  await expect(page.getByLabel('Số văn bản')).toHaveValue('12/XL-UBND');
});

test('a second draw of the same seed says that it is the same', async ({ page }) => {
  await openSample(page);
  await drawTwenty(page);
  await page.getByRole('button', { name: 'Rút lại để đối chiếu' }).click();
  await expect(page.getByText('Trùng khớp: rút lại đúng 20 hồ sơ này.')).toBeVisible();
  await page.getByRole('button', { name: 'Lưu danh sách cần lấy (PDF)' }).click();
  await expect(page.getByText(/Đã lưu .*\.pdf/)).toBeVisible();
});

test('codes may be typed as a range', async ({ page }) => {
  await openSample(page);
  await page.getByRole('button', { name: 'Rút mẫu…' }).click();
  await page.getByLabel('Danh sách hồ sơ').selectOption('typed');
  await page.getByLabel('Gõ mã hồ sơ').fill('000.01.H27-220915-0001…0040');
  await page.getByLabel('Gõ mã hồ sơ').blur();
  await expect(page.getByText('Đọc được 40 hồ sơ')).toBeVisible();
  await page.getByLabel('Số hồ sơ cần rút').fill('41');
  await page.getByLabel('Số hồ sơ cần rút').blur();
  await expect(page.getByText('Hãy nhập số từ 1 đến số hồ sơ của danh sách.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Rút mẫu', exact: true })).toBeDisabled();
});

test('the list of files to fetch goes to the printer', async ({ page }) => {
  await openSample(page);
  await drawTwenty(page);
  await page.route('http://bienban.localhost/fetch/**', (route) =>
    route.fulfill({
      contentType: 'application/pdf',
      headers: { 'access-control-allow-origin': '*' },
      body: PAPER,
    }),
  );
  await page.evaluate(() => {
    window.print = () => {
      const sheets = document.querySelectorAll('.print-page canvas').length;
      Reflect.set(window, 'printed', sheets);
      window.dispatchEvent(new Event('afterprint'));
    };
  });
  await page.getByRole('button', { name: 'In danh sách cần lấy' }).click();
  await expect.poll(() => page.evaluate(() => Reflect.get(window, 'printed'))).toBeGreaterThan(0);
  await expect(page.locator('.print-page')).toHaveCount(0);
});

test('a stratified sample says what each stratum allows, and that it is still running', async ({
  page,
}) => {
  await openSample(page);
  await page.getByRole('button', { name: 'Rút mẫu…' }).click();
  await page.locator('input[type=file]').setInputFiles({
    name: 'xuat-mot-cua.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Số hồ sơ\nA\n'),
  });
  await page.getByText('Đọc được 4.545 hồ sơ').waitFor();
  await page.getByLabel('Chia nhóm').selectOption('linh_vuc');
  await page.getByRole('button', { name: 'Rút mẫu', exact: true }).click();
  await page.keyboard.press('2');
  await expect(page.getByText('càng kiểm càng hẹp lại')).toBeVisible();
  await page.getByText('Theo từng nhóm').click();
  await expect(page.getByRole('row', { name: /Hộ tịch/ })).toBeVisible();
  await shoot(page, 'sample-strata');
  await expectAccessible(page);
});
