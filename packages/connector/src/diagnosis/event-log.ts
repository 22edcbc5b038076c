/** Keeps the events, so that a listener who starts late hears everything from the beginning. */
export interface EventLog<Event> extends AsyncIterable<Event> {
  add(event: Event): void
  /** Lets every listener finish. */
  close(): void
}

/** For logs of a few dozen entries: nothing is ever dropped. */
export function createEventLog<Event>(): EventLog<Event> {
  const events: Event[] = []
  let isClosed = false
  let changed = Promise.withResolvers<void>()

  function wake(): void {
    changed.resolve()
    changed = Promise.withResolvers()
  }

  return {
    add(event) {
      events.push(event)
      wake()
    },
    close() {
      isClosed = true
      wake()
    },
    async *[Symbol.asyncIterator]() {
      for (let next = 0; ; ) {
        const event = events[next]
        if (event !== undefined) {
          next++
          yield event
        } else if (isClosed) return
        else await changed.promise
      }
    },
  }
}
