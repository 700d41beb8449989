/** The results of an asynchronous function for every item, in their order, at most `limit` of them under way at a time. */
export async function eachOf<T, R>(items: readonly T[], limit: number, run: (item: T) => Promise<R>): Promise<R[]> {
  const results = new Array<R>(items.length);
  const rest = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of rest) results[index] = await run(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
}

/** Queues by name: work of one name runs one after the other, work of different names does not wait. */
export class Queues {
  private readonly tails = new Map<string, Promise<unknown>>();

  async run<R>(name: string, work: () => Promise<R>): Promise<R> {
    const before = this.tails.get(name);
    const mine = (before ?? Promise.resolve()).then(work, work);
    this.tails.set(name, mine);
    try {
      return await mine;
    } finally {
      if (this.tails.get(name) === mine) this.tails.delete(name);
    }
  }
}
