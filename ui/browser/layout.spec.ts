/** The layout of minutes: choices at left, the page beside them, over the small engine. */
import { expect, test } from '@playwright/test';

import { layout } from './screens/layout';
import { expectAccessible, openApp } from './support';

test('choices are saved, shown on the page, and taken back', async ({ page }) => {
  await openApp(page);
  await layout(page);
  const agency = page.getByLabel('Cơ quan ban hành');
  await agency.fill('ĐOÀN KIỂM TRA\nCẢI CÁCH HÀNH CHÍNH');
  await page.keyboard.press('Tab');
  const bar = page.getByRole('contentinfo');
  await expect(bar).toContainText('Sửa bố cục biên bản');
  await page.getByRole('button', { name: 'Đưa lên: Ý kiến của đơn vị' }).click();
  await page.getByLabel('Bảng số liệu từng lĩnh vực').uncheck();
  await expect(page.getByText('Bản xem trước khớp với bản in')).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/shots/layout.png' });

  await page.getByRole('button', { name: 'Đưa lên: Kết quả khắc phục kỳ trước' }).focus();
  await page.keyboard.press('Control+z');
  await expect(page.getByLabel('Bảng số liệu từng lĩnh vực')).toBeChecked();
});

test('a symbol that is none is kept, and what is wrong is said', async ({ page }) => {
  await openApp(page);
  await layout(page);
  await page.getByLabel('Ký hiệu sau số').fill('/KL-ĐKT');
  await page.keyboard.press('Tab');
  await expect(page.getByText('chưa đúng thể thức')).toBeVisible();
  await expect(page.getByLabel('Ký hiệu sau số')).toHaveValue('/KL-ĐKT');
  await page.screenshot({ path: 'test-results/shots/layout-refused.png' });
  await page.getByLabel('Ký hiệu sau số').fill('/BB-ĐKT3027');
  await page.keyboard.press('Tab');
  await expect(page.getByText('chưa đúng thể thức')).toBeHidden();
});
