/** Registers, what fills them from a workbook, and the published procedures. */
import type { Page } from '@playwright/test';

import { register, type Screen } from './ways';

/** At the first cell of a register, as if `keys` were pressed there. */
const typing = (title: string, keys: readonly string[]) => async (page: Page) => {
  await register(page, title);
  await page.getByRole('grid').focus();
  await page.keyboard.press('Control+Home');
  for (const key of keys) await page.keyboard.press(key);
};

async function procedures(page: Page): Promise<void> {
  await register(page, 'Sổ TTHC niêm yết');
  await page.getByRole('button', { name: 'Đối chiếu danh mục công bố' }).click();
  await page.getByRole('heading', { name: 'Đối chiếu TTHC niêm yết' }).waitFor();
}

const bring = (file: string, sees: RegExp) => async (page: Page) => {
  await procedures(page);
  await page.getByRole('button', { name: 'Nhập danh mục công bố…' }).click();
  if (!file) return;
  const chosen = { name: file, mimeType: 'application/octet-stream', buffer: Buffer.from('x') };
  await page.locator('input[type=file]').first().setInputFiles(chosen);
  await page.getByText(sees).first().waitFor();
};

export const REGISTERS: readonly Screen[] = [
  ...Object.entries({
    keys: 'Sổ chìa khóa IO',
    files: 'Sổ hồ sơ kiểm tra mẫu',
    tasks: 'Sổ nhiệm vụ được giao',
  }).map(([name, title]) => ({
    name: `register-${name}`,
    options: 'rows=9',
    go: (page: Page) => register(page, title),
  })),
  { name: 'register-empty', go: (page) => register(page, 'Sổ chìa khóa IO') },
  {
    name: 'register-typing',
    options: 'rows=9',
    go: async (page) => {
      await typing('Sổ nhân sự', ['ArrowDown', 'ArrowDown'])(page);
      await page.keyboard.type('Nguyễn Thị Thanh Hồng');
    },
  },
  {
    name: 'register-choice',
    options: 'rows=9',
    go: typing('Sổ nhân sự', ['ArrowRight', 'ArrowRight', 'ArrowRight', 'F2']),
  },
  {
    name: 'register-selection',
    options: 'staff=40',
    go: typing('Sổ nhân sự', ['ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown']),
  },
  { name: 'procedures-empty', go: procedures },
  { name: 'procedures', options: 'posted', go: procedures },
  {
    name: 'procedures-finding',
    options: 'posted',
    go: async (page) => {
      await procedures(page);
      await page.getByRole('button', { name: /9 còn thiếu/ }).click();
      await page.getByRole('button', { name: 'Đưa vào nhận xét' }).first().click();
      await page.getByLabel('Nội dung tồn tại').waitFor();
    },
  },
  { name: 'import', go: bring('', /./) },
  { name: 'import-columns', go: bring('danh-muc.xlsx', /28 mới/) },
  { name: 'import-problems', go: bring('danh-muc-loi.xlsx', /không phải ngày/) },
  { name: 'import-refused', go: bring('ke-hoach.pdf', /Đây là tệp PDF/) },
  {
    name: 'import-done',
    go: async (page) => {
      await bring('danh-muc-loi.xlsx', /không phải ngày/)(page);
      await page.getByRole('button', { name: 'Bỏ qua dòng lỗi, nhập phần còn lại' }).click();
      await page.getByText('Đã nhập xong.').waitFor();
    },
  },
];
