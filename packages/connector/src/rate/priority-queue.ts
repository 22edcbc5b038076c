import type { Permit, Priority } from './permit.ts'

/** Somebody who waits for a permit. */
export interface Waiter {
  readonly priority: Priority
  /** Monotonic time at which the wait began. */
  readonly sinceMs: number
  readonly longestPauseMs: number
  grant(permit: Permit): void
  refuse(reason: unknown): void
}

/** Two queues, each first in, first out. Interactive waiters go first, but not forever. */
export interface PriorityQueue {
  readonly size: number
  add(waiter: Waiter): void
  remove(waiter: Waiter): void
  /** Removes and returns whose turn it is. */
  take(): Waiter | undefined
  takeWhere(matches: (waiter: Waiter) => boolean): readonly Waiter[]
}

/** While both lanes wait, every fifth turn is a bulk one: 5 of 25 a second keep a long read moving. */
const interactiveTurnsInARow = 4

/** Sets keep the order of arrival and lose a waiter in the middle at no cost. */
export function createPriorityQueue(): PriorityQueue {
  const interactive = new Set<Waiter>()
  const bulk = new Set<Waiter>()
  let turnsInARow = 0
  const laneOf = (waiter: Waiter) => (waiter.priority === 'bulk' ? bulk : interactive)

  return {
    get size() {
      return interactive.size + bulk.size
    },
    add: (waiter) => void laneOf(waiter).add(waiter),
    remove: (waiter) => void laneOf(waiter).delete(waiter),
    take: () => {
      const isBulkTurn = interactive.size === 0 || (bulk.size > 0 && turnsInARow >= interactiveTurnsInARow)
      turnsInARow = isBulkTurn || bulk.size === 0 ? 0 : turnsInARow + 1
      const priority = isBulkTurn ? bulk : interactive
      const [next] = priority
      if (next) priority.delete(next)
      return next
    },
    takeWhere: (matches) => {
      const taken = [...interactive, ...bulk].filter(matches)
      for (const waiter of taken) laneOf(waiter).delete(waiter)
      return taken
    },
  }
}
