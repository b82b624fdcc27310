/** Samples of case files, form 06, indicators and points. */
import type { Page } from '@playwright/test';

import { item, pane, visit, type Screen } from './ways';

async function sample(page: Page): Promise<void> {
  await item(page, 'MC-10');
  await page.getByRole('button', { name: 'Rút và kiểm mẫu hồ sơ' }).click();
  await page.getByRole('button', { name: 'Rút mẫu…' }).waitFor();
}

async function drawing(page: Page): Promise<void> {
  await sample(page);
  await page.getByRole('button', { name: 'Rút mẫu…' }).click();
  const list = { name: 'xuat-mot-cua.csv', mimeType: 'text/csv', buffer: Buffer.from('A\n') };
  await page.locator('input[type=file]').setInputFiles(list);
  await page.getByText('Đọc được 4.545 hồ sơ').waitFor();
  await page.getByLabel('Đơn vị thêm vào').fill('Cầu Tre 15');
}

async function drawn(page: Page): Promise<void> {
  await drawing(page);
  await page.getByRole('button', { name: 'Rút mẫu', exact: true }).click();
  await page.getByText('Rút 20 hồ sơ trong 4.545 hồ sơ').waitFor();
}

async function dossiers(page: Page): Promise<void> {
  await item(page, 'MC-11');
  await page.getByRole('button', { name: 'Số liệu theo biểu 06' }).click();
  await page.getByRole('button', { name: 'Thêm lĩnh vực' }).waitFor();
}

/** A cell of form 06, left by Enter. */
async function put(page: Page, label: string, text: string): Promise<void> {
  const cell = page.getByLabel(label, { exact: true });
  await cell.fill(text);
  await cell.press('Enter');
}

export const FIGURES: readonly Screen[] = [
  { name: 'sample-empty', go: sample },
  { name: 'sample-draw', go: drawing },
  {
    name: 'sample-typed',
    go: async (page) => {
      await sample(page);
      await page.getByRole('button', { name: 'Rút mẫu…' }).click();
      await page.getByLabel('Danh sách hồ sơ').selectOption('typed');
      await page.getByLabel('Gõ mã hồ sơ').fill('000.01.H27-220915-0001…0040');
      await page.getByLabel('Gõ mã hồ sơ').blur();
      await page.getByText('Đọc được 40 hồ sơ').waitFor();
      await page.getByLabel('Số hồ sơ cần rút').fill('41');
      await page.getByLabel('Số hồ sơ cần rút').blur();
    },
  },
  {
    name: 'sample-sheet',
    go: async (page) => {
      await drawn(page);
      await page.getByLabel('Ngày trả').fill('20/09/2022');
      await page.getByLabel('Ngày trả').blur();
      await page.getByText('Quá hạn', { exact: true }).first().waitFor();
    },
  },
  {
    name: 'sample-redraw',
    go: async (page) => {
      await drawn(page);
      await page.getByRole('button', { name: 'Rút lại để đối chiếu' }).click();
      await page.getByText('Trùng khớp: rút lại đúng 20 hồ sơ này.').waitFor();
    },
  },
  { name: 'dossiers-empty', go: dossiers },
  {
    name: 'dossiers',
    go: async (page) => {
      await dossiers(page);
      for (const field of ['Hộ tịch', 'Chứng thực']) {
        await page.getByLabel('Lĩnh vực').fill(field);
        await page.getByRole('button', { name: 'Thêm lĩnh vực' }).click();
        await put(page, `Nhận trực tuyến, Báo cáo, ${field}`, '2.756');
        await put(page, `Nhận trực tuyến, Phần mềm, ${field}`, '2750');
        await put(page, `Nhận trực tiếp, BCCI, Báo cáo, ${field}`, '1789');
      }
      await put(page, 'Tỷ lệ trực tuyến, Báo cáo, Hộ tịch', '61,64');
      await page.getByText('lệch 6.').first().waitFor();
    },
  },
  {
    name: 'indicators',
    go: async (page) => {
      await visit(page);
      await pane(page, 'Lĩnh vực');
      await page.getByRole('button', { name: 'Chỉ số', exact: true }).click();
      await page.getByRole('dialog', { name: 'Chỉ số và điểm' }).waitFor();
    },
  },
];
