import { expect, test, vi } from 'vitest';

import { openFields } from '$/parts/open-fields';

import { flushWhenLeft } from './leaving';

test('saves open fields when the window is left or closed', () => {
  const flush = vi.fn(async () => {});
  const forget = openFields.add(flush);
  const stop = flushWhenLeft();

  window.dispatchEvent(new Event('blur'));
  window.dispatchEvent(new Event('beforeunload'));
  stop();
  window.dispatchEvent(new Event('blur'));
  forget();

  expect(flush).toHaveBeenCalledTimes(2);
});
