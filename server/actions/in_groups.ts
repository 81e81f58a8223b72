/**
 * Does the same work for many, some of them at a time: 500 endpoints of one request, each asked for at once, are more searches than
 * the indexer's queue takes (1,000 for each node), and it refuses them with 429 (measured on OpenSearch 2.19).
 * @returns the results in the order of the items
 */
export async function inGroups<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Result>
): Promise<Result[]> {
  const results: Result[] = [];
  for (let at = 0; at < items.length; at += atOnce) {
    results.push(...(await Promise.all(items.slice(at, at + atOnce).map(work))));
  }
  return results;
}
