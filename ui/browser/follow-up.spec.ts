/** Follow-up by keyboard: a report, what was seen, a term, days off, a letter; over the small engine. */
import { expect, test } from '@playwright/test';

import { FOLLOW_UP, followUp } from './screens/follow-up';
import { expectAccessible, openApp } from './support';

const line = (text: string) => `[data-demand]:has-text("${text}")`;

test('a report is recorded, looked at and closed by keys alone, and taken back', async ({
  page,
}) => {
  await openApp(page, 'demands');
  await followUp(page);
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/follow-up.png' });
  const first = page.locator(line('Rà soát lại các chỉ tiêu'));
  await expect(first).toContainText('Quá hạn');
  await first.focus();

  await page.keyboard.press('2');
  await page.getByLabel('Số, ký hiệu').fill('45/BC-UBND');
  await page.keyboard.press('Enter');
  await expect(first).toContainText('Chờ kiểm tra lại');
  await expect(page.getByText('45/BC-UBND, nhận ngày 07/11/2022')).toBeVisible();

  await first.focus();
  await page.keyboard.press('3');
  await page.getByRole('dialog').getByRole('button', { name: 'Lưu' }).click();
  await expect(first).toContainText('Đã khắc phục');
  await first.focus();
  await page.keyboard.press('Control+z');
  await expect(first).toContainText('Chờ kiểm tra lại');
});

test('filters show what wants a reminder, and several demands get one term', async ({ page }) => {
  await openApp(page, 'demands');
  await followUp(page);
  await page.getByRole('button', { name: /^Cần đôn đốc/ }).click();
  await expect(page.locator('[data-demand]')).toHaveCount(2);
  await page.locator('[data-demand]').first().focus();
  await page.keyboard.press(' ');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press(' ');
  await page.keyboard.press('4');
  await expect(page.getByRole('dialog', { name: 'Thời hạn cho 2 nội dung' })).toBeVisible();
  await page.getByLabel('Số ngày').fill('0');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('từ 1 đến 999 ngày');
  await page.getByLabel('Số ngày').fill('15');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Tất cả/ }).click();
  await expect(page.getByText('chưa ghi ngày giao văn bản').first()).toBeVisible();
});

test('a year without days off is named, and the office adds it', async ({ page }) => {
  await openApp(page, 'demands');
  await followUp(page);
  await expect(page.getByText('Chưa có lịch nghỉ năm 2027, nên')).toBeVisible();
  await page.getByRole('button', { name: 'Thêm lịch nghỉ…' }).click();
  await page.getByLabel('Ngày nghỉ, mỗi dòng một dịp').fill('mai nghỉ');
  await page.getByRole('button', { name: 'Lưu' }).click();
  await expect(page.getByRole('alert')).toContainText('mai nghỉ');
  await page.getByLabel('Ngày nghỉ, mỗi dòng một dịp').fill('01/01 Tết Dương lịch');
  await page.getByRole('button', { name: 'Lưu' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Đóng' }).last().click();
  await expect(page.getByText('11/01/2027')).toBeVisible();
});

test('a letter is made, corrected and saved', async ({ page }) => {
  await openApp(page, 'demands');
  await FOLLOW_UP.find((one) => one.name === 'follow-up-letter')?.go(page);
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/follow-up-letter.png' });
  await page.getByLabel('Họ tên người ký').fill('Người ký');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'PDF', exact: true }).click();
  await expect(page.getByText('Đã ghi /tmp/DonDoc_2022-11-07.pdf')).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Đóng' }).last().click();
  await expect(page.getByRole('button', { name: 'Mở công văn ngày 07/11/2022' })).toBeVisible();
});

test('a letter that would replace a sealed one is put away, and never taken away', async ({
  page,
}) => {
  await openApp(page, 'demands');
  await FOLLOW_UP.find((one) => one.name === 'follow-up-letter')?.go(page);
  const letter = page.getByRole('dialog', { name: /^Công văn đôn đốc/ });
  await letter.getByRole('button', { name: 'Chốt công văn' }).click();
  await page.getByRole('button', { name: 'Chốt nội dung' }).click();
  await letter.getByRole('button', { name: 'Lập bản mới (thay thế)' }).click();
  await page.getByLabel('Lý do lập bản mới').fill('Ghi nhầm ngày');
  await page.getByRole('button', { name: 'Lập bản mới', exact: true }).click();
  await expect(letter.getByRole('button', { name: 'Xóa công văn' })).toBeHidden();
  await page.screenshot({ path: 'test-results/follow-up-letter-revision.png' });
  await letter.getByRole('button', { name: 'Bỏ bản này' }).click();
  await expect(letter.getByText('7f3a91c2d4e5')).toBeVisible();
});
