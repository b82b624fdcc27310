import { fireEvent, render } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';

import { t } from '$/i18n';

import { confirms } from './recovery';
import RecoveryCode from './RecoveryCode.svelte';

const CODE = 'K7QM-2XRD-9FTA-VW4H-83NE-PJ6C';

test('only the end of the code proves that the code was kept', () => {
  expect(confirms(CODE, 'EPJ6C')).toBe(true);
  expect(confirms(CODE, ' e-pj6c ')).toBe(true);
  expect(confirms(CODE, '83NE')).toBe(false);
  expect(confirms(CODE, '')).toBe(false);
  expect(confirms('', '')).toBe(false);
});

test('the code cannot be passed without proof', async () => {
  const onkept = vi.fn();
  const props = { code: CODE, name: 'Cán bộ thử', office: 'Sở Nội vụ', onkept };
  const { getByRole, getByLabelText, queryByText } = render(RecoveryCode, props);
  const field = getByLabelText(t.start.recovery.confirm(5));
  const done = getByRole('button', { name: t.start.recovery.done });

  await fireEvent.input(field, { target: { value: 'SAI0' } });
  await fireEvent.click(done);

  expect(onkept).not.toHaveBeenCalled();
  expect(queryByText(t.start.recovery.wrong)).not.toBeNull();

  await fireEvent.input(field, { target: { value: 'epj6c' } });
  await fireEvent.click(done);

  expect(onkept).toHaveBeenCalledOnce();
});
