/** The registers of a visit, typed and pasted into, over the small engine. */
import { expect, test, type Page } from '@playwright/test';

import { expectAccessible, openApp } from './support';

async function openRegister(page: Page, options = ''): Promise<void> {
  await openApp(page, options);
  await page.getByText('Kiểm tra công tác cải cách').first().click();
  await page.getByRole('button', { name: 'Tiếp tục' }).first().click();
  await page.getByRole('button', { name: 'Sổ', exact: true }).click();
  await page.getByRole('button', { name: /^Sổ nhân sự/ }).click();
  await expect(grid(page)).toHaveAccessibleName('Sổ nhân sự lúc kiểm tra');
  await grid(page).focus();
}

const grid = (page: Page) => page.getByRole('grid');
/** A cell by its row and column, counted from 0. */
const cell = (page: Page, row: number, column: number) =>
  page.locator(`#grid-${row + 2}-${column}`);

/** Puts a table on the grid as Ctrl+V does. */
async function paste(page: Page, text: string): Promise<void> {
  await grid(page).evaluate((element, pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
  }, text);
}

function table(rows: number): string {
  const line = (at: number) =>
    [`Công chức ${at + 1}`, 'Văn thư', at % 2 ? 'Không' : 'Có', 'có mặt', 'x', '', '7 giờ'].join(
      '\t',
    );
  return Array.from({ length: rows }, (_, at) => line(at)).join('\r\n');
}

test('two hundred rows are pasted as one act, and taken back as one', async ({ page }) => {
  await openRegister(page);
  await paste(page, table(200));

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sổ nhân sự lúc kiểm tra');
  await expect(page.getByText('200 dòng', { exact: true })).toBeVisible();
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '203');
  await expect(page.getByRole('contentinfo')).toContainText('Đã lưu lúc');
  await expect(page.getByText('200/200 người đeo thẻ')).toBeVisible();

  await page.keyboard.press('Control+z');
  await expect(page.getByText('Chưa có dòng nào', { exact: true })).toBeVisible();
  await page.keyboard.press('Control+y');
  await expect(page.getByText('200 dòng', { exact: true })).toBeVisible();
});

test('a paste that takes long shows how far it came, and stopping it leaves nothing', async ({
  page,
}) => {
  await openRegister(page, 'slow');
  await paste(page, table(2000));
  const working = page.getByText(/Đang ghi vào sổ: đã xong \d+%/).first();
  await expect(working).toBeVisible();
  await page.screenshot({ path: 'test-results/shots/registers-working.png' });
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Dừng' }).click();
  await expect(page.getByText('Đã dừng. Sổ trở lại như trước khi ghi.')).toBeVisible();
  await expect(grid(page).getByRole('textbox', { name: /^Họ tên, dòng 1/ })).toBeFocused();
  await expect(page.getByText('Chưa có dòng nào', { exact: true })).toBeVisible();
  await expect(working).toHaveCount(0);
});

test('a search that has to make its index first can be stopped', async ({ page }) => {
  await openApp(page, 'slow');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('niem');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/Đang lập mục lục.*\d+%/).first()).toBeVisible();
  await page.screenshot({ path: 'test-results/shots/palette-working.png' });
  await dialog.getByRole('button', { name: 'Dừng' }).click();
  await expect(dialog.getByText('Đã dừng lập mục lục')).toBeVisible();
});

test('a row is added by typing alone', async ({ page }) => {
  await openRegister(page);
  await page.keyboard.type('Công chức một');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Văn thư');
  await page.keyboard.press('Tab');
  await page.keyboard.press('1');
  await expect(cell(page, 0, 2)).toHaveText('Có');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('2');
  await expect(cell(page, 0, 3)).toHaveText('đi muộn');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await page.keyboard.press('Space');
  await expect(cell(page, 0, 4)).toHaveText('Không');
  await expect(page.getByText('Còn 01 công chức không đeo thẻ khi làm việc.')).toBeVisible();

  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('Công chức hai');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('2 dòng', { exact: true })).toBeVisible();
});

test('typing by Backspace and insertion, as Unikey does, is kept as typed', async ({ page }) => {
  await openRegister(page);
  await page.keyboard.press('t');
  await page.keyboard.insertText('ie');
  await page.keyboard.press('Backspace');
  await page.keyboard.insertText('ế');
  await page.keyboard.insertText('ng');
  await page.keyboard.press('Enter');

  await expect(cell(page, 0, 0)).toHaveText('tiếng');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('F2');
  await page.keyboard.press('End');
  await page.keyboard.type(' Việt');
  await page.keyboard.press('Escape');
  await expect(cell(page, 0, 0)).toHaveText('tiếng');
});

test('the autosave of a new row takes neither letters nor the keys away', async ({ page }) => {
  await openRegister(page);
  await page.keyboard.type('Công chức');
  await expect(page.getByRole('contentinfo')).toContainText('Đã lưu lúc');
  await expect(page.getByText('1 dòng', { exact: true })).toBeVisible();
  await page.keyboard.type(' một');
  await page.keyboard.press('Enter');
  await expect(cell(page, 0, 0)).toHaveText('Công chức một');
});

test('fill down, sort and filter', async ({ page }) => {
  await openRegister(page);
  await paste(page, table(30));
  await page.keyboard.press('Control+Home');
  for (let step = 0; step < 6; step += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('F2');
  await page.keyboard.press('End');
  await page.keyboard.type(' 30');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Shift+Control+ArrowDown');
  await page.keyboard.press('Control+d');
  await expect(cell(page, 15, 6)).toHaveText('7 giờ 30');

  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page.locator('#grid-0-0')).toHaveAttribute('aria-sort', 'descending');
  await expect(cell(page, 0, 0)).toHaveText('Công chức 30');

  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('chuc 1');
  await page.keyboard.press('Enter');
  await expect(page.getByText('11/30 dòng qua bộ lọc')).toBeVisible();
  await page.getByRole('button', { name: 'Bỏ lọc' }).click();
  await expect(page.getByText('30 dòng', { exact: true })).toBeVisible();
});

test('what a column cannot read is kept and marked', async ({ page }) => {
  await openRegister(page);
  await paste(page, 'Công chức một\tVăn thư\tchưa rõ\tnghỉ phép');

  await expect(page.getByText('1 dòng có ô cần xem lại')).toBeVisible();
  await expect(cell(page, 0, 2)).toHaveText(/chưa rõ/);
  await expect(cell(page, 0, 2)).toHaveAttribute('aria-invalid', 'true');
});

test('a save that fails keeps the text and says so', async ({ page }) => {
  await openRegister(page, 'refuse');
  await page.keyboard.type('Công chức một');
  await page.keyboard.press('Enter');

  await expect(page.getByRole('alert')).toContainText('chưa lưu được');
  await expect(cell(page, 0, 0)).toHaveText('Công chức một');
  await expect(page.getByRole('contentinfo')).toContainText('Chưa lưu được');
});

test('a sentence becomes a finding, and F7 leads back to the item', async ({ page }) => {
  await openApp(page);
  await page.getByText('Kiểm tra công tác cải cách').first().click();
  await page.getByRole('button', { name: 'Tiếp tục' }).first().click();
  await page.keyboard.press('Home');
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowDown');
  await expect(page.locator('[data-open-item]')).toContainText('CD-05');
  await page.keyboard.press('F7');
  await expect(grid(page)).toHaveAccessibleName('Sổ nhiệm vụ được giao');
  await expect(grid(page).getByRole('textbox')).toBeFocused();
  await page.keyboard.press('F7');
  await expect(page.locator('[data-open-item]')).toContainText('CD-05');

  await page.getByRole('button', { name: 'Sổ', exact: true }).click();
  await page.getByRole('button', { name: /^Sổ nhân sự/ }).click();
  await grid(page).focus();
  await paste(page, 'Công chức một\tVăn thư\tCó\tcó mặt\tKhông');
  await page.getByRole('button', { name: 'Đưa vào nhận xét' }).click();
  await expect(page.getByText('Đã có trong nhận xét.')).toBeVisible();
});

test('two thousand rows scroll and take typing with a windowful of rows', async ({ page }) => {
  await openRegister(page, 'staff=2000');
  await expect(page.getByText('2.000 dòng', { exact: true })).toBeVisible();
  const rows = grid(page).getByRole('row');
  expect(await rows.count()).toBeLessThanOrEqual(60);

  await page.keyboard.press('Control+End');
  await expect(cell(page, 1999, 6)).toBeVisible();
  for (let step = 0; step < 5; step += 1) await page.keyboard.press('PageUp');
  expect(await rows.count()).toBeLessThanOrEqual(60);

  await page.evaluate(() => {
    const waits: number[] = [];
    Object.assign(globalThis, { waits });
    addEventListener(
      'keydown',
      (event) => {
        const begun = event.timeStamp;
        requestAnimationFrame(() => {
          const paint = new MessageChannel();
          paint.port1.onmessage = () => waits.push(performance.now() - begun);
          paint.port2.postMessage(null);
        });
      },
      true,
    );
  });
  await page.keyboard.press('Home');
  for (let step = 0; step < 12; step += 1) {
    await page.keyboard.type('Công chức mới ');
    await page.keyboard.press(step % 2 ? 'Enter' : 'Tab');
  }
  const waits = await page.evaluate(() => (globalThis as unknown as { waits: number[] }).waits);
  waits.sort((one, other) => one - other);
  const at = (share: number) => Math.round(waits[Math.floor(waits.length * share)] ?? 0);
  test.info().annotations.push({
    type: 'key to paint',
    description: `${waits.length} keys: median ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${at(0.999)} ms`,
  });
  console.log(test.info().annotations.at(-1)?.description);
  await expect(page.getByRole('contentinfo')).toContainText('Đã lưu lúc');
});

test('the rates of several units stand on the campaign as ranges', async ({ page }) => {
  await openApp(page);
  await page.getByText('Kiểm tra công tác cải cách').first().click();
  await expect(page.getByText('Phường Lạch Tray')).toBeVisible();
  await expect(page.getByText('Số liệu chung các đơn vị')).not.toBeVisible();
  await page.getByRole('button', { name: 'Bắt đầu' }).first().click();
  await expect(page.locator('[data-open-item]')).toBeVisible();
  await page.getByRole('button', { name: 'Quay lại' }).click();

  const row = page.getByRole('row', { name: /CN-01/ });
  await expect(row).toContainText('3–4/9');
  await expect(row).toContainText('tại 2 đơn vị');
  await page.screenshot({ path: 'test-results/registers-rates.png' });

  const said = page.getByRole('region', { name: 'Câu nhận xét chung các đơn vị' });
  await expect(said).toContainText('Mới sử dụng 3–4/9 chìa khóa IO được cấp.');
  await expect(said).toContainText('2 đơn vị: ');
  await said.scrollIntoViewIfNeeded();
  await page.screenshot({ path: 'test-results/shots/campaign-sentences.png' });
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await said.getByRole('button', { name: /^Chép câu/ }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    'Mới sử dụng 3–4/9 chìa khóa IO được cấp.',
  );
  await expectAccessible(page);
});

test('two opinions in one cell are settled where they stand, with a reason', async ({ page }) => {
  await openRegister(page, 'staff=3&disputed');
  await page.getByRole('button', { name: 'Chọn ở 1 ô ghi khác nhau…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('dòng 1 (Công chức 1) – Tình trạng');
  await expect(dialog).toContainText('15/09/2022 08:15');
  await dialog.getByRole('radio', { name: /3F2A/ }).check();
  await dialog.getByLabel(/Lý do/).fill('Đối chiếu sổ trực');
  await page.screenshot({ path: 'test-results/shots/registers-disputed.png' });
  await dialog.getByRole('button', { name: /^Chọn/ }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('button', { name: /ô ghi khác nhau/ })).toHaveCount(0);
  await expect(grid(page).locator(':focus')).toHaveCount(1);
});
