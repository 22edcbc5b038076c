import { pipeline, Readable, type Transform } from 'node:stream'
import { promisify } from 'node:util'
import {
  brotliDecompress,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  gunzip,
  inflate,
  inflateRaw,
} from 'node:zlib'
import { errorCode } from './connect-failure.ts'

/** What `Accept-Encoding` offers: exactly what can be undone here. */
export const acceptedEncodings = 'gzip, deflate, br'

/** How a body could not be decompressed. */
export type DecompressionFailure = 'truncated' | 'too-large' | 'invalid' | 'unknown-encoding'

export class DecompressionError extends Error {
  readonly reason: DecompressionFailure

  constructor(reason: DecompressionFailure, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'DecompressionError'
    this.reason = reason
  }
}

/**
 * Undoes a `Content-Encoding`, the last one applied first. A result longer than `maxBytes` is refused before it is produced, so
 * that a small body cannot fill the memory. Throws a `DecompressionError`.
 */
export async function decompress(body: Buffer, contentEncoding: string, maxBytes: number): Promise<Buffer> {
  let current = body
  // Nothing was encoded where there is nothing, as with status 204.
  if (current.length === 0) return current
  for (const encoding of encodingsOf(contentEncoding)) {
    try {
      current = await decompressors[encoding](current, { maxOutputLength: maxBytes })
    } catch (error) {
      throw decompressionError(error, encoding)
    }
  }
  return current
}

/** As `decompress`, piece by piece and without a limit. */
export async function* decompressStream(
  source: AsyncIterable<Uint8Array>,
  contentEncoding: string,
): AsyncIterable<Uint8Array> {
  const encodings = encodingsOf(contentEncoding)
  const iterator = source[Symbol.asyncIterator]()
  try {
    const first = await iterator.next()
    if (first.done) return
    const stages = encodings.map((encoding) => createStage(encoding, first.value))
    const [last] = stages.slice(-1)
    let failure: { stage: Transform | undefined; error: unknown } | undefined
    const input = Readable.from(resume(first.value, iterator), { objectMode: false })
    for (const stage of stages) stage.once('error', (error) => (failure ??= { stage, error }))
    input.once('error', (error) => (failure ??= { stage: undefined, error }))
    if (!last) {
      yield* input
      return
    }
    pipeline([input, ...stages], () => {})
    try {
      yield* last
    } catch (error) {
      if (failure && failure.stage === undefined) throw failure.error
      throw decompressionError(failure?.error ?? error, contentEncoding)
    }
  } finally {
    await iterator.return?.()
  }
}

type Encoding = 'gzip' | 'deflate' | 'br'

const decompressors = {
  gzip: promisify(gunzip),
  br: promisify(brotliDecompress),
  deflate: (body: Buffer, options: { maxOutputLength: number }) =>
    (hasZlibHeader(body) ? inflateAsync : inflateRawAsync)(body, options),
} satisfies Record<Encoding, (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>>

const inflateAsync = promisify(inflate)
const inflateRawAsync = promisify(inflateRaw)

function createStage(encoding: Encoding, firstPiece: Uint8Array): Transform {
  switch (encoding) {
    case 'gzip':
      return createGunzip()
    case 'br':
      return createBrotliDecompress()
    case 'deflate':
      return hasZlibHeader(firstPiece) ? createInflate() : createInflateRaw()
  }
}

/** `deflate` should have a zlib header (RFC 9110 §8.4.1.2), but some servers send it bare. */
function hasZlibHeader(body: Uint8Array): boolean {
  return ((body[0] ?? 0) & 0x0f) === 8
}

/** More than a few layers is nobody's honest answer. */
const maxLayers = 3

function encodingsOf(contentEncoding: string): readonly Encoding[] {
  const names = contentEncoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity')
  if (names.length > maxLayers)
    throw new DecompressionError('unknown-encoding', 'the body is compressed too many times')
  return names.reverse().map((name) => {
    if (name === 'gzip' || name === 'x-gzip') return 'gzip'
    if (name === 'deflate' || name === 'br') return name
    throw new DecompressionError('unknown-encoding', `the body is encoded as ${name}, which was not asked for`)
  })
}

async function* resume(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncIterable<Uint8Array> {
  yield first
  for (;;) {
    const next = await rest.next()
    if (next.done) return
    yield next.value
  }
}

function decompressionError(error: unknown, encoding: string): DecompressionError {
  switch (errorCode(error)) {
    case 'ERR_BUFFER_TOO_LARGE':
      return new DecompressionError('too-large', 'the decompressed answer is too large', { cause: error })
    case 'Z_BUF_ERROR':
      return new DecompressionError('truncated', 'the compressed answer was cut off', { cause: error })
    default:
      return new DecompressionError('invalid', `the answer is not valid ${encoding}`, { cause: error })
  }
}
