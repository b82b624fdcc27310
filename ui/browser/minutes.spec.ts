/** The minutes: wording, the real paper on screen, seal and signatures, over the small engine. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { expect, test, type Locator, type Page } from '@playwright/test';

import { expectAccessible, openApp } from './support';

const PICTURE = fileURLToPath(new URL('../../tests/fixtures/keys/signature.png', import.meta.url));
const PAPER = readFileSync(new URL('fixtures/minutes.pdf', import.meta.url));

async function openMinutes(page: Page, options = ''): Promise<void> {
  await openApp(page, options);
  await page.route('http://bienban.localhost/paper/**', (route) =>
    route.fulfill({
      contentType: 'application/pdf',
      headers: { 'Access-Control-Allow-Origin': '*' },
      body: PAPER,
    }),
  );
  await page.getByText('Kiểm tra công tác cải cách').first().click();
  await page.getByRole('button', { name: 'Tiếp tục' }).first().click();
  await page.getByRole('button', { name: 'Lập biên bản' }).first().click();
  await expect(page.getByText('Bản xem trước khớp với bản in')).toBeVisible();
}

/** How dark the middle of the first page is: a drawn page has ink. */
function ink(page: Page): Promise<number> {
  return page
    .locator('[data-page] canvas')
    .first()
    .evaluate((canvas: HTMLCanvasElement) => {
      const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
      let dark = 0;
      for (let at = 0; data && at < data.length; at += 4) {
        if ((data[at] ?? 255) < 100 && (data[at + 3] ?? 0) > 0) dark += 1;
      }
      return dark;
    });
}

test('shows the real paper and keeps the place when the wording changes', async ({ page }) => {
  const refused: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) refused.push(message.text());
  });
  await openMinutes(page);
  await expect(page.getByRole('img', { name: 'Trang 1 trên 5' })).toBeVisible();
  await expect.poll(() => ink(page)).toBeGreaterThan(1000);

  await page.getByRole('button', { name: 'Trang sau' }).click();
  await expect(page.getByText('Trang 2 / 5')).toBeVisible();
  const desk = page.getByRole('group', { name: 'Xem trước biên bản' });
  const before = await desk.evaluate((element) => element.scrollTop);
  expect(before).toBeGreaterThan(100);
  await page.getByRole('button', { name: /Tồn tại, hạn chế/ }).click();
  await page.getByLabel('Nội dung in trong biên bản').fill('Mới hoàn thành 14/27 nhiệm vụ.');
  await page.keyboard.press('Tab');
  await expect(page.getByText('Đã sửa', { exact: true })).toBeVisible();
  await expect(page.getByText('Bản xem trước khớp với bản in')).toBeVisible();

  expect(await desk.evaluate((element) => element.scrollTop)).toBe(before);
  expect(refused).toEqual([]);
});

test('an edit of the wording is taken back and made again by keys', async ({ page }) => {
  await openMinutes(page);
  await page.getByRole('button', { name: /Tồn tại, hạn chế/ }).click();
  const text = page.getByLabel('Nội dung in trong biên bản');
  const before = await text.inputValue();
  await text.fill('Mới hoàn thành 14/27 nhiệm vụ.');
  await page.keyboard.press('Tab');
  const bar = page.getByRole('contentinfo');
  await expect(bar).toContainText('Sửa phần “Tồn tại, hạn chế” của biên bản');
  await page.screenshot({ path: 'test-results/shots/minutes-undo.png' });
  await page.getByRole('button', { name: /^Tồn tại, hạn chế/ }).focus();
  await page.keyboard.press('Control+z');
  await expect(text).toHaveValue(before);
  await page.keyboard.press('Control+y');
  await expect(text).toHaveValue('Mới hoàn thành 14/27 nhiệm vụ.');
});

/** Draws a line where it is asked for. */
async function draw(page: Page): Promise<void> {
  const field = await page.getByLabel('Vùng ký').boundingBox();
  if (!field) throw new Error('no field to sign in');
  await page.mouse.move(field.x + 60, field.y + 90);
  await page.mouse.down();
  for (let step = 1; step < 30; step += 1)
    await page.mouse.move(field.x + 60 + step * 8, field.y + 90 + 40 * Math.sin(step / 2));
  await page.mouse.up();
  await page.getByRole('button', { name: 'Dùng chữ ký này' }).click();
}

test('seals after saying what it means, then takes a drawn signature', async ({ page }) => {
  await openMinutes(page);
  await page.getByRole('button', { name: 'Chốt nội dung' }).click();
  const asking = page.getByRole('dialog', { name: 'Chốt nội dung biên bản' });
  await expect(asking).toContainText('Đã đánh giá 12/97 mục');
  await expectAccessible(page);
  await asking.getByRole('button', { name: 'Chốt nội dung' }).click();
  await expect(page.getByText('7f3a91c2d4e5')).toBeVisible();

  await page.getByRole('button', { name: 'Ký: Nguyễn Chiến Vương' }).click();
  await page.getByRole('menuitem', { name: 'Ký tay trên màn hình' }).click();
  await page.getByRole('button', { name: 'Dùng chữ ký này' }).click();
  await expect(page.getByRole('alert')).toContainText('E-SIGN-EMPTY');
  await draw(page);

  await expect(page.getByText('1/3 đã ký')).toBeVisible();
  await expect(page.getByText('Đang ký', { exact: true })).toBeVisible();
});

test('a scan that lacks pages is told before it is kept', async ({ page }) => {
  await openMinutes(page);
  await page.getByRole('button', { name: 'Chốt nội dung' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Chốt nội dung' }).click();
  const pages = (count: number) =>
    Array.from({ length: count }, (_, at) => ({
      name: `trang ${at + 1}.jpg`,
      mimeType: 'image/jpeg',
      buffer: Buffer.from('a photograph'),
    }));
  const bring = async (count: number) => {
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Đính bản đã ký…' }).click();
    await (await choosing).setFiles(pages(count));
  };
  await bring(3);
  const told = page.getByRole('dialog', { name: 'Bản quét chưa khớp bản đã chốt' });
  await expect(told).toContainText('chưa thấy trang 4, 5');
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/shots/scan-gaps.png' });
  await page.keyboard.press('Escape');
  await expect(told).toBeHidden();
  await expect(page.getByText('Đã chốt', { exact: true }).first()).toBeVisible();

  await bring(5);
  const fits = page.getByText('Bản quét khớp đủ 05 trang của bản đã chốt.');
  await expect(fits.first()).toBeVisible();
  await expect(page.getByText('ký mực trên bản quét')).toBeVisible();
  await page.screenshot({ path: 'test-results/shots/scan-whole.png' });
});

test('a wrong password of the certificate file keeps the dialog, and the picture, as they were', async ({
  page,
}) => {
  await openMinutes(page);
  await page.getByRole('button', { name: 'Chốt nội dung' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Chốt nội dung' }).click();
  await page.getByRole('button', { name: /^Ký: Thư ký/ }).click();
  await page.getByRole('menuitem', { name: 'Ký số bằng chứng thư' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('không phải là chứng thư số công vụ');
  const key = dialog.getByRole('group', { name: 'Tệp chứng thư' });
  await key.locator('input').setInputFiles({
    name: 'thu-ky.p12',
    mimeType: 'application/x-pkcs12',
    buffer: Buffer.from('not read here'),
  });
  const picture = dialog.getByRole('group', { name: 'Hình chữ ký' });
  await picture.locator('input').setInputFiles({
    name: 'hong.png',
    mimeType: 'image/png',
    buffer: Buffer.from('not a picture'),
  });
  await expect(picture.getByRole('alert')).toContainText('Không đọc được hình');
  await picture.locator('input').setInputFiles(PICTURE);
  await expect(picture.getByRole('img', { name: 'Hình chữ ký đã chọn' })).toBeVisible();
  await page.screenshot({ path: 'test-results/shots/sign-picture.png' });
  await dialog.getByLabel('Mật khẩu của tệp').fill('sai');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('E-KEY-PASSWORD');
  await expect(picture.getByRole('img', { name: 'Hình chữ ký đã chọn' })).toBeVisible();
  await expectAccessible(page);

  await picture.getByRole('button', { name: 'Bỏ hình' }).click();
  await expect(picture.getByRole('img', { name: 'Hình chữ ký đã chọn' })).toBeHidden();
  await dialog.getByLabel('Mật khẩu của tệp').fill('dung');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByText('1/3 đã ký')).toBeVisible();
});

/** Seals, asks the secretary to sign by a file, and enters its password. */
async function signByFile(page: Page): Promise<Locator> {
  await openMinutes(page, 'slow');
  await page.getByRole('button', { name: 'Chốt nội dung' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Chốt nội dung' }).click();
  await page.getByRole('button', { name: /^Ký: Thư ký/ }).click();
  await page.getByRole('menuitem', { name: 'Ký số bằng chứng thư' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[accept*=".p12"]').setInputFiles({
    name: 'thu-ky.p12',
    mimeType: 'application/x-pkcs12',
    buffer: Buffer.from('not read here'),
  });
  await dialog.getByLabel('Mật khẩu của tệp').fill('dung');
  await page.keyboard.press('Enter');
  return dialog;
}

test('signing by file that waits for the time is stopped by keys, and then signs', async ({
  page,
}) => {
  const dialog = await signByFile(page);
  const stop = dialog.getByRole('button', { name: 'Dừng' });
  await expect(stop).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/shots/sign-working.png' });
  await expect(dialog.getByRole('radio', { name: 'USB token' })).toBeDisabled();
  await stop.focus();
  await page.keyboard.press('Enter');

  await expect(dialog.getByRole('alert')).toContainText('Chưa ký và chưa ghi gì');
  await page.screenshot({ path: 'test-results/shots/sign-stopped.png' });
  await expect(dialog.getByText('thu-ky.p12')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Ký', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden({ timeout: 20_000 });
  await expect(page.getByText('1/3 đã ký')).toBeVisible();
});

test('closing the dialog while the time is asked for signs nothing', async ({ page }) => {
  const dialog = await signByFile(page);
  await expect(dialog.getByRole('button', { name: 'Dừng' })).toBeVisible();
  await page.keyboard.press('Escape');

  await expect(dialog).toBeHidden();
  await expect(page.getByText('0/3 đã ký')).toBeVisible();
});

test('a place that shows a drawn signature is offered no picture', async ({ page }) => {
  await openMinutes(page);
  await page.getByRole('button', { name: 'Chốt nội dung' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Chốt nội dung' }).click();
  await page.getByRole('button', { name: /^Ký: Thư ký/ }).click();
  await page.getByRole('menuitem', { name: 'Ký tay trên màn hình' }).click();
  await draw(page);
  await page.getByRole('button', { name: /^Ký: Thư ký/ }).click();
  await page.getByRole('menuitem', { name: 'Ký số bằng chứng thư' }).click();

  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Chữ ký đã vẽ trên màn hình vẫn hiện trong ô ký.');
  await expect(dialog.getByRole('group', { name: 'Hình chữ ký' })).toHaveCount(0);
  await page.screenshot({ path: 'test-results/shots/sign-over-drawn.png' });
});

test('saves a copy for Word under its own name', async ({ page }) => {
  await openMinutes(page);
  await page.getByRole('button', { name: 'Lưu bản Word' }).click();
  await expect(page.getByText(/Đã ghi .*\.docx/)).toBeVisible();
  await expectAccessible(page);
});

test('a new revision needs a reason', async ({ page }) => {
  await openMinutes(page);
  await page.getByRole('button', { name: 'Chốt nội dung' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Chốt nội dung' }).click();
  await page.getByRole('button', { name: 'Lập bản mới (thay thế)' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Lập bản mới' }).click();
  await expect(dialog).toContainText('Hãy ghi lý do');
  await dialog.getByLabel('Lý do lập bản mới').fill('Ghi sai số liệu hồ sơ quá hạn');
  await dialog.getByRole('button', { name: 'Lập bản mới' }).click();

  await expect(page.getByRole('button', { name: 'Chốt nội dung' })).toBeEnabled();
});

test('prints every page at 200 dpi and nothing else', async ({ page }) => {
  await openMinutes(page);
  await page.evaluate(() => {
    window.print = () => {
      const sheets = [...document.querySelectorAll<HTMLCanvasElement>('.print-page canvas')];
      Reflect.set(
        window,
        'printed',
        sheets.map((sheet) => sheet.width),
      );
      window.dispatchEvent(new Event('afterprint'));
    };
  });
  await page.getByRole('button', { name: 'In', exact: true }).click();

  await expect
    .poll(() => page.evaluate(() => Reflect.get(window, 'printed')))
    .toEqual(Array(5).fill(1654));
  await expect(page.locator('.print-page')).toHaveCount(0);
});

test('a check leads to its item', async ({ page }) => {
  await openMinutes(page);
  await page.getByRole('button', { name: 'Mở mục CD-05' }).click();

  await expect(page.locator('[data-open-item]')).toContainText('CD-05');
});

test('who does not sign is named with the reason, and signs after all', async ({ page }) => {
  await openMinutes(page);
  await page.getByRole('button', { name: 'Không ký… Thư ký (mẫu)' }).click();
  const dialog = page.getByRole('dialog', { name: 'Thư ký (mẫu) không ký' });
  await dialog.getByRole('button', { name: 'Ghi không ký' }).click();
  await expect(dialog.getByText('Hãy ghi lý do; lý do được in vào biên bản.')).toBeVisible();
  await dialog.getByLabel('Lý do không ký').fill('đã chuyển công tác');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Ghi không ký' }).click();
  await expect(page.getByText('Không ký: đã chuyển công tác')).toBeVisible();
  await expect(page.getByText('0/2 đã ký')).toBeVisible();
  await page.screenshot({ path: 'test-results/minutes-refused.png' });
  await page.getByRole('button', { name: 'Bỏ ghi không ký' }).click();
  await expect(page.getByText('0/3 đã ký')).toBeVisible();
});

test('how much the minutes tell is chosen beside the page', async ({ page }) => {
  await openMinutes(page);
  const extent = page.getByLabel('Dạng biên bản');
  await expect(extent).toHaveValue('');
  await extent.selectOption({ label: 'Rút gọn: một, hai trang, không bảng' });
  await expect(extent).toHaveValue('short');
  await expect(page.getByText('Bản xem trước khớp với bản in')).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/shots/minutes-extent.png' });
});

test('a supplement is begun beside the sealed minutes and put away again', async ({ page }) => {
  await openMinutes(page);
  await page.getByRole('button', { name: 'Chốt nội dung' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Chốt nội dung' }).click();
  await page.getByRole('button', { name: 'Lập biên bản bổ sung' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Bắt đầu soạn' }).click();
  await expect(dialog.getByText('Hãy ghi lý do')).toBeVisible();
  await dialog.getByLabel('Lý do bổ sung').fill('Kiểm tra thêm sổ theo dõi hồ sơ.');
  await dialog.getByLabel('Số của biên bản được bổ sung').fill('12/BB-ĐKT');
  await page.screenshot({ path: 'test-results/shots/supplement-dialog.png' });
  await dialog.getByRole('button', { name: 'Bắt đầu soạn' }).click();
  const papers = page.getByRole('region', { name: 'Các biên bản của cuộc kiểm tra' });
  await expect(papers).toContainText('Biên bản bổ sung số 1');
  await expectAccessible(page);
  const attendance = page.getByRole('region', { name: 'Thành phần lập biên bản bổ sung' });
  await attendance.getByRole('button', { name: 'Sửa thành phần…' }).click();
  const unit = dialog.getByRole('group', { name: 'Thành phần đơn vị được kiểm tra' });
  await unit.getByRole('button', { name: 'Thêm người' }).click();
  await unit.getByLabel('Họ và tên').last().fill('Nguyễn Chiến Vương');
  await page.screenshot({ path: 'test-results/shots/supplement-attendance.png' });
  await dialog.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(attendance).toContainText(/[1-9] người của đơn vị/);

  const added = page.getByRole('region', { name: 'Ký biên bản đã chốt' });
  await added.getByRole('button', { name: 'Ký: Nguyễn Chiến Vương' }).click();
  await expect(page.getByRole('menuitem', { name: 'Ký tay trên màn hình' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.screenshot({ path: 'test-results/shots/supplement.png' });
  await papers.getByRole('button', { name: 'Bỏ bản này' }).click();
  await expect(page.getByRole('button', { name: 'Lập biên bản bổ sung' })).toBeVisible();
});

test('the next number of the series is taken or another one typed over it', async ({ page }) => {
  await openMinutes(page);
  await page.getByRole('button', { name: 'Dùng số tiếp theo: 12/BB-ĐKT' }).click();
  const number = page.getByLabel('Số biên bản');
  await expect(number).toHaveValue('12');
  await number.fill('15a');
  await page.keyboard.press('Tab');
  await expect(number).toHaveValue('15a');
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/shots/minutes-number.png' });
});
