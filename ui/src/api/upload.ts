/** Bytes on their way into the engine: raw, in pieces, so that there is a progress and a way out. */
import { invoke } from '@tauri-apps/api/core';

/** Bytes of one piece. */
const PIECE = 1 << 20;

interface Wishes {
  /** Told after each piece: how many bytes are over. */
  onprogress?: (bytes: number) => void;
  /** Stops before the next piece. */
  signal?: AbortSignal;
}

/** A name for a file on its way that no other file has. */
export function uploadName(): string {
  return crypto.randomUUID();
}

/** Hands a file over under `name`. Throws what stops it: a failure of the engine, or an abort. */
export async function upload(name: string, file: Blob, wishes: Wishes = {}): Promise<void> {
  for (let at = 0; at < file.size; at += PIECE) {
    wishes.signal?.throwIfAborted();
    const piece = new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer());
    await invoke('upload', piece, { headers: { upload: name } });
    wishes.onprogress?.(Math.min(at + PIECE, file.size));
  }
}
