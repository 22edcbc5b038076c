import type { Dispatcher } from 'undici'
import type { AbortWatch } from './abort-watch.ts'
import { DecompressionError, decompress, decompressStream } from './decompress.ts'
import { type ExchangePhase, type NetworkFault, networkError, toNetworkError } from './network-failure.ts'
import type { TransportRequest, TransportResponse } from './transport.ts'

export interface ExchangeLimits {
  /** 0 means none. */
  readonly totalMs: number
  /** For `bytes()`, when the request names no limit of its own. */
  readonly maxBytes: number
  readonly aborts: AbortWatch
}

/** How much of a body is buffered before anybody asks for it, or while its reader is slow. */
const highWaterBytes = 256 * 1024

/** Of an ordinary answer a chunk is what the network brings at once, some kilobytes: a page has a few. */
const maxLooseChunks = 1024

/**
 * One request and its response, as undici's handler. It goes `waiting` (queued, or its connection is being made) →
 * `sent` (undici begins to write it) → `receiving` (the final status is there) → `complete` or `failed`, and never back.
 * The step to `sent` is what makes `delivery: 'not-sent'` provable: undici announces it right before the first byte.
 *
 * A handler of our own instead of undici's `request` saves its stream and tells that step; an abort or a timeout ends
 * the wait at once, also while a connection is still being made.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly #request: TransportRequest
  readonly #limits: ExchangeLimits
  #phase: ExchangePhase | 'complete' | 'failed' = 'waiting'
  #failure: Error | undefined
  #controller: Dispatcher.DispatchController | undefined
  #timer: NodeJS.Timeout | undefined
  #resolveHead: ((response: TransportResponse) => void) | undefined
  #rejectHead: ((error: Error) => void) | undefined
  #headers: Record<string, string> = {}
  #chunks: Buffer[] = []
  /** How many of the chunks are joined ones. */
  #joined = 0
  /** Of the body as it is on the wire. */
  #receivedBytes = 0
  #bufferedBytes = 0
  #maxBytes: number
  #reader: 'none' | 'bytes' | 'stream' = 'none'
  #wakeReader: (() => void) | undefined
  #paused = false

  constructor(request: TransportRequest, limits: ExchangeLimits) {
    this.#request = request
    this.#limits = limits
    this.#maxBytes = request.maxResponseBytes ?? Number.POSITIVE_INFINITY
  }

  /** Whether nothing of the request has been written yet. */
  get isWaiting(): boolean {
    return this.#phase === 'waiting'
  }

  /** Sends by `dispatch` and resolves when the response's headers are there. */
  run(dispatch: (handler: Exchange) => void): Promise<TransportResponse> {
    return new Promise((resolve, reject) => {
      this.#resolveHead = resolve
      this.#rejectHead = reject
      const { signal } = this.#request
      if (signal !== undefined) this.#limits.aborts.add(signal, this)
      if (this.#limits.totalMs > 0) this.#timer = setTimeout(onTotalTimeout, this.#limits.totalMs, this)
      dispatch(this)
    })
  }

  /** The signal aborted: its own reason, unchanged. */
  handleEvent(): void {
    this.#abort(this.#request.signal?.reason)
  }

  expire(): void {
    this.#abort(
      this.#error('total-timeout', `it took longer than ${this.#limits.totalMs} ms`, { limitMs: this.#limits.totalMs }),
    )
  }

  /** Gives the request up for a reason of the caller, such as a body that could not be produced. */
  abandon(error: Error): void {
    this.#abort(error)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#phase === 'failed') {
      controller.abort(this.#failure ?? new Error('The request was given up'))
      return
    }
    this.#controller = controller
    this.#phase = 'sent'
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: IncomingHeaders): void {
    if (status < 200 || this.#phase !== 'sent') return
    this.#phase = 'receiving'
    this.#headers = joinValues(headers)
    this.#resolveHead?.({
      status,
      headers: this.#headers,
      bytes: () => this.#bytes(),
      stream: () => this.#stream(),
    })
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#phase !== 'receiving') return
    this.#receivedBytes += chunk.length
    this.#chunks.push(chunk)
    if (this.#receivedBytes > this.#maxBytes) {
      this.#abort(this.#tooLarge())
      return
    }
    if (this.#reader === 'bytes') {
      this.#joinChunks()
      return
    }
    this.#bufferedBytes += chunk.length
    if (this.#bufferedBytes >= highWaterBytes) {
      this.#paused = true
      controller.pause()
    }
    this.#wake()
  }

  onResponseEnd(): void {
    if (this.#phase !== 'receiving') return
    this.#phase = 'complete'
    this.#release()
    this.#wake()
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, error: Error): void {
    if (this.#phase === 'complete' || this.#phase === 'failed') return
    this.#fail(toNetworkError(error, this.#request, this.#phase))
  }

  async #bytes(): Promise<Buffer> {
    this.#claim('bytes')
    if (this.#maxBytes === Number.POSITIVE_INFINITY) this.#maxBytes = this.#limits.maxBytes
    if (this.#phase === 'receiving' || this.#phase === 'complete') this.#checkLength()
    this.#resume()
    while (this.#phase === 'receiving') await this.#progress()
    if (this.#phase === 'failed') throw this.#failure
    const [first] = this.#chunks
    const body = this.#chunks.length === 1 && first ? first : Buffer.concat(this.#chunks, this.#receivedBytes)
    this.#chunks = []
    const encoding = this.#headers['content-encoding']
    if (encoding === undefined) return body
    try {
      return await decompress(body, encoding, this.#maxBytes)
    } catch (error) {
      throw this.#decompressionFailure(error)
    }
  }

  #stream(): AsyncIterable<Uint8Array> {
    this.#claim('stream')
    const encoding = this.#headers['content-encoding']
    return encoding === undefined ? this.#pieces() : this.#decompressedPieces(encoding)
  }

  async *#pieces(): AsyncIterable<Uint8Array> {
    // From here on the reader sets the pace. Only the limit between two pieces remains.
    clearTimeout(this.#timer)
    try {
      for (;;) {
        if (this.#phase === 'failed') throw this.#failure
        const chunk = this.#chunks.shift()
        if (chunk) {
          this.#bufferedBytes -= chunk.length
          if (this.#bufferedBytes < highWaterBytes) this.#resume()
          yield chunk
        } else if (this.#phase === 'complete') return
        else await this.#progress()
      }
    } finally {
      // The loop was left, so nobody wants the rest, and the connection cannot be reused before it has arrived.
      if (this.#phase === 'receiving') this.#abort(new Error('The reader left'))
    }
  }

  async *#decompressedPieces(encoding: string): AsyncIterable<Uint8Array> {
    let total = 0
    try {
      for await (const piece of decompressStream(this.#pieces(), encoding)) {
        total += piece.length
        if (total > this.#maxBytes) throw this.#tooLarge()
        yield piece
      }
    } catch (error) {
      throw this.#decompressionFailure(error)
    } finally {
      if (this.#phase === 'receiving') this.#abort(new Error('The reader left'))
    }
  }

  /** A body may arrive byte by byte, and a one-byte chunk takes a hundred bytes. Many chunks are merged into one. */
  #joinChunks(): void {
    if (this.#chunks.length - this.#joined < maxLooseChunks) return
    this.#chunks.push(Buffer.concat(this.#chunks.splice(this.#joined)))
    this.#joined++
  }

  #claim(reader: 'bytes' | 'stream'): void {
    if (this.#reader !== 'none') throw new TypeError('The body of a response can be read only once')
    this.#reader = reader
  }

  /** Refuses a body that announces too great a length, or has already exceeded the limit. */
  #checkLength(): void {
    const announced = Number(this.#headers['content-length'] ?? 0)
    if (announced > this.#maxBytes || this.#receivedBytes > this.#maxBytes) this.#abort(this.#tooLarge())
  }

  #resume(): void {
    if (!this.#paused) return
    this.#paused = false
    this.#controller?.resume()
  }

  #progress(): Promise<void> {
    return new Promise((resolve) => {
      this.#wakeReader = resolve
    })
  }

  #wake(): void {
    const wake = this.#wakeReader
    this.#wakeReader = undefined
    wake?.()
  }

  /** Fails for a reason of ours, and tells undici to drop the connection. */
  #abort(reason: Error): void {
    if (this.#phase === 'failed') return
    const wasComplete = this.#phase === 'complete'
    this.#fail(reason)
    if (!wasComplete) this.#controller?.abort(reason)
  }

  #fail(error: Error): void {
    this.#phase = 'failed'
    this.#failure = error
    this.#chunks = []
    this.#release()
    // Has no effect once the head has arrived; the reader then finds the failure.
    this.#rejectHead?.(error)
    this.#wake()
  }

  #release(): void {
    clearTimeout(this.#timer)
    const { signal } = this.#request
    if (signal !== undefined) this.#limits.aborts.remove(signal, this)
  }

  #tooLarge(): Error {
    const limitBytes = this.#maxBytes
    return this.#error('too-large', `the answer is longer than ${limitBytes} bytes`, { limitBytes })
  }

  #decompressionFailure(error: unknown): unknown {
    if (!(error instanceof DecompressionError)) return error
    switch (error.reason) {
      case 'too-large':
        return this.#tooLarge()
      case 'truncated':
        return this.#error('truncated', error.message)
      default:
        return this.#error('protocol', error.message)
    }
  }

  #error(failure: NetworkFault['failure'], explanation: string, evidence?: NetworkFault['evidence']): Error {
    const phase = this.#phase === 'complete' || this.#phase === 'failed' ? 'receiving' : this.#phase
    return networkError(this.#request, phase, { failure, explanation, evidence })
  }
}

type IncomingHeaders = Record<string, string | string[] | undefined>

function onTotalTimeout(exchange: Exchange): void {
  exchange.expire()
}

/** undici makes these headers anew for each response, so they are joined in place. */
function joinValues(headers: IncomingHeaders): Record<string, string> {
  for (const name in headers) {
    const value = headers[name]
    if (typeof value !== 'string') headers[name] = value?.join(', ') ?? ''
  }
  return headers as Record<string, string>
}
