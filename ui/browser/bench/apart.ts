/** The built screens over the small engine in a thread of its own, as the real one has its own. */
import type { Page } from '@playwright/test';

import { engineScript } from '../support';

/** Opens the program; what the engine does costs the page no more than reading its answers. */
export async function openApart(page: Page, options: string): Promise<void> {
  const engine = `self.window = self;
${await engineScript()}
smallEngine.play(new URLSearchParams(${JSON.stringify(options)}));
const answer = (turn, done, what) => postMessage([turn, done, JSON.stringify(what ?? null)]);
onmessage = ({ data: [turn, command, args] }) =>
  window.__TAURI_INTERNALS__.invoke(command, args).then(
    (what) => answer(turn, true, what),
    (why) => answer(turn, false, why),
  );`;
  await page.addInitScript(play, engine);
  await page.goto('/');
}

/** Runs in the page: stands where the window's own border would be. */
function play(engine: string): void {
  const worker = new Worker(URL.createObjectURL(new Blob([engine])));
  const waiting = new Map<number, [(what: unknown) => void, (why: unknown) => void]>();
  worker.onmessage = ({ data }: MessageEvent<[number, boolean, string]>) => {
    const [turn, done, text] = data;
    waiting.get(turn)?.[done ? 0 : 1](JSON.parse(text));
    waiting.delete(turn);
  };
  let next = 1;
  const invoke = (command: string, args: unknown) =>
    new Promise((keep, refuse) => {
      waiting.set(next, [keep, refuse]);
      worker.postMessage([next++, command, args ?? {}]);
    });
  const convertFileSrc = (path: string, protocol: string) => `http://${protocol}.localhost/${path}`;
  Object.assign(window, { __TAURI_INTERNALS__: { invoke, convertFileSrc } });
}
