/** PDF pages on screen and on paper: read by pdf.js, which is loaded only when it is needed. */
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

type PdfJs = typeof import('pdfjs-dist/legacy/build/pdf.mjs');
export type Document = Awaited<ReturnType<PdfJs['getDocument']>['promise']>;
export type Page = Awaited<ReturnType<Document['getPage']>>;

/** CSS pixels for one PDF point at 100%. */
export const PIXELS = 96 / 72;

interface Reader {
  pdf: PdfJs;
  /** One worker for every paper; absent where workers do not start, then pdf.js reads in line. */
  worker: InstanceType<PdfJs['PDFWorker']> | undefined;
}

let loading: Promise<Reader> | undefined;

function reader(): Promise<Reader> {
  loading ??= import('pdfjs-dist/legacy/build/pdf.mjs').then(async (pdf) => {
    pdf.GlobalWorkerOptions.workerSrc = workerUrl;
    const port = await startWorker();
    // The types of pdf.js know no port, its documentation and code do.
    const given = { port: port as unknown as null };
    return { pdf, worker: port && new pdf.PDFWorker(given) };
  });
  return loading;
}

/**
 * Starts the worker ourselves: under the window's own scheme pdf.js takes our file for a foreign one
 * and wraps it into a `blob:` address, which the content security policy refuses.
 */
function startWorker(): Promise<Worker | undefined> {
  return new Promise((resolve) => {
    const port = new Worker(workerUrl, { type: 'module' });
    port.addEventListener('message', () => resolve(port), { once: true });
    port.addEventListener('error', () => resolve(undefined), { once: true });
  });
}

/** A PDF and its pages; whoever reads it lets it go by `document.loadingTask.destroy()`. */
export async function readPdf(data: Uint8Array): Promise<{ document: Document; pages: Page[] }> {
  const { pdf, worker } = await reader();
  // No WebAssembly: the content security policy allows scripts from files only.
  const task = pdf.getDocument({
    data,
    useWasm: false,
    useSystemFonts: false,
    ...(worker ? { worker } : {}),
  });
  const document = await task.promise;
  const numbers = Array.from({ length: document.numPages }, (_, at) => at + 1);
  const pages = await Promise.all(numbers.map((number) => document.getPage(number)));
  return { document, pages };
}

/** Draws a page at `scale` (CSS pixels a point, times the density of the screen). */
export async function draw(page: Page, scale: number): Promise<HTMLCanvasElement> {
  const viewport = page.getViewport({ scale });
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(viewport.width);
  canvas.height = Math.round(viewport.height);
  await page.render({ canvas, viewport }).promise;
  return canvas;
}

/** Every page for the printer: 200 dots an inch, 72 points an inch. */
export async function drawForPrint(pages: Page[]): Promise<HTMLCanvasElement[]> {
  const sheets: HTMLCanvasElement[] = [];
  for (const page of pages) sheets.push(await draw(page, 200 / 72));
  return sheets;
}
