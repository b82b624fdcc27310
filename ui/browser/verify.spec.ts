import { expect, test } from '@playwright/test';

import { menu } from './screens/ways';
import { expectAccessible, openApp } from './support';

test('a paper whose page and data disagree is told figure by figure', async ({ page }) => {
  await openApp(page);
  await menu(page, 'Kiểm tra chữ ký');
  const file = page.locator('input[type=file]');

  await file.setInputFiles({
    name: 'bien-ban.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('whole'),
  });
  await expect(page.getByText('Khớp', { exact: true })).toBeVisible();

  await file.setInputFiles({
    name: 'bien-ban.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('changed'),
  });
  await expect(page.getByText('Không khớp', { exact: true })).toBeVisible();
  await expect(page.getByText('trang in “60,64%”, dữ liệu ghi “90,64%”')).toBeVisible();
  await expectAccessible(page);
});
