import type { Clock } from '../runtime/clock.ts'

/** The records that a writer made lately: a look-up for another record must not take one of them for it. */
export interface OwnRecords {
  add(path: string, id: number | string | undefined): void
  has(path: string, id: number | string): boolean
}

// A look-up reaches back to its own creation, which is at most minutes; at 25 calls a second that is a few thousand records.
const keptMs = 15 * 60_000
const keptRecords = 20_000

export function createOwnRecords(clock: Clock): OwnRecords {
  const addedAtMs = new Map<string, number>()
  const prune = () => {
    const oldestMs = clock.monotonicMs() - keptMs
    for (const [key, atMs] of addedAtMs) {
      if (atMs >= oldestMs && addedAtMs.size <= keptRecords) return
      addedAtMs.delete(key)
    }
  }
  return {
    add: (path, id) => {
      if (id === undefined) return
      addedAtMs.set(`${path}/${id}`, clock.monotonicMs())
      prune()
    },
    has: (path, id) => addedAtMs.has(`${path}/${id}`),
  }
}
