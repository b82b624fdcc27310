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

test('the leader seals the notice, signs it and opens one that replaces it', async ({ page }) => {
  await openApp(page);
  await notice(page);
  await page.getByRole('button', { name: 'Lưu bản Word' }).click();
  await expect(page.getByText(/Đã ghi .*\.docx/)).toBeVisible();
  await page.getByRole('button', { name: 'Chốt thông báo' }).click();
  const asking = page.getByRole('dialog', { name: 'Chốt thông báo kết luận' });
  await expect(asking).toContainText('01 cuộc kiểm tra chưa chốt biên bản.');
  await asking.getByRole('button', { name: 'Chốt nội dung' }).click();

  await expect(page.getByText('7f3a91c2d4e5')).toBeVisible();
  await expect(page.getByText('Thông báo đã chốt nên không sửa được.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Gộp các câu đã chọn' })).toBeHidden();
  await page.getByRole('button', { name: 'Ký: Lê Thị Ngọc Phượng' }).click();
  await page.getByRole('menuitem', { name: 'Ký số bằng chứng thư' }).click();
  const dialog = page.getByRole('dialog');
  const key = dialog.getByRole('group', { name: 'Tệp chứng thư' });
  await key.locator('input').setInputFiles({
    name: 'truong-doan.p12',
    mimeType: 'application/x-pkcs12',
    buffer: Buffer.from('not read here'),
  });
  await dialog.getByLabel('Mật khẩu của tệp').fill('dung');
  await page.keyboard.press('Enter');
  await expect(page.getByText('1/1 đã ký')).toBeVisible();
  await page.screenshot({ path: 'test-results/shots/notice-sealed.png' });
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Lập bản mới (thay thế)' }).click();
  await dialog.getByLabel('Lý do lập bản mới').fill('Đơn vị giải trình thêm');
  await dialog.getByRole('button', { name: 'Lập bản mới' }).click();
  await expect(page.getByRole('button', { name: 'Chốt thông báo' })).toBeEnabled();
  await expect(page.getByText('Bản 2', { exact: true })).toBeVisible();

  const papers = page.getByRole('region', { name: 'Các bản của thông báo' });
  await expect(papers).toContainText('Thông báo (bản 2)');
  await page.screenshot({ path: 'test-results/shots/notice-revision.png' });
  await papers.getByRole('button', { name: 'Bỏ bản này' }).click();
  await expect(page.getByText('Thông báo đã chốt nên không sửa được.')).toBeVisible();
  await expect(papers).toBeHidden();
});
