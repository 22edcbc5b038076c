export interface MapInOrderOptions<Output> {
  /** How many works run side by side. */
  readonly concurrency: number
  readonly signal?: AbortSignal | undefined
  /** Asked of every output as it comes: true lets no further input start. */
  readonly isLast?: ((output: Output) => boolean) | undefined
}

/** Outputs that may wait for an earlier one, by the works that run side by side: enough that one slow work stops nobody. */
const windowFactor = 8

/**
 * Works on inputs side by side and gives the outputs in the order of the inputs. Memory is bounded: inputs are taken as
 * works and waiting outputs leave room, and not while the consumer holds the loop. `work` must not reject.
 *
 * After an abort no further input starts, what has started is delivered, and then the signal's own reason is thrown; when
 * the inputs themselves fail, it is the same with their error. Leaving the loop waits for what has started, so that nothing
 * goes on behind the caller's back.
 */
export async function* mapInOrder<Input, Output>(
  inputs: Iterable<Input> | AsyncIterable<Input>,
  work: (input: Input, index: number) => Promise<Output>,
  { concurrency, signal, isLast = () => false }: MapInOrderOptions<Output>,
): AsyncGenerator<Output> {
  const iterator = Symbol.asyncIterator in inputs ? inputs[Symbol.asyncIterator]() : inputs[Symbol.iterator]()
  const queue: Slot<Output>[] = []
  let running = 0
  let started = 0
  let isPulling = false
  let end: { readonly error?: unknown } | undefined
  let wake = () => {}

  const start = (input: Input) => {
    const slot: Slot<Output> = { output: undefined }
    queue.push(slot)
    running++
    void work(input, started++).then((output) => {
      slot.output = { value: output }
      running--
      if (isLast(output)) end ??= {}
      wake()
    })
  }
  const pull = async () => {
    isPulling = true
    try {
      const next = await iterator.next()
      if (next.done) end ??= {}
      else if (end === undefined) start(next.value)
    } catch (error) {
      end ??= { error }
    }
    isPulling = false
    wake()
  }
  const onAbort = () => {
    end ??= { error: signal?.reason }
    wake()
  }
  if (signal?.aborted) onAbort()
  signal?.addEventListener('abort', onAbort, { once: true })

  try {
    for (;;) {
      const head = queue[0]?.output
      if (head !== undefined) {
        queue.shift()
        yield head.value
        continue
      }
      if (end !== undefined && queue.length === 0) break
      if (end === undefined && !isPulling && running < concurrency && queue.length < concurrency * windowFactor)
        void pull()
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
    if (end !== undefined && 'error' in end) throw end.error
  } finally {
    end ??= {}
    signal?.removeEventListener('abort', onAbort)
    while (running > 0) {
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
    // Not waited for: a source that is still making its next input would hold the caller here.
    void Promise.resolve(iterator.return?.()).catch(() => {})
  }
}

interface Slot<Output> {
  output: { readonly value: Output } | undefined
}
