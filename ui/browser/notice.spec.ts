/** The concluding notice: paragraphs put together, said otherwise, edited, taken back. */
import { expect, test } from '@playwright/test';

import { notice } from './screens/notice';
import { expectAccessible, openApp } from './support';

test('the leader puts findings together and a text of their own outlives it', async ({ page }) => {
  await openApp(page);
  await notice(page);
  const together = page.getByRole('group', { name: 'Cùng các đơn vị' });
  await expect(together.getByRole('checkbox')).toHaveCount(3);
  await page.screenshot({ path: 'test-results/shots/notice.png' });
  await together.getByRole('button', { name: 'Gộp các câu đã chọn' }).click();
  await expect(together).toBeHidden();

  const part = page.getByRole('button', { name: /^TT-02\. Không thực hiện.*; chưa cập nhật/ });
  await part.click();
  const text = page.getByLabel('Nội dung in trong thông báo');
  await expect(text).toHaveValue(/niêm yết chưa đầy đủ bộ thủ tục hành chính: xã Bình Thuận/);
  await text.fill('Câu của trưởng đoàn: xã Ea Siên.');
  await page.getByLabel('Câu chung').click();
  await expect(page.getByText('Đã lưu lúc')).toBeVisible();

  // The data move on: the other side changes how the units are listed.
  await page.getByLabel('Chữ nối với danh sách đơn vị').fill(' như');
  await page.keyboard.press('Tab');
  await expect(page.getByText('Dữ liệu đã thay đổi sau khi sửa phần này')).toBeVisible();
  await expect(text).toHaveValue('Câu của trưởng đoàn: xã Ea Siên.');
  await page.screenshot({ path: 'test-results/shots/notice-moved.png' });
  await page.getByRole('button', { name: 'Gộp từng chữ' }).click();
  await expect(text).toHaveValue(/^Câu của trưởng đoàn: xã Ea Siên\. .+/);
  await expectAccessible(page);
});

test('keys go from part to part, and Ctrl+Z takes the last act back', async ({ page }) => {
  await openApp(page);
  await notice(page);
  await page.keyboard.press('Control+ArrowDown');
  await page.keyboard.press('Control+ArrowDown');
  await expect(page.getByRole('heading', { name: 'Số liệu theo đơn vị' })).toBeVisible();
  await page.getByLabel('Nêu đơn vị cao nhất, thấp nhất').check();
  const text = page.getByLabel('Nội dung in trong thông báo');
  await expect(text).toHaveValue(/cao nhất: xã Ea Siên/);

  await page.keyboard.press('Control+z');

  await expect(text).not.toHaveValue(/cao nhất/);
});

test('a source leads to its visit and item', async ({ page }) => {
  await openApp(page);
  await notice(page);
  await page.getByRole('button', { name: /^TT-03/ }).click();
  await page.getByRole('button', { name: 'Mở mục TT-03' }).click();
  await expect(page.locator('[data-open-item]')).toBeVisible();
});
