/** What follows from figures: indicators, warnings and points on the screen of a visit. */
import { expect, test } from '@playwright/test';

import { expectAccessible, openApp } from './support';

test('indicators follow the verdicts, and points are never more than an item can bring', async ({
  page,
}) => {
  await openApp(page);
  await page.getByText('Kiểm tra công tác cải cách').first().click();
  await page.getByRole('button', { name: 'Tiếp tục' }).first().click();
  const item = page.locator('[data-open-item]');
  await page.keyboard.press('Home');
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowDown');
  await expect(item).toContainText('CD-05');

  const given = item.getByLabel('Thẩm định');
  await given.fill('2,5');
  await given.press('Tab');
  await expect(item).toContainText('Nhập điểm từ 0 đến 2');
  await given.fill('1,5');
  await given.press('Tab');
  await expect(item).not.toContainText('Nhập điểm từ 0 đến 2');

  await page.getByRole('button', { name: 'Chỉ số', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Chỉ số và điểm' });
  await expect(dialog).toContainText('Nội dung đạt trên nội dung đã đánh giá');
  await expect(dialog).toContainText('chưa đủ số liệu');
  await expect(dialog.getByRole('row', { name: 'Tất cả lĩnh vực' })).toContainText('75,00%');
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/derived.png' });
});
