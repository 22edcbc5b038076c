/** Nobody corrects more at once, and each takes a look through all names that could be meant. */
const mostProblems = 100

/** What is wrong with things, up to a hundred faults: a definition with thousands is answered as soon as any other. */
export function firstProblems<Item, Problem>(
  items: Iterable<Item>,
  check: (item: Item) => readonly Problem[],
): readonly Problem[] {
  const problems: Problem[] = []
  for (const item of items) {
    if (problems.length >= mostProblems) break
    problems.push(...check(item))
  }
  return problems.slice(0, mostProblems)
}
