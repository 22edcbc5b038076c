/** Somebody who is told of an abort. */
export interface AbortWaiter {
  handleEvent(): void
}

/** Tells those who wait of the abort of their signal. */
export interface AbortWatch {
  add(signal: AbortSignal, waiter: AbortWaiter): void
  remove(signal: AbortSignal, waiter: AbortWaiter): void
}

/**
 * One listener for all that wait on the same signal, as the pages of one read do: listeners of an `EventTarget` are dear
 * enough to show in the profile of a page.
 */
export function createAbortWatch(): AbortWatch {
  const groups = new WeakMap<AbortSignal, AbortGroup>()
  return {
    add: (signal, waiter) => {
      let group = groups.get(signal)
      if (group === undefined) {
        group = new AbortGroup()
        groups.set(signal, group)
      }
      if (group.waiters.size === 0) signal.addEventListener('abort', group)
      group.waiters.add(waiter)
    },
    remove: (signal, waiter) => {
      const group = groups.get(signal)
      if (group?.waiters.delete(waiter) && group.waiters.size === 0) signal.removeEventListener('abort', group)
    },
  }
}

class AbortGroup implements AbortWaiter {
  readonly waiters = new Set<AbortWaiter>()

  handleEvent(): void {
    for (const waiter of [...this.waiters]) waiter.handleEvent()
  }
}
