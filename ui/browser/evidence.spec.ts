/** Evidence: taking in, looking, drawing, the contact sheet, over the small engine. */
import { expect, test, type Page } from '@playwright/test';

import { expectAccessible, openApp } from './support';

/** A small photograph; another `seed` makes other bytes. */
const photo = (seed: number) => ({
  name: `ảnh ${seed}.jpg`,
  mimeType: 'image/jpeg',
  buffer: Buffer.from([0xff, 0xd8, 0xff, seed]),
});

async function openVisit(page: Page, options = ''): Promise<void> {
  await openApp(page, options);
  await page.getByText('Kiểm tra công tác cải cách').first().click();
  await page.getByRole('button', { name: 'Tiếp tục' }).first().click();
  await page.getByRole('button', { name: /^CD-05/ }).click();
  await expect(page.getByRole('heading', { name: /Minh chứng mục CD-05/ })).toBeVisible();
}

async function add(page: Page, ...seeds: number[]): Promise<void> {
  await page.getByLabel('Chọn tệp…').last().setInputFiles(seeds.map(photo));
  const last = seeds.at(-1) ?? 0;
  await expect(tile(page, `ảnh ${last}.jpg`)).toBeVisible();
}

const tile = (page: Page, name: string) =>
  page.getByRole('button', { name: `Chú thích và thông tin của ${name}` });

test('several files at once, each with its facts, caption and items', async ({ page }) => {
  await openVisit(page);
  await add(page, 1, 2, 3);
  await expect(page.getByText('3 tệp')).toBeVisible();

  await tile(page, 'ảnh 2.jpg').click();
  const viewer = page.getByRole('dialog', { name: 'Minh chứng 2/3' });
  await expect(viewer).toContainText('09:14:02, 15/09/2022');
  await expect(viewer).toContainText('18°25′12″B, 105°40′00″Đ');
  await viewer.getByLabel('Chú thích').fill('Bảng niêm yết cũ');
  await viewer.getByLabel('Gắn thêm mục').fill('mc3');
  await page.keyboard.press('Enter');
  await expect(viewer.getByRole('listitem').filter({ hasText: 'MC-03' })).toBeVisible();
  await expect(viewer.getByLabel('Gắn thêm mục')).toBeFocused();
  await viewer.getByLabel('Gắn thêm mục').fill('xx9');
  await page.keyboard.press('Enter');
  await expect(viewer).toContainText('Không có mục xx9');
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/evidence-viewer.png' });

  await viewer.getByRole('button', { name: 'Ảnh sau' }).click();
  await expect(page.getByRole('dialog', { name: 'Minh chứng 3/3' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(tile(page, 'Bảng niêm yết cũ')).toBeVisible();
  await page.screenshot({ path: 'test-results/evidence-pane.png' });
});

test('the same bytes are recognised and tied instead of kept twice', async ({ page }) => {
  await openVisit(page);
  await add(page, 1);
  await page.getByRole('button', { name: /^CD-06/ }).click();
  await page
    .getByLabel('Chọn tệp…')
    .last()
    .setInputFiles([photo(1)]);

  const dialog = page.getByRole('dialog', { name: 'Tệp này đã có' });
  await expect(dialog).toContainText('Ở cuộc kiểm tra này, mục CD-05');
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/evidence-known.png' });
  await dialog.getByRole('button', { name: 'Dùng ảnh đã có cho mục CD-06' }).click();

  await expect(tile(page, 'ảnh 1.jpg')).toBeVisible();
  await tile(page, 'ảnh 1.jpg').click();
  await expect(page.getByRole('dialog')).toContainText('CD-05');
  await expect(page.getByRole('dialog')).toContainText('CD-06');
});

test('typing goes on while a file is on its way', async ({ page }) => {
  await openVisit(page);
  await page.evaluate(() => {
    const engine = Reflect.get(window, '__TAURI_INTERNALS__');
    const invoke = engine.invoke;
    engine.invoke = async (command: string, args: unknown, options: unknown) => {
      if (command === 'prepare_evidence')
        await new Promise((go) => Reflect.set(window, 'ready', () => go(null)));
      return invoke(command, args, options);
    };
  });
  await page
    .getByLabel('Chọn tệp…')
    .last()
    .setInputFiles([photo(1)]);
  await expect(page.getByText('đang đọc ảnh…')).toBeVisible();
  await page.screenshot({ path: 'test-results/evidence-coming.png' });

  const note = page.locator('[data-open-item]').getByLabel('Ghi chú của đoàn kiểm tra');
  await note.fill('Gõ trong khi ảnh đang vào');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('contentinfo')).toContainText('Ghi chú – mục CD-05');
  await expect(page.getByText('đang đọc ảnh…')).toBeVisible();

  await page.evaluate(() => Reflect.get(window, 'ready')());
  await expect(tile(page, 'ảnh 1.jpg')).toBeVisible();
});

test('without a camera the program says so and offers a file', async ({ page }) => {
  await page.addInitScript(() =>
    Object.defineProperty(navigator.mediaDevices ?? navigator, 'getUserMedia', {
      value: () => Promise.reject(new DOMException('', 'NotFoundError')),
    }),
  );
  await openVisit(page);
  await page.getByRole('button', { name: 'Chụp ảnh' }).click();

  const dialog = page.getByRole('dialog', { name: 'Chụp ảnh minh chứng' });
  await expect(dialog.getByRole('alert')).toContainText('Máy này không có camera');
  await expectAccessible(page);
  const chooser = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Chọn tệp…' }).click();
  await (await chooser).setFiles([photo(4)]);
  await expect(tile(page, 'ảnh 4.jpg')).toBeVisible();
});

test('marks are drawn by mouse and by keyboard, and saved as a layer', async ({ page }) => {
  await openVisit(page);
  await add(page, 1);
  await tile(page, 'ảnh 1.jpg').click();
  await page.getByRole('button', { name: 'Vẽ lên ảnh' }).click();
  const dialog = page.getByRole('dialog', { name: /Vẽ lên ảnh/ });
  const board = dialog.getByRole('group', { name: 'Ảnh và các dấu vẽ' });
  const box = (await board.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const at = (x: number, y: number) =>
    [box.x + (box.width * x) / 1000, box.y + (box.height * y) / 1000] as const;

  await page.mouse.move(...at(200, 800));
  await page.mouse.down();
  await page.mouse.move(...at(500, 400), { steps: 4 });
  await page.mouse.up();
  await expect(board.getByRole('button', { name: 'Mũi tên 1' })).toBeVisible();

  await page.keyboard.press('6');
  await expect(dialog.getByRole('radio', { name: /Che mờ/ })).toBeChecked();
  await page.mouse.move(...at(550, 100));
  await page.mouse.down();
  await page.mouse.move(...at(900, 250), { steps: 4 });
  await page.mouse.up();

  await page.keyboard.press('3');
  await page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: 'Vẽ tiếp' }).click();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press('3');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(board.getByRole('button', { name: 'Khoanh 3' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await page.keyboard.press('Delete');
  await expect(board.getByRole('button', { name: 'Khoanh 3' })).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(board.getByRole('button', { name: 'Khoanh 3' })).toBeVisible();

  await page.keyboard.press('5');
  await page.mouse.click(...at(80, 80));
  await dialog.getByLabel('Chữ trên ảnh').fill('Thiếu số điện thoại');
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/evidence-annotate.png' });
  // The ear is in place before the key is pressed, however slow the page is.
  await page.evaluate(() => {
    const sent = new Promise((told) => {
      const engine = Reflect.get(window, '__TAURI_INTERNALS__');
      const invoke = engine.invoke;
      engine.invoke = (command: string, args: unknown, options: unknown) => {
        if (command === 'mark_evidence') told(args);
        return invoke(command, args, options);
      };
    });
    Object.assign(window, { sent });
  });
  await page.keyboard.press('Control+Enter');

  const sent = await page.evaluate(() => Reflect.get(window, 'sent'));
  const marks = (sent as { marks: { kind: string; x1: number; text: string }[] }).marks;
  expect(marks.map((mark) => mark.kind)).toEqual(['arrow', 'blur', 'ellipse', 'text']);
  expect(marks.every((mark) => Number.isInteger(mark.x1))).toBe(true);
  expect(marks[3]?.text).toBe('Thiếu số điện thoại');
  await page.keyboard.press('Escape');
  await expect(page.getByTitle('Có dấu vẽ')).toBeVisible();
});

test('the contact sheet filters, ties several, bins and gives back', async ({ page }) => {
  await openVisit(page);
  await add(page, 1, 2, 3, 4, 5);
  await page.getByRole('button', { name: /^CD-01/ }).click();
  await add(page, 6, 7);
  await page.getByRole('button', { name: 'Minh chứng', exact: true }).first().click();

  await expect(page.getByRole('heading', { name: 'Bảng minh chứng' })).toBeVisible();
  await expect(page.getByText('7 minh chứng')).toBeVisible();
  await expect(page.getByText('Ảnh 05')).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/evidence-sheet.png' });

  await page.getByRole('combobox', { name: 'Mục', exact: true }).selectOption('CD-01');
  await expect(page.getByText('2/7 minh chứng')).toBeVisible();
  await page.getByRole('button', { name: 'Chọn tất cả' }).click();
  await page.getByLabel('Gắn vào mục').selectOption('CD-05');
  await expect(page.getByRole('listitem').filter({ hasText: 'CD-01, CD-05' })).toHaveCount(2);
  await page.getByLabel('Chọn ảnh 6.jpg').check();
  await page.getByRole('button', { name: 'Bỏ vào thùng rác' }).click();
  await expect(page.getByText('1/6 minh chứng')).toBeVisible();

  await page.getByRole('button', { name: 'Thùng rác (1)' }).click();
  const bin = page.getByRole('dialog', { name: 'Minh chứng đã bỏ' });
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/evidence-bin.png' });
  await bin.getByRole('button', { name: 'Lấy lại ảnh 6.jpg' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByText('2/7 minh chứng')).toBeVisible();
  await page.getByRole('button', { name: 'In bảng ảnh' }).click();
  await expect(page.getByText(/Đã ghi bảng ảnh vào/)).toBeVisible();
});
