/** Saves open fields when the window is left, hidden or about to close: the next moment may not come. */
import { commands, onClosing } from '$/api';
import { openFields } from '$/parts/open-fields';

/** Watches until the answer is called. */
export function flushWhenLeft(): () => void {
  const flush = () => void openFields.flush();
  const hidden = () => {
    if (document.visibilityState === 'hidden') flush();
  };
  window.addEventListener('blur', flush);
  window.addEventListener('beforeunload', flush);
  document.addEventListener('visibilitychange', hidden);
  const forget = onClosing(async () => {
    await openFields.flush();
    await commands.leave();
  });
  return () => {
    forget();
    window.removeEventListener('blur', flush);
    window.removeEventListener('beforeunload', flush);
    document.removeEventListener('visibilitychange', hidden);
  };
}
