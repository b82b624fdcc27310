/** Evidence: beside an item, on its own, and all of a visit. */
import type { Page } from '@playwright/test';

import { pane, photos, tile, visit, type Screen } from './ways';

async function viewer(page: Page): Promise<void> {
  await photos(page, 3);
  await tile(page, 2).click();
  await page.getByRole('dialog', { name: 'Minh chứng 2/3' }).waitFor();
}

async function sheet(page: Page): Promise<void> {
  await photos(page, 5);
  await page.getByRole('button', { name: 'Minh chứng', exact: true }).first().click();
  await page.getByText('5 minh chứng').waitFor();
}

/** The camera as a machine has it that `fails` so. */
const camera = (fails: string) => async (page: Page) => {
  await page.evaluate((name) => {
    Object.defineProperty(navigator.mediaDevices, 'getUserMedia', {
      value: () => {
        if (name) return Promise.reject(new DOMException('', name));
        const board = document.createElement('canvas');
        [board.width, board.height] = [1280, 720];
        board.getContext('2d')?.fillRect(0, 0, 640, 720);
        return Promise.resolve(board.captureStream());
      },
    });
  }, fails);
  await visit(page);
  await pane(page, 'Minh chứng, nhận xét');
  await page.getByRole('button', { name: 'Chụp ảnh' }).last().click();
  const dialog = page.getByRole('dialog', { name: 'Chụp ảnh minh chứng' });
  await dialog.locator(fails ? '[role=alert]' : 'video').waitFor();
};

export const EVIDENCE: readonly Screen[] = [
  { name: 'evidence', go: (page) => photos(page, 3) },
  { name: 'evidence-viewer', go: viewer },
  {
    name: 'evidence-broken',
    go: async (page) => {
      await page.route('http://bienban.localhost/evidence/**', (route) =>
        route.fulfill({ status: 404, body: '' }),
      );
      await photos(page, 1);
      await tile(page, 1).click();
      await page.getByText('Không đọc được ảnh này').waitFor();
    },
  },
  {
    name: 'evidence-annotate',
    go: async (page) => {
      await viewer(page);
      await page.getByRole('button', { name: 'Vẽ lên ảnh' }).click();
      await page.getByRole('dialog', { name: /Vẽ lên ảnh/ }).waitFor();
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      await page.keyboard.press('3');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Khoanh 1' }).waitFor();
    },
  },
  {
    name: 'evidence-known',
    go: async (page) => {
      await photos(page, 1);
      const again = {
        name: 'anh 1.jpg',
        mimeType: 'image/jpeg',
        buffer: Buffer.from([0xff, 0xd8, 0xff, 0]),
      };
      await page.getByLabel('Chọn tệp…').last().setInputFiles([again]);
      await page.getByRole('dialog', { name: 'Tệp này đã có' }).waitFor();
    },
  },
  { name: 'evidence-sheet', go: sheet },
  {
    name: 'evidence-selected',
    go: async (page) => {
      await sheet(page);
      await page.getByRole('button', { name: 'Chọn tất cả' }).click();
      await page.getByLabel('Gắn vào mục').waitFor();
    },
  },
  {
    name: 'evidence-bin',
    go: async (page) => {
      await sheet(page);
      await page.getByLabel('Chọn anh 1.jpg').check();
      await page.getByRole('button', { name: 'Bỏ vào thùng rác' }).click();
      await page.getByRole('button', { name: 'Thùng rác (1)' }).click();
      await page.getByRole('dialog', { name: 'Minh chứng đã bỏ' }).waitFor();
    },
  },
  { name: 'camera', go: camera('') },
  { name: 'camera-none', go: camera('NotFoundError') },
];
