/** The checklist editor: from a version to a new one, and a campaign that moves to it. */
import { expect, test } from '@playwright/test';

import { draft, moved } from './screens/checklist';
import { campaign, menu } from './screens/ways';
import { expectAccessible, openApp } from './support';

const OPEN = 'Bộ nội dung kiểm tra';

test('a version becomes a draft, is worded otherwise, and is published', async ({ page }) => {
  await openApp(page);
  await menu(page, OPEN);
  await page.getByRole('button', { name: 'Tạo bản sửa' }).click();
  await page.getByRole('button', { name: 'CD-02' }).first().click();
  await page.getByLabel('Câu hỏi').fill('Kế hoạch có đủ sáu nội dung không?');
  await expect(page.getByText('Đã lưu lúc')).toBeVisible();
  const changes = page.getByRole('complementary', { name: 'Thay đổi' });
  await expect(changes.getByText('Kế hoạch có đủ sáu nội dung không?')).toBeVisible();

  await page.keyboard.press('F10');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Số phiên bản')).toHaveValue('1.1');
  await dialog.getByLabel('Thay đổi chính').fill('Câu hỏi ngắn hơn.');
  await dialog.getByRole('button', { name: 'Ban hành' }).click();
  await expect(page.getByText('Đã ban hành phiên bản 1.1')).toBeVisible();
  await expect(page.getByText('Của cơ quan')).toBeVisible();
});

test('a new item says what it lacks until it has everything', async ({ page }) => {
  await openApp(page, 'checklists');
  await draft(page);
  await expect(page.getByLabel('Câu hỏi')).toHaveAttribute('aria-invalid', 'true');
  await page.keyboard.press('F10');
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Ban hành' })).toBeDisabled();
  await page.keyboard.press('Escape');

  await page.getByLabel('Câu hỏi').fill('Máy lấy số có hoạt động không?');
  await page.getByLabel('Minh chứng cần xem').fill('Ảnh chụp máy');
  await page.getByLabel('Câu tồn tại mẫu', { exact: true }).fill('Máy lấy số không hoạt động.');
  await page.getByLabel('Câu kiến nghị mẫu').fill('Sửa chữa máy lấy số.');
  await page.getByRole('button', { name: 'Thêm căn cứ' }).click();
  await page.getByLabel('Trích dẫn').fill('QĐ 15/2026/QĐ-UBND');
  await page.getByRole('button', { name: 'Lưu căn cứ' }).click();
  await expect(page.getByText('Không còn chỗ nào phải sửa.')).toBeVisible();
});

test('a rate gets a threshold, and one that cannot be is told while it is typed', async ({
  page,
}) => {
  await openApp(page, 'checklists');
  await draft(page);
  await page.getByRole('button', { name: 'Thêm số liệu' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Tên gọi').fill('Hồ sơ đúng hạn');
  await dialog.getByLabel('Kiểu').selectOption('Tỷ lệ');
  await dialog.getByLabel('Tử số là').fill('đúng hạn');
  await dialog.getByLabel('Mẫu số là').fill('đã giải quyết');
  await dialog.getByLabel('Ngưỡng (%)').fill('101');
  await expect(dialog.getByText('Hãy ghi từ 0 đến 100')).toBeVisible();
  await dialog.getByLabel('Ngưỡng (%)').fill('98.5');
  await expect(dialog.getByText('Hãy ghi từ 0 đến 100')).toBeHidden();
  await dialog.getByRole('button', { name: 'Lưu số liệu' }).click();
  await expect(
    page.getByText('Hồ sơ đúng hạn – Tỷ lệ (đúng hạn / đã giải quyết; từ 98,5% trở lên)').first(),
  ).toBeVisible();
});

test('what was done to a draft is taken back and done again by keys', async ({ page }) => {
  await openApp(page, 'checklists');
  await draft(page);
  await page.getByRole('button', { name: 'Bỏ mục' }).click();
  const outline = page.getByRole('navigation', { name: 'Lĩnh vực và mục' });
  await expect(outline.getByText('MC-L01')).toHaveCount(0);
  await page.getByRole('heading', { name: 'Thay đổi so với bản gốc' }).click();
  await page.keyboard.press('Control+z');
  await expect(outline.getByText('MC-L01')).toBeVisible();
  await page.keyboard.press('Control+y');
  await expect(outline.getByText('MC-L01')).toHaveCount(0);
});

test('the functions of formulas are told as the engine knows them', async ({ page }) => {
  await openApp(page, 'checklists');
  await draft(page);
  await page.keyboard.press('Shift+F1');
  const dialog = page.getByRole('dialog', { name: /Công thức/ });
  await expect(dialog).toContainText('it_nhat(mục[, phần], phần trăm)');
  await expect(dialog).toContainText('số đếm ghi ở mục');
  await page.screenshot({ path: 'test-results/shots/checklist-formulas.png' });
  await expectAccessible(page);
});

test('areas are put in another order, and an area is edited in one act', async ({ page }) => {
  await openApp(page, 'checklists');
  await draft(page);
  const outline = page.getByRole('navigation', { name: 'Lĩnh vực và mục' });
  const second = (await outline.getByRole('heading', { level: 3 }).nth(1).textContent()) ?? '';
  const id = second.trim().split(' ')[0] ?? '';
  await outline.getByRole('button', { name: `Đưa lĩnh vực ${id} lên trên` }).click();
  await expect(outline.getByRole('heading', { level: 3 }).first()).toContainText(id);
  await expect(page.getByText('Đổi thứ tự các lĩnh vực').first()).toBeVisible();
  await page.screenshot({ path: 'test-results/shots/checklist-areas.png' });
  await outline.getByRole('button', { name: `Sửa lĩnh vực ${id}`, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Tên lĩnh vực').fill('Tên khác');
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await expect(outline.getByText('Tên khác')).toBeVisible();
  await page.getByRole('heading', { name: 'Thay đổi so với bản gốc' }).click();
  await page.keyboard.press('Control+z');
  await expect(outline.getByText('Tên khác')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(outline.getByRole('heading', { level: 3 }).nth(1)).toContainText(id);
});

test('an item is retired with a day and a reason, and never deleted', async ({ page }) => {
  await openApp(page, 'checklists');
  await draft(page);
  await page.getByRole('button', { name: 'CD-03' }).first().click();
  await page.getByRole('button', { name: 'Thôi dùng…' }).click();
  await page.getByLabel('Lý do').fill('Đã bãi bỏ.');
  await page.getByRole('button', { name: 'Thôi dùng', exact: true }).click();
  await expect(page.getByRole('button', { name: 'CD-03' }).first()).toContainText('thôi dùng');
  await page.getByRole('button', { name: 'Dùng lại' }).click();
  await expect(page.getByRole('button', { name: 'Thôi dùng…' })).toBeVisible();
});

test('arrows walk the items and Ctrl with arrows puts them elsewhere', async ({ page }) => {
  await openApp(page, 'checklists');
  await draft(page);
  await page.getByRole('button', { name: 'CD-01' }).first().click();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('heading', { level: 1, name: 'CD-02' })).toBeVisible();
  await page.keyboard.press('Control+ArrowUp');
  const first = page.locator('[data-outline] li').first();
  await expect(first).toContainText('CD-02');
});

test('a campaign is moved after a look at what that brings, and moved back', async ({ page }) => {
  await openApp(page, 'checklists');
  await campaign(page);
  await page.getByRole('button', { name: 'Chuyển phiên bản…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('1 câu trả lời không còn chỗ')).toBeVisible();
  await expect(dialog.getByText('14/27 (51,85%)')).toBeVisible();
  await dialog.getByRole('button', { name: 'Chuyển sang phiên bản 1.1' }).click();
  await expect(
    page.getByText('Kiểm tra công tác cải cách hành chính, phiên bản 1.1'),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Hoàn tác' }).first().click();
  await expect(
    page.getByText('Kiểm tra công tác cải cách hành chính, phiên bản 1', { exact: true }),
  ).toBeVisible();
});

test('answers without a place are read in the visit', async ({ page }) => {
  await openApp(page, 'checklists');
  await moved(page);
  await page.getByRole('button', { name: 'Tiếp tục' }).first().click();
  await page.getByRole('button', { name: '1 câu trả lời không còn chỗ' }).click();
  await expect(page.getByRole('dialog').getByText('CD-05')).toBeVisible();
});
