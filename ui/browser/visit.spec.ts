/** The checklist of a visit, by keyboard, over the small engine. */
import { expect, test, type Page } from '@playwright/test';

import { expectAccessible, openApp } from './support';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function openVisit(page: Page): Promise<void> {
  await openApp(page);
  await page.getByText('Kiểm tra công tác cải cách').first().click();
  await page.getByRole('button', { name: 'Tiếp tục' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Chỉ đạo, điều hành/);
}

const openItem = (page: Page) => page.locator('[data-open-item]');
const verdict = (page: Page, name: string) =>
  openItem(page).getByRole('radio', { name, exact: true });

test('five items by keyboard alone', async ({ page }) => {
  await openVisit(page);
  await expect(openItem(page)).toContainText('CD-08');

  for (const [key, name] of [
    ['1', 'Đạt'],
    ['2', 'Chưa đạt'],
    ['3', 'Không áp dụng'],
    ['4', 'Cơ bản đạt'],
    ['1', 'Đạt'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(verdict(page, name)).toBeChecked();
    await page.keyboard.press('ArrowDown');
  }

  await expect(openItem(page)).toContainText('CD-13');
  await expect(page.getByRole('banner')).toContainText('17/97 mục');
  await expect(page.getByRole('contentinfo')).toContainText('Đã lưu lúc');
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('banner')).toContainText('16/97 mục');
});

test('figures make a rate, and a wrong quotation is named', async ({ page }) => {
  await openVisit(page);
  await page.keyboard.press('Home');
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowDown');
  await expect(openItem(page)).toContainText('CD-05');
  await expect(openItem(page)).toContainText('14/27 là 51,85%, không phải 51,8%');

  await page.keyboard.press('Enter');
  const quoted = openItem(page).getByLabel('Tỷ lệ đơn vị báo cáo');
  while (!(await quoted.evaluate((field) => field === document.activeElement)))
    await page.keyboard.press('Enter');
  await page.keyboard.type('51,85');
  await page.keyboard.press('Enter');

  await expect(openItem(page)).not.toContainText('không phải');
  await expect(openItem(page).locator('output')).toContainText('51,85%');
});

test('digits in a note are text, and the note is there when the item is opened again', async ({
  page,
}) => {
  await openVisit(page);
  const note = openItem(page).getByLabel('Ghi chú của đoàn kiểm tra');
  await note.click();
  await page.keyboard.type('12 văn bản');
  await expect(verdict(page, 'Đạt')).not.toBeChecked();
  await page.getByRole('button', { name: /^CD-07/ }).click();
  await page.getByRole('button', { name: /^CD-08/ }).click();

  await expect(note).toHaveValue('12 văn bản');
});

test('typing by Backspace and insertion survives the autosave, and is kept as NFC', async ({
  page,
}) => {
  await openVisit(page);
  const note = openItem(page).getByLabel('Ghi chú của đoàn kiểm tra');
  await note.click();
  await page.keyboard.insertText('tie');
  await page.keyboard.press('Backspace');
  await page.keyboard.insertText('ê');
  await expect(page.getByRole('contentinfo')).toContainText('Ghi chú');
  await page.keyboard.insertText('ng');
  for (let back = 0; back < 3; back += 1) await page.keyboard.press('Backspace');
  await page.keyboard.insertText('ếng');
  await expect(note).toHaveValue('tiếng');
  await expect(note).toBeFocused();

  await page.keyboard.insertText(' Việt'.normalize('NFD'));
  await page.getByRole('button', { name: /^CD-07/ }).click();
  await page.getByRole('button', { name: /^CD-08/ }).click();
  await expect(note).toHaveValue('tiếng Việt'.normalize('NFC'));
});

test('a failed save stays on screen with its code until a retry succeeds', async ({ page }) => {
  await openVisit(page);
  await page.evaluate(() => {
    const engine = Reflect.get(window, '__TAURI_INTERNALS__');
    const invoke = engine.invoke;
    Reflect.set(window, 'mend', () => (engine.invoke = invoke));
    engine.invoke = (command: string, args: unknown) =>
      command === 'set_note'
        ? Promise.reject({ code: 'E-DISK-FULL', message: 'Ổ đĩa đã đầy. Hãy giải phóng chỗ.' })
        : invoke(command, args);
  });
  const note = openItem(page).getByLabel('Ghi chú của đoàn kiểm tra');
  await note.fill('Không được mất');
  await page.keyboard.press('Tab');

  const bar = page.getByRole('alert').filter({ hasText: 'E-DISK-FULL' });
  await expect(bar).toBeVisible();
  await page.getByRole('button', { name: /^CD-07/ }).click();
  await expect(bar).toBeVisible();
  await page.evaluate(() => Reflect.get(window, 'mend')());
  await bar.getByRole('button', { name: 'Thử lại' }).click();
  await expect(bar).toBeHidden();
  await page.getByRole('button', { name: /^CD-08/ }).click();
  await expect(note).toHaveValue('Không được mất');
});

test('a finding from the default wording, gaps filled before it is kept', async ({ page }) => {
  await openVisit(page);
  await page.keyboard.press('Home');
  await page.keyboard.press('2');
  await page.keyboard.press('F9');
  const dialog = page.getByRole('dialog', { name: 'Ghi phát hiện' });
  await expect(dialog.getByLabel('Nội dung', { exact: true })).toHaveValue(/\{nam\}/);

  await page.keyboard.press('Control+Enter');
  await expect(dialog).toContainText('Câu mẫu còn chỗ trống');
  await dialog
    .getByLabel('Nội dung', { exact: true })
    .fill('Năm 2022 chưa ban hành kế hoạch cải cách hành chính.');
  await dialog.getByLabel('Kiến nghị', { exact: true }).fill('Ban hành ngay kế hoạch.');
  await dialog.getByLabel('Hạn khắc phục').fill('31/10/2022');
  await expectAccessible(page);
  await page.keyboard.press('Control+Enter');

  await expect(dialog).toBeHidden();
  const card = page.getByRole('button', { name: /Sửa phát hiện: Năm 2022 chưa ban hành/ });
  await expect(card).toContainText('Khắc phục trước 31/10/2022');
});

test('a photo dropped on the pane becomes evidence and can come back', async ({ page }) => {
  await openVisit(page);
  const bytes = [...PNG];
  const transfer = await page.evaluateHandle((data) => {
    const given = new DataTransfer();
    given.items.add(new File([new Uint8Array(data)], 'bảng niêm yết.png', { type: 'image/png' }));
    return given;
  }, bytes);
  const zone = page.getByRole('button', { name: 'Kéo tệp vào đây' });
  await zone.dispatchEvent('dragover', { dataTransfer: transfer });
  await page.locator('.drop').dispatchEvent('drop', { dataTransfer: transfer });

  const tile = page.getByRole('button', { name: /Chú thích và thông tin của bảng niêm yết/ });
  await expect(tile).toBeVisible();
  await tile.click();
  const dialog = page.getByRole('dialog', { name: 'Minh chứng 1/1' });
  await dialog.getByLabel('Chú thích').fill('Bảng niêm yết tại bộ phận Một cửa');
  await dialog.getByRole('button', { name: 'Đóng' }).last().click();
  await expect(
    page.getByRole('button', { name: /Bảng niêm yết tại bộ phận Một cửa/ }),
  ).toBeVisible();
});

test('details are filled in and the clock starts', async ({ page }) => {
  await openVisit(page);
  await page.getByRole('button', { name: 'Thông tin cuộc kiểm tra', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Kết thúc lúc').fill('11h30');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  await expect(dialog).toContainText('chưa lưu');
  await dialog.getByRole('button', { name: 'Viết tiếp' }).click();
  await dialog.getByRole('button', { name: 'Lưu' }).click();

  await expect(page.getByRole('banner')).toContainText('08:00 – 11:30');
  await expect(page.getByRole('banner')).toContainText('03:30');
});

test('all areas are searched by the filter of what is not met', async ({ page }) => {
  await openVisit(page);
  await page
    .getByRole('button', { name: /^Chưa đạt/ })
    .first()
    .click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Các mục chưa đạt');
  await expect(page.locator('article')).toHaveCount(3);
});

test('a jump inside the visit opens the item, and editing goes on from there', async ({ page }) => {
  await openVisit(page);
  for (const item of ['MC-03', 'CD-05']) {
    await page.keyboard.press('Control+k');
    await page.keyboard.type(item);
    await expect(page.getByRole('option').first()).toContainText(item);
    await page.keyboard.press('Enter');
    await expect(openItem(page)).toContainText(item);
    await expect(openItem(page)).toBeFocused();
  }

  await page.keyboard.press('3');
  await expect(verdict(page, 'Không áp dụng')).toBeChecked();
  await expect(page.getByRole('contentinfo')).toContainText('Đã lưu lúc');
});
