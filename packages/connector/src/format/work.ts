import { setImmediate } from 'node:timers/promises'

/**
 * A computation that pauses now and then, for whoever runs it to let others have their turn. Work is made of other work
 * with `yield*`.
 */
export type Work<Result> = Generator<void, Result, void>

/**
 * How much of a text is decoded between two pauses. Of an ordinary answer that takes about half a millisecond, of the
 * worst ones that were tried eight: less than what a page of 50 full records takes in one go.
 */
export const sliceCharacters: number = 64 * 1024

/** Runs work without a pause: for what is known to be small. */
export function runAtOnce<Result>(work: Work<Result>): Result {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}

/** Runs work so that timers, sockets and other callers have their turn at each of its pauses. */
export async function runInSlices<Result>(work: Work<Result>): Promise<Result> {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
    await setImmediate()
  }
}
