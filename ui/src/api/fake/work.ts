/** The puppet engine's answers about what takes long: with `slow` in the address many rows do. */
const STEP_MS = 150;
const STEPS = 40;

const work = { slow: false, done: 0, stop: false };

export function playWork(options: URLSearchParams): void {
  work.slow = options.has('slow');
}

/** Does `act` after a while when there is much to do, unless it is stopped. */
export async function slowly<T>(much: boolean, act: () => T): Promise<T> {
  work.stop = false;
  work.done = 0;
  while (much && work.slow && work.done < STEPS) {
    await new Promise((next) => setTimeout(next, STEP_MS));
    work.done += 1;
    if (work.stop)
      throw { code: 'E-STOPPED', message: 'Đã dừng theo yêu cầu. Chưa ghi gì vào kho.' };
  }
  return act();
}

export const workCommands: Record<string, (args: never) => unknown> = {
  work_progress: () => ({ done: work.done, of: STEPS }),
  stop_work: () => {
    work.stop = true;
    return null;
  },
};
