/** Fields that may hold something unsaved. Before the store is locked, all of them are flushed. */

type Flush = () => Promise<void>;

const flushes = new Set<Flush>();

export const openFields = {
  /** Remembers how to save a field; answers how to forget it. */
  add(flush: Flush): () => void {
    flushes.add(flush);
    return () => flushes.delete(flush);
  },

  /** Saves every open field. */
  async flush(): Promise<void> {
    await Promise.all([...flushes].map((flush) => flush()));
  },
};
