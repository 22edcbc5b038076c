import { InputRefusedError } from '../../contract/input-refused-error.ts'

/** The beginning of a text, and the rest of it piece by piece. */
export interface DecodedText {
  readonly hasByteOrderMark: boolean
  readonly pieces: AsyncIterable<string>
}

/**
 * Decodes UTF-8. A byte order mark is left out and told. Throws `InputRefusedError` for another encoding, at once where the
 * first bytes show it.
 */
export async function decodeUtf8(content: AsyncIterable<Uint8Array>): Promise<DecodedText> {
  const chunks = content[Symbol.asyncIterator]()
  const first = await chunks.next()
  const start: Uint8Array = first.done === true ? new Uint8Array() : first.value
  if ((start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff)) throw notUtf8('UTF-16')
  const hasByteOrderMark = start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf
  return { hasByteOrderMark, pieces: decode(start, chunks) }
}

async function* decode(start: Uint8Array, chunks: AsyncIterator<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true }) // leaves out a byte order mark
  let bytes = 0
  try {
    let chunk: Uint8Array | undefined = start
    while (chunk !== undefined) {
      const text = decoder.decode(chunk, { stream: true })
      bytes += chunk.length
      if (text !== '') yield text
      const next: IteratorResult<Uint8Array> = await chunks.next()
      chunk = next.done === true ? undefined : next.value
    }
    const rest = decoder.decode()
    if (rest !== '') yield rest
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw notUtf8(`something else, after byte ${bytes}`, error)
  } finally {
    await chunks.return?.()
  }
}

function notUtf8(found: string, cause?: unknown): InputRefusedError {
  return new InputRefusedError('ENCODING', `The file is not UTF-8: it is ${found}.`, {
    remedy: 'Save it as UTF-8.',
    cause,
  })
}
