/** What a keystroke costs, measured inside the page in the same way whatever the page is. */
import type { CDPSession, Page } from '@playwright/test';

/** Milliseconds of each keystroke, in order. */
export interface Spans {
  /** From the moment the browser took the key until the frame with the letter was handed on. */
  paint: number[];
  /** What of that was work: handling the key, and making the frame; not the wait for its turn. */
  work: number[];
}

interface Metered {
  spans: Spans;
}

/** Runs in the page before anything else. */
function install(): void {
  const spans: Spans = { paint: [], work: [] };
  Object.assign(globalThis, { spans });
  let pressed = 0;
  addEventListener('keydown', (event) => (pressed = event.timeStamp), true);
  // Last of all that hear it; what the others put off to the end of their turn has run by now.
  addEventListener('input', (event) => {
    if ((event as InputEvent).inputType !== 'insertText') return;
    const from = pressed;
    const handled = performance.now() - from;
    requestAnimationFrame(() => {
      const began = performance.now();
      const { port1, port2 } = new MessageChannel();
      // A message that is sent before the frame is made arrives after it.
      port1.onmessage = () => {
        const now = performance.now();
        spans.paint.push(now - from);
        spans.work.push(handled + now - began);
        port1.close();
      };
      port2.postMessage(null);
    });
  });
}

/** A page whose keystrokes are measured. */
export class Meter {
  readonly page: Page;
  readonly #cdp: CDPSession;

  private constructor(page: Page, cdp: CDPSession) {
    this.page = page;
    this.#cdp = cdp;
  }

  static async on(page: Page): Promise<Meter> {
    await page.addInitScript(install);
    const cdp = await page.context().newCDPSession(page);
    // Time that the thread was running, not time that others had the processor.
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    return new Meter(page, cdp);
  }

  /** Milliseconds of processor time the page's main thread has had. */
  async spent(): Promise<number> {
    const { metrics } = await this.#cdp.send('Performance.getMetrics');
    const tasks = metrics.find((one) => one.name === 'TaskDuration');
    return 1000 * (tasks?.value ?? 0);
  }

  /** What was measured since the last call. */
  take(): Promise<Spans> {
    return this.page.evaluate(() => {
      const { spans } = globalThis as unknown as Metered;
      const taken = { paint: spans.paint, work: spans.work };
      spans.paint = [];
      spans.work = [];
      return taken;
    });
  }
}
