import { expect, test, type Page } from '@playwright/test';

import { expectAccessible, openApp } from './support';

const SHOTS = process.env.SHOTS;

async function openDossiers(page: Page) {
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
  await page.keyboard.type('MC-11');
  await page.getByRole('option', { name: /MC-11/ }).first().click();
  await page.getByRole('button', { name: 'Số liệu theo biểu 06' }).click();
}

async function type(page: Page, label: string, source: string, field: string, text: string) {
  const cell = page.getByLabel(`${label}, ${source}, ${field}`, { exact: true });
  await cell.fill(text);
  await cell.press('Enter');
}

test('report and software stand side by side and every difference is named', async ({ page }) => {
  await openDossiers(page);
  await expect(page.getByText('Chưa có số liệu')).toBeVisible();
  await page.getByLabel('Lĩnh vực').fill('Hộ tịch');
  await page.getByRole('button', { name: 'Thêm lĩnh vực' }).click();
  await type(page, 'Nhận trực tuyến', 'Báo cáo', 'Hộ tịch', '2.756');
  await expect(page.getByLabel('Nhận trực tuyến, Phần mềm, Hộ tịch')).toBeFocused();
  await type(page, 'Nhận trực tuyến', 'Phần mềm', 'Hộ tịch', '2750');
  await expect(
    page.getByText('Nhận trực tuyến: báo cáo 2756, phần mềm 2750; lệch 6.'),
  ).toBeVisible();
  await type(page, 'Nhận trực tiếp, BCCI', 'Báo cáo', 'Hộ tịch', '1789');
  await type(page, 'Tỷ lệ trực tuyến', 'Báo cáo', 'Hộ tịch', '60,64');
  await expect(page.getByLabel('Nhận trực tuyến, Báo cáo, Hộ tịch')).toHaveValue('2.756');
  await expect(page.getByText('chỗ cần xem lại')).toBeVisible();
  await expectAccessible(page);
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/dossiers.png` });
});

test('a field is not taken twice, and goes away with its figures', async ({ page }) => {
  await openDossiers(page);
  const add = page.getByRole('button', { name: 'Thêm lĩnh vực' });
  await add.click();
  await type(page, 'Tổng tiếp nhận', 'Phần mềm', 'Toàn đơn vị', '4545');
  await add.click();
  await expect(page.getByText('Đã có lĩnh vực này trong kỳ.')).toBeVisible();
  await page.getByRole('button', { name: 'Xóa số liệu Toàn đơn vị' }).click();
  await expect(page.getByText('Chưa có số liệu')).toBeVisible();
});
