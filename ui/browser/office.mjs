/**
 * Looks at the office page as a person would: signs in, opens the first campaign, gets the first
 * paper, and prints what it saw as JSON. `node office.mjs ADDRESS NAME PASSPHRASE PICTURE PAPER`
 */
import { chromium } from '@playwright/test';

const [address, name, passphrase, picture, paper] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env['BIENBAN_CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
const page = await browser.newPage({
  viewport: { width: 390, height: 844 },
  javaScriptEnabled: false,
});
const refused = [];
page.on('console', (message) => {
  if (message.type() === 'error') refused.push(message.text());
});
await page.goto(address);
await page.getByLabel('Tên').fill(name);
await page.getByLabel('Mật khẩu').fill(passphrase);
await page.getByRole('button', { name: 'Đăng nhập' }).click();
await page.getByRole('link', { name: /Kiểm tra công tác/ }).click();
const text = await page.locator('body').innerText();
await page.screenshot({ path: picture, fullPage: true });
const [download] = await Promise.all([
  page.waitForEvent('download'),
  page.getByRole('link', { name: /PDF/ }).first().click(),
]);
await download.saveAs(paper);
await browser.close();
console.log(JSON.stringify({ text, refused }));
