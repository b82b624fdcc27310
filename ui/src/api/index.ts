/**
 * The one door to the engine.
 *
 * Components import from here and never from Tauri, so a test can put a puppet behind the door
 * (`testing.ts`) and a page without a window a small engine of its own (`fake/`).
 */
import { convertFileSrc, invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import { open, save } from '@tauri-apps/plugin-dialog';

import { commands as raw, type Failure, type MarkView } from './bindings';

export type * from './bindings';
export { upload, uploadName } from './upload';

/** What a command answers. */
export type Result<T> = { status: 'ok'; data: T } | { status: 'error'; error: Failure };

/** A failure that no command foresaw: kept in one shape, so that every screen can show it. */
export function unforeseen(reason: unknown): Failure {
  const detail = reason instanceof Error ? reason.message : String(reason);
  return {
    code: 'E-INTERNAL',
    message: `Chương trình gặp lỗi không lường trước (${detail}). Dữ liệu đã lưu vẫn an toàn; hãy thử lại, nếu còn lỗi thì khóa và mở lại chương trình.`,
  };
}

function isFailure(value: unknown): value is Failure {
  return typeof value === 'object' && value !== null && 'code' in value && 'message' in value;
}

/** Wraps a command so that it always answers and never throws. */
function steady<A extends unknown[], T>(command: (...args: A) => Promise<Result<T>>) {
  return async (...args: A): Promise<Result<T>> => {
    try {
      const answer = await command(...args);
      if (answer.status === 'error' && !isFailure(answer.error)) {
        return { status: 'error', error: unforeseen(answer.error) };
      }
      return answer;
    } catch (reason) {
      return { status: 'error', error: unforeseen(reason) };
    }
  };
}

/** Everything the engine can be asked. */
export const commands = Object.fromEntries(
  Object.entries(raw).map(([name, command]) => [name, steady(command as never)]),
) as typeof raw;

/** Runs `work` when somebody closes the window, which waits for it; call the answer to stop. */
export function onClosing(work: () => void): () => void {
  // Without a window around the page there is nobody to ask, and nothing to wait for.
  const listening = listen('closing', work).catch(() => () => {});
  return () => void listening.then((stop) => stop());
}

/**
 * Address of an evidence picture, turned the right way up. It is painted with its marks, unless
 * `plain` asks for what the camera saw; it changes with the marks, so that a new picture is shown.
 */
export function picture(
  file: { id: string; marks: readonly MarkView[] },
  size: 'thumb' | 'full',
  plain = false,
): string {
  const marks = plain ? '' : `&marks=painted&v=${version(file.marks)}`;
  return `${home()}evidence/${encodeURIComponent(file.id)}?size=${size}${marks}`;
}

/** A short number that differs where marks differ. */
function version(marks: readonly MarkView[]): number {
  let sum = 0;
  for (const letter of JSON.stringify(marks)) sum = (sum * 31 + letter.charCodeAt(0)) >>> 0;
  return sum;
}

/** The PDF of a visit's minutes, as the engine would export it now. */
export function paperBytes(visit: string, version: string): Promise<Result<Uint8Array>> {
  return pdf(`paper/${encodeURIComponent(visit)}?v=${encodeURIComponent(version)}`);
}

/** One of the sealed papers of a visit, as a PDF. */
export function sealedBytes(visit: string, seal: string): Promise<Result<Uint8Array>> {
  return pdf(`paper/${encodeURIComponent(visit)}/${encodeURIComponent(seal)}`);
}

/** The PDF of a campaign's concluding notice, as it stands. */
export function noticeBytes(campaign: string, version: string): Promise<Result<Uint8Array>> {
  return pdf(`notice/${encodeURIComponent(campaign)}?v=${encodeURIComponent(version)}`);
}

/** Minutes in the layout of a campaign, as a PDF. */
export function layoutBytes(campaign: string, version: string): Promise<Result<Uint8Array>> {
  return pdf(`layout/${encodeURIComponent(campaign)}?v=${encodeURIComponent(version)}`);
}

/** The sheets of a visit to write on by hand, as a PDF. */
export function blankBytes(visit: string): Promise<Result<Uint8Array>> {
  return pdf(`blank/${encodeURIComponent(visit)}`);
}

/** The list of drawn case files to fetch, as a PDF. */
export function fetchListBytes(visit: string, sample: string): Promise<Result<Uint8Array>> {
  return pdf(`fetch/${encodeURIComponent(visit)}/${encodeURIComponent(sample)}`);
}

/** A letter of reminder as a PDF. */
export function letterBytes(
  campaign: string,
  letter: string,
  version: string,
): Promise<Result<Uint8Array>> {
  const path = `letter/${encodeURIComponent(campaign)}/${encodeURIComponent(letter)}`;
  return pdf(`${path}?v=${encodeURIComponent(version)}`);
}

async function pdf(path: string): Promise<Result<Uint8Array>> {
  try {
    const answer = await fetch(home() + path);
    if (!answer.ok) return { status: 'error', error: await refusal(answer) };
    return { status: 'ok', data: new Uint8Array(await answer.arrayBuffer()) };
  } catch (reason) {
    return { status: 'error', error: unforeseen(reason) };
  }
}

/** Asks where to write a file; `null` when the person changed their mind. */
export async function saveDialog(defaultName: string): Promise<string | null> {
  const extension = defaultName.split('.').pop() ?? '';
  return save({
    defaultPath: defaultName,
    filters: extension ? [{ name: extension.toUpperCase(), extensions: [extension] }] : [],
  });
}

/** Asks for a file on this machine, to be used where it lies; `null` when the person changed their mind. */
export function openDialog(title: string): Promise<string | null> {
  return open({ title, multiple: false, directory: false });
}

/** Makes everything in the window larger or smaller. */
export async function zoomTo(percent: number): Promise<void> {
  try {
    await invoke('plugin:webview|set_webview_zoom', { label: 'main', value: percent / 100 });
  } catch {
    // The window may not: let the page do it, with a layout a little less exact.
    document.documentElement.style.setProperty('zoom', `${percent}%`);
  }
}

/** `bienban://localhost/`, or what stands for it on Windows. */
function home(): string {
  return convertFileSrc('', 'bienban');
}

async function refusal(answer: Response): Promise<Failure> {
  const text = await answer.text();
  try {
    const told: unknown = JSON.parse(text);
    if (isFailure(told)) return told;
  } catch {
    // Not the engine's own answer: tell what came instead.
  }
  return unforeseen(text || String(answer.status));
}
