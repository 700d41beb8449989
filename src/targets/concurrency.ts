/**
 * The results of an asynchronous function for every item, in their order, at most `limit` of them under way at a time. An item that only
 * waits may leave its place to the next one before it is done.
 * When one fails no other is begun, and those under way are waited for, so that nothing happens after the failure is known.
 */
export async function eachOf<T, R>(
  items: readonly T[],
  limit: number,
  run: (item: T, leave: () => void) => Promise<R>,
): Promise<R[]> {
  const results = new Array<R>(items.length);
  const failures: unknown[] = [];
  const rest = items.entries();
  const workers: Promise<void>[] = [];
  const worker = async (): Promise<void> => {
    for (const [index, item] of rest) {
      if (failures.length > 0) return;
      let hasLeft = false;
      const leave = () => {
        if (!hasLeft) workers.push(worker());
        hasLeft = true;
      };
      try {
        results[index] = await run(item, leave);
      } catch (error) {
        failures.push(error);
      }
      if (hasLeft) return;
    }
  };
  while (workers.length < Math.min(limit, items.length)) workers.push(worker());
  // Grows meanwhile; workers do not fail.
  for (const each of workers) await each;
  if (failures.length > 0) throw failures[0];
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
