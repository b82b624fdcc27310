/** Around a visit: looking over, taking back, timeline, last time, paper days, over the small engine. */
import { expect, test, type Page } from '@playwright/test';

import { expectAccessible, openApp } from './support';

async function openVisit(page: Page, options = 'around'): Promise<void> {
  await openApp(page, options);
  await page.getByText('Kiểm tra công tác cải cách').first().click();
  await page.getByRole('button', { name: 'Tiếp tục' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Chỉ đạo, điều hành/);
}

const openItem = (page: Page) => page.locator('[data-open-item]');

async function choose(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Công cụ của cuộc kiểm tra' }).click();
  await page.getByRole('menuitem', { name }).click();
}

test('an answer is reviewed, returned with a remark, answered again and accepted', async ({
  page,
}) => {
  await openVisit(page);
  await page.keyboard.press('1');
  await page.keyboard.press('F4');
  await expect(openItem(page)).toContainText('Đã rà soát');

  await page.keyboard.press('Shift+F4');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Trả lại' }).click();
  await expect(dialog).toContainText('Hãy ghi cần sửa gì');
  await dialog.getByLabel('Cần sửa gì?').fill('Xem lại số văn bản');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Trả lại' }).click();
  await expect(openItem(page)).toContainText('Ý kiến trả lại: Xem lại số văn bản');

  await page.keyboard.press('2');
  await expect(openItem(page)).toContainText('Đã sửa sau rà soát');
  await expect(openItem(page)).not.toContainText('Xem lại số văn bản');
  await page.keyboard.press('F4');
  await expect(openItem(page)).toContainText('Đã rà soát');
  await page.keyboard.press('F4');
  await expect(openItem(page)).toContainText('Trưởng đoàn chấp nhận');
  await page.screenshot({ path: 'test-results/shots/around-review.png' });
  await expectAccessible(page);
});

test('acts are taken back up to a chosen one and done again by key', async ({ page }) => {
  await openVisit(page);
  for (const key of ['1', '2', '4']) await page.keyboard.press(key);
  await page.keyboard.press('Shift+F3');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Cơ bản đạt – mục CD-08');
  await page.screenshot({ path: 'test-results/shots/around-acts.png' });
  await dialog.getByRole('button', { name: /Hoàn tác đến đây \(2\)/ }).click();
  await expect(dialog).toContainText('có thể làm lại');
  await dialog.getByRole('button', { name: 'Đóng' }).last().click();
  const verdict = (name: string) => openItem(page).getByRole('radio', { name, exact: true });
  await expect(verdict('Đạt')).toBeChecked();
  await page.keyboard.press('Control+y');
  await expect(verdict('Chưa đạt')).toBeChecked();
  await page.keyboard.press('Control+Shift+z');
  await expect(verdict('Cơ bản đạt')).toBeChecked();
  await page.keyboard.press('Control+z');
  await expect(verdict('Chưa đạt')).toBeChecked();
});

test('the timeline tells both values, for one item and for the visit', async ({ page }) => {
  await openVisit(page);
  await page.keyboard.press('1');
  await page.keyboard.press('2');
  await page.keyboard.press('F3');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Nhật ký mục CD-08');
  await expect(dialog.locator('article').first()).toContainText('Chưa đạt');
  await dialog.getByRole('button', { name: 'Xem cả cuộc kiểm tra' }).click();
  await expect(page.getByRole('heading', { name: 'Nhật ký thay đổi' })).toBeVisible();
  await page.getByLabel('Lĩnh vực').selectOption('CD');
  await expect(page.locator('article')).toHaveCount(2);
  await page.screenshot({ path: 'test-results/shots/around-timeline.png' });
  await expectAccessible(page);
});

test('last time stands beside the item and becomes a finding', async ({ page }) => {
  await openVisit(page);
  await expect(openItem(page)).toContainText('Lần trước: Chưa đạt · 18/25 = 72,00%');
  await page.keyboard.press('F2');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Quá hạn');
  await page.screenshot({ path: 'test-results/shots/around-past.png' });
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Chưa khắc phục' }).click();
  await dialog.getByRole('button', { name: 'Nhập tay một tồn tại' }).click();
  await dialog.getByLabel('Tồn tại', { exact: true }).fill('Chưa niêm yết danh mục.');
  await dialog.getByRole('button', { name: 'Thêm vào lần trước' }).click();
  await expect(dialog).toContainText('Chưa niêm yết danh mục.');
  await dialog.getByRole('button', { name: 'Đóng' }).last().click();
  await expect(page.getByText('Chưa khắc phục tồn tại của kỳ kiểm tra trước')).toBeVisible();
});

test('the leader chooses between two opinions and says why', async ({ page }) => {
  await openVisit(page);
  await choose(page, /Các chỗ ghi khác nhau/);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: /Thành viên khác/ }).check();
  await dialog.getByLabel('Lý do chọn').fill('Đã đối chiếu sổ theo dõi');
  await page.screenshot({ path: 'test-results/shots/around-dispute.png' });
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Chọn ý kiến này' }).click();
  await expect(dialog).toBeHidden();
});

test('paper sheets are typed in with digits and Enter alone', async ({ page }) => {
  await openVisit(page);
  await page.keyboard.press('Shift+F7');
  await expect(page.getByRole('heading', { name: 'Nhập lại từ phiếu giấy' })).toBeVisible();
  await page.getByLabel('Kết quả mục CD-08').focus();
  await page.keyboard.press('1');
  // On to the figure, through it and the note, to the next item.
  const next = page.getByLabel('Kết quả mục CD-09');
  for (let steps = 0; steps < 8; steps += 1) {
    if (await next.evaluate((field) => field === document.activeElement)) break;
    await page.keyboard.press('Enter');
  }
  await expect(next).toBeFocused();
  await page.keyboard.press('2');
  await expect(page.getByLabel('Kết quả mục CD-08')).toHaveValue('Đạt');
  await expect(next).toHaveValue('Chưa đạt');
  await page.screenshot({ path: 'test-results/shots/around-quick.png' });
  await expectAccessible(page);
});

test('a rate known only as a percentage is typed in where its count would stand', async ({
  page,
}) => {
  await openVisit(page);
  await page.keyboard.press('Shift+F7');
  const row = page.locator('[data-item="MC-19"]');
  const above = row.locator('.rate input').first();
  await above.fill('44,66%');
  await page.keyboard.press('Enter');
  await expect(row.locator('.rate input')).toHaveCount(1);
  await expect(row).toContainText('chỉ có %');
  await expect(page.getByRole('contentinfo')).toContainText('Đã lưu lúc');
  await above.scrollIntoViewIfNeeded();
  await page.screenshot({ path: 'test-results/shots/around-quick-percent.png' });
  await expectAccessible(page);
  await above.fill('2756');
  await page.keyboard.press('Enter');
  await page.keyboard.type('4545');
  await page.keyboard.press('Enter');
  await expect(row).toContainText('60,64%');
});

test('paper days are typed in whole: documents, choices, days, and rows of registers', async ({
  page,
}) => {
  await openVisit(page);
  await page.keyboard.press('Shift+F7');
  const row = page.locator('[data-item="CD-01"]');
  await row.getByLabel('Số, ký hiệu').fill('12/KH-UBND');
  await page.keyboard.press('Enter');
  await page.keyboard.type('15/01/2022');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('contentinfo')).toContainText('Đã lưu lúc');
  await page.screenshot({ path: 'test-results/shots/around-quick-parts.png' });

  await page.locator('[data-register="nhan_su"]').focus();
  await page.keyboard.press('Enter');
  const grid = page.getByRole('grid', { name: 'Sổ nhân sự lúc kiểm tra' });
  await expect(grid.locator(':focus')).toHaveCount(1);
  await page.keyboard.type('Công chức một');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Văn thư');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-register="nhan_su"]')).toContainText('1 dòng');
  await page.screenshot({ path: 'test-results/shots/around-quick-register.png' });
  await expectAccessible(page);
  await page.keyboard.press('F7');
  await expect(grid).toHaveCount(0);
  // The two cells may have been saved as one act or as two.
  await expect(async () => {
    await page.keyboard.press('Control+z');
    const line = page.locator('[data-register="nhan_su"]');
    await expect(line).toContainText('Chưa có dòng nào', { timeout: 1000 });
  }).toPass();
});

test('a critical item says what it lacks', async ({ page }) => {
  await openVisit(page);
  await expect(openItem(page)).toContainText('Mục trọng yếu chưa được đánh giá.');
  await page.keyboard.press('1');
  await expect(openItem(page)).toContainText('thiếu thì không chốt được biên bản');
});
