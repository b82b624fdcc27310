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

test('a layout is kept for the office, used, named anew, and taken away with a way back', async ({
  page,
}) => {
  await openApp(page);
  await layout(page);
  const library = page.getByRole('region', { name: 'Bố cục của cơ quan' });
  await library.getByLabel('Giữ bố cục này với tên').fill('Sở Nội vụ');
  await page.keyboard.press('Enter');
  await expect(library.getByText('Đang dùng')).toBeVisible();
  await page.getByLabel('Bảng số liệu từng lĩnh vực').uncheck();
  await library.getByRole('button', { name: 'Dùng: Sở Nội vụ' }).click();
  await expect(page.getByLabel('Bảng số liệu từng lĩnh vực')).toBeChecked();

  await library.getByRole('button', { name: 'Đổi tên bố cục Sở Nội vụ' }).click();
  await library.getByLabel('Tên bố cục').fill('Sở Nội vụ 2026');
  await page.keyboard.press('Tab');
  await library.getByRole('button', { name: 'Bỏ bố cục Sở Nội vụ 2026' }).click();
  await expect(library.getByText('Sở Nội vụ 2026')).toBeHidden();
  await library.getByRole('button', { name: /^Hoàn tác/ }).click();
  await expect(library.getByText('Sở Nội vụ 2026')).toBeVisible();
  await library.scrollIntoViewIfNeeded();
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/shots/layout-library.png' });
});
