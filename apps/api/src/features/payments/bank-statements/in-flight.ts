/**
 * Does the work of every item with at most `lanes` under way at once. The first failure stops the lanes after what
 * they have under way, and is thrown.
 */
export async function inFlight<Item>(items: AsyncIterable<Item>, lanes: number, work: (item: Item) => Promise<void>): Promise<void> {
  const left = items[Symbol.asyncIterator]();
  let failed = false;
  const lane = async (): Promise<void> => {
    try {
      for (let next = await left.next(); next.done !== true && !failed; next = await left.next()) await work(next.value);
    } catch (error) {
      failed = true;
      throw error;
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: lanes }, lane));
  const failure = ended.find((result) => result.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
}
