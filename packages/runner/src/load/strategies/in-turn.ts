/** Does work on one document after what is under way on it. */
export async function inTurn<Result>(
  turns: Map<string, Promise<unknown>>,
  name: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const before = turns.get(name)
  const mine = (async () => {
    await before?.catch(() => {})
    return await work()
  })()
  turns.set(name, mine)
  try {
    return await mine
  } finally {
    if (turns.get(name) === mine) turns.delete(name)
  }
}
