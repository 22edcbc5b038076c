import { setImmediate } from 'node:timers/promises'

/**
 * A computation that pauses from time to time, so that whoever runs it can give others their turn. Work is composed of other
 * work with `yield*`.
 */
export type Work<Result> = Generator<void, Result, void>

/**
 * How much of a text is decoded between two pauses: as much as an ordinary page of 50 records has. Such a slice took 2 ms
 * of JSON and 3 ms of XML on a machine that other work kept busy.
 */
export const sliceCharacters: number = 64 * 1024

/** Runs work without a pause: for what is known to be small. */
export function runAtOnce<Result>(work: Work<Result>): Result {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}

/** Runs work so that timers, sockets and other callers get their turn at each of its pauses. */
export async function runInSlices<Result>(work: Work<Result>): Promise<Result> {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
    await setImmediate()
  }
}
