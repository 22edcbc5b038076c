import type { CoupaRecord } from '../format/coupa-record.ts'
import type { Checkpoint } from './pages/checkpoint.ts'
import type { Receipt } from './pages/receipt.ts'
import type { Page, ReadProgress, ReadSession } from './read-session.ts'

/**
 * The records of a read, once: `for await (const record of stream)`, or `stream.pages()` for the same in pages. Nothing
 * is requested before the first one is asked for. Leaving the loop ends all requests in flight.
 */
export class RecordStream<T = CoupaRecord> implements AsyncIterable<T> {
  /**
   * Settles when the read ends: complete, at the limit, or because the loop was left. Rejects with what the loop threw when
   * reading failed. Ignoring it is safe.
   */
  readonly receipt: Promise<Receipt>
  readonly #session: ReadSession
  readonly #settle: PromiseWithResolvers<Receipt>
  #isStarted = false
  /** Records of the page in hand that the consumer is done with. */
  #taken = 0
  #heldRecords = 0
  /** How many records of it the consumer holds now: one, or all. */
  #inHand = 0

  constructor(session: ReadSession) {
    this.#session = session
    this.#settle = Promise.withResolvers<Receipt>()
    this.receipt = this.#settle.promise
    this.receipt.catch(() => {})
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<T> {
    this.#start()
    return this.#records()
  }

  /** The records in pages of up to 50, for sinks that work in batches. */
  pages(): AsyncIterableIterator<Page<T>> {
    this.#start()
    const iterator: AsyncIterableIterator<Page<T>> = {
      next: async () => {
        const page = await this.#nextPage()
        return page === undefined ? { done: true, value: undefined } : { done: false, value: page }
      },
      return: async () => {
        await this.#stop()
        return { done: true, value: undefined }
      },
      [Symbol.asyncIterator]: () => iterator,
    }
    return iterator
  }

  /**
   * The records as an array, which holds all of them in memory: at most `limit`, where reading stops. Default: the limit
   * of the query; throws `TypeError` where neither has one.
   */
  async toArray({ limit = this.#session.limit }: { limit?: number | undefined } = {}): Promise<T[]> {
    if (limit === undefined || !(limit > 0)) {
      throw new TypeError(`toArray needs a limit above 0, here or in the query, and got ${limit}`)
    }
    const records: T[] = []
    for await (const page of this.pages()) {
      for (const record of page.records) {
        if (records.length < limit) records.push(record)
      }
      if (records.length >= limit) break
    }
    return records
  }

  /**
   * Where the read stands: what was delivered before the record or page in hand, which counts as delivered when the next
   * one is asked for. A consumer that is done with what it holds says so with `includingCurrent`.
   */
  checkpoint({ includingCurrent = false }: { includingCurrent?: boolean } = {}): Checkpoint {
    const current = includingCurrent ? this.#inHand : 0
    return this.#session.checkpoint(Math.min(this.#heldRecords, this.#taken + current))
  }

  /** How far the read has come, with an estimate of the rest. */
  progress(): ReadProgress {
    const progress = this.#session.progress()
    return { ...progress, records: progress.records + this.#taken }
  }

  #start(): void {
    if (this.#isStarted) throw new TypeError('A read can be iterated once; start another one')
    this.#isStarted = true
  }

  async #nextPage(): Promise<Page<T> | undefined> {
    try {
      this.#taken = 0
      this.#heldRecords = 0
      // The caller vouches for T; what is checked is what the wire says.
      const page = (await this.#session.nextPage()) as Page<T> | undefined
      this.#heldRecords = page?.records.length ?? 0
      this.#inHand = this.#heldRecords
      if (page === undefined) this.#settle.resolve(this.#session.receipt())
      return page
    } catch (error) {
      this.#settle.reject(error)
      throw error
    }
  }

  async #stop(): Promise<void> {
    await this.#session.stop()
    this.#settle.resolve(this.#session.receipt())
  }

  /** Written by hand: inside a page a record costs one resolved promise. */
  #records(): AsyncIterableIterator<T> {
    let records: readonly T[] = []
    let index = 0
    let isDone = false
    /** The last fetch of a page, so that calls that do not wait for each other stay in order. */
    let fetching: Promise<unknown> | undefined

    const take = (): Promise<IteratorResult<T>> => {
      if (isDone) return Promise.resolve({ done: true, value: undefined })
      if (index < records.length) {
        this.#taken = index
        this.#inHand = 1
        return Promise.resolve({ done: false, value: records[index++] as T })
      }
      return inOrder(advance())
    }
    const inOrder = (result: Promise<IteratorResult<T>>): Promise<IteratorResult<T>> => {
      fetching = result
      const clear = () => {
        if (fetching === result) fetching = undefined
      }
      result.then(clear, clear)
      return result
    }
    const advance = async (): Promise<IteratorResult<T>> => {
      try {
        const page = await this.#nextPage()
        records = page?.records ?? []
        index = Math.min(1, records.length)
        isDone = page === undefined
        this.#inHand = index
        return isDone ? { done: true, value: undefined } : { done: false, value: records[0] as T }
      } catch (error) {
        isDone = true
        throw error
      }
    }
    const iterator: AsyncIterableIterator<T> = {
      next: () => (fetching === undefined ? take() : inOrder(fetching.then(take, take))),
      return: async () => {
        isDone = true
        await this.#stop()
        return { done: true, value: undefined }
      },
      [Symbol.asyncIterator]: () => iterator,
    }
    return iterator
  }
}
