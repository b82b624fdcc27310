/** What went wrong, what was done, and what was found wrong: errors, messages, verdicts. */
import type { Page } from '@playwright/test';

import { campaign, desk, menu, minutes, pane, register, visit, type Screen } from './ways';

/** From now on the engine refuses a command. */
async function refuse(page: Page, command: string): Promise<void> {
  await page.evaluate((refused) => {
    const engine = Reflect.get(window, '__TAURI_INTERNALS__');
    const invoke = engine.invoke;
    engine.invoke = (asked: string, ...rest: unknown[]) =>
      asked === refused
        ? Promise.reject({
            code: 'E-DISK-FULL',
            message: 'Ổ đĩa đã đầy nên chưa lưu được. Hãy giải phóng chỗ rồi thử lại.',
          })
        : invoke(asked, ...rest);
  }, command);
}

const paper = (words: string) => async (page: Page) => {
  await menu(page, 'Kiểm tra chữ ký');
  await page.locator('input[type=file]').setInputFiles({
    name: 'bien-ban-da-ky.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from(`%PDF-1.7 ${words}`),
  });
  await page.getByText('Nguyễn Chiến Vương').waitFor();
};

export const TROUBLE: readonly Screen[] = [
  {
    name: 'wrong-passphrase',
    options: 'state=locked',
    go: async (page) => {
      await page.getByLabel('Mật khẩu hoặc mã khôi phục').fill('sai');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').waitFor();
    },
  },
  { name: 'verify-extended', go: paper('signed') },
  { name: 'verify-changed', go: paper('changed') },
  { name: 'verify-stamped', go: paper('stamped') },
  { name: 'verify-stranger', go: paper('stranger') },
  { name: 'verify-lasting', go: paper('lasting') },
  {
    name: 'settings-trust',
    go: async (page) => {
      await menu(page, 'Cài đặt');
      await page.getByLabel('Địa chỉ cấp dấu thời gian').fill('http://tsa.ca.gov.vn');
      await page.keyboard.press('Tab');
      await page.locator('input[type=file][accept*=".pem"]').setInputFiles({
        name: 'goc.cer',
        mimeType: 'application/pkix-cert',
        buffer: Buffer.from('0'),
      });
      await page.getByText('CA chuyên dùng (mẫu)').waitFor();
      await page.getByRole('button', { name: 'Bổ sung bằng chứng lâu dài' }).click();
      await page.getByText('1 văn bản đã có đủ từ trước.').waitFor();
    },
  },
  {
    name: 'save-failed',
    go: async (page) => {
      await visit(page);
      await refuse(page, 'set_note');
      await page.getByLabel('Ghi chú của đoàn kiểm tra').fill('Không được mất');
      await page.keyboard.press('Tab');
      await page.getByRole('alert').filter({ hasText: 'E-DISK-FULL' }).waitFor();
    },
  },
  {
    name: 'register-refused',
    options: 'rows=9&refuse',
    go: async (page) => {
      await register(page, 'Sổ nhân sự');
      await page.getByRole('grid').focus();
      await page.keyboard.press('Control+Home');
      await page.keyboard.type('Chưa lưu được');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'load-failed',
    go: async (page) => {
      await campaign(page);
      await refuse(page, 'open_visit');
      await refuse(page, 'visit');
      await page.getByRole('button', { name: 'Tiếp tục' }).first().click();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'toasts',
    go: async (page) => {
      await refuse(page, 'export_blank');
      await desk(page);
      await page.getByRole('button', { name: 'Công cụ của cuộc kiểm tra' }).click();
      await page.getByRole('menuitem', { name: /Lưu phiếu trắng/ }).click();
      await page.getByText('E-DISK-FULL').waitFor();
    },
  },
  {
    name: 'seal-dialog',
    go: async (page) => {
      await minutes(page);
      await pane(page, 'Kiểm tra và ký');
      await page.getByRole('button', { name: 'Chốt nội dung' }).click();
      await page.getByRole('dialog', { name: 'Chốt nội dung biên bản' }).waitFor();
    },
  },
];
