/** Puppets for tests. Never imported by what ships. */
import { clearMocks, mockIPC } from '@tauri-apps/api/mocks';

type Reply = (args: Record<string, unknown>) => unknown;

/** One call that reached the puppet. */
export interface Call {
  command: string;
  args: Record<string, unknown>;
}

/**
 * Puts a puppet behind the door: each command (by its engine name, `set_verdict`) answers as told.
 * A reply that throws or rejects is a failure. Answers the list of calls, which grows.
 */
export function engineSays(replies: Record<string, Reply>): Call[] {
  const calls: Call[] = [];
  mockIPC(async (command, payload) => {
    const args = (payload ?? {}) as Record<string, unknown>;
    calls.push({ command, args });
    const reply = replies[command];
    if (!reply) return Promise.reject(`nobody plays ${command}`);
    return reply(args);
  });
  return calls;
}

/** A reply that refuses with a code. */
export function refuses(code: string, message: string): Reply {
  return () => Promise.reject({ code, message });
}

/** Takes the puppet away; call it after each test that used one. */
export function engineLeaves(): void {
  clearMocks();
}
