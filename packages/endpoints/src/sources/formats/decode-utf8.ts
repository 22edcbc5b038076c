import { InputRefusedError } from '../../contract/input-refused-error.ts'

/** The beginning of a text, and the rest of it piece by piece. */
export interface DecodedText {
  readonly hasByteOrderMark: boolean
  readonly pieces: AsyncIterable<string>
}

/**
 * Decodes UTF-8. A byte order mark is left out and told. Throws `InputRefusedError` for another encoding and for bytes of
 * zero, at once where the first bytes show it, with the line where they are found.
 */
export async function decodeUtf8(content: AsyncIterable<Uint8Array>): Promise<DecodedText> {
  const chunks = content[Symbol.asyncIterator]()
  const first = await chunks.next()
  const start: Uint8Array = first.done === true ? new Uint8Array() : first.value
  if ((start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff)) throw isUtf16()
  const other = noTexts.find(({ begins }) => begins.every((byte, place) => start[place] === byte))
  if (other !== undefined) throw isNoText(other)
  const hasByteOrderMark = start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf
  return { hasByteOrderMark, pieces: decode(start, chunks) }
}

async function* decode(start: Uint8Array, chunks: AsyncIterator<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true }) // leaves out a byte order mark
  let line = 1
  /** The bytes of a character whose rest is in the next chunk. */
  let begun: Uint8Array = new Uint8Array()
  try {
    let chunk: Uint8Array | undefined = start
    while (chunk !== undefined) {
      const zero = chunk.indexOf(0)
      if (zero >= 0) throw hasZero(line + lineEnds(chunk.subarray(0, zero)))
      let text: string
      try {
        text = decoder.decode(chunk, { stream: true })
      } catch (error) {
        throw isOther(line + lineEnds(validPart(Buffer.concat([begun, chunk]))), error)
      }
      line += lineEnds(chunk)
      begun = begunCharacter(chunk)
      if (text !== '') yield text
      const next: IteratorResult<Uint8Array> = await chunks.next()
      chunk = next.done === true ? undefined : next.value
    }
    try {
      decoder.decode()
    } catch (error) {
      throw isOther(line, error)
    }
  } finally {
    await chunks.return?.()
  }
}

function lineEnds(bytes: Uint8Array): number {
  let count = 0
  for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, at + 1)) count += 1
  return count
}

/** The bytes before the first one that is not UTF-8, found by halving. */
function validPart(bytes: Uint8Array): Uint8Array {
  let valid = 0
  for (let end = bytes.length; valid < end; ) {
    const middle = Math.ceil((valid + end) / 2)
    if (isValid(bytes.subarray(0, middle))) valid = middle
    else end = middle - 1
  }
  return bytes.subarray(0, valid)
}

function isValid(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

/** The last bytes of a chunk, where they are the beginning of a character. */
function begunCharacter(chunk: Uint8Array): Uint8Array {
  for (let length = 1; length <= Math.min(3, chunk.length); length++) {
    const byte = chunk[chunk.length - length] ?? 0
    if (byte < 0x80) break
    if (byte < 0xc0) continue
    const wanted = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    return wanted > length ? chunk.subarray(chunk.length - length) : new Uint8Array()
  }
  return new Uint8Array()
}

const remedy = 'Save it as UTF-8; Excel calls that "CSV UTF-8".'

/** What is given in place of a text most often, by its first bytes. */
const noTexts = [
  { begins: [0x50, 0x4b, 0x03, 0x04], what: 'a ZIP archive, as workbooks of Excel (.xlsx) are', remedy: saveSheet() },
  { begins: [0xd0, 0xcf, 0x11, 0xe0], what: 'a workbook of an old Excel (.xls)', remedy: saveSheet() },
  { begins: [0x1f, 0x8b], what: 'compressed with gzip', remedy: 'Uncompress it first.' },
] as const

function saveSheet(): string {
  return 'Give a text: save a sheet as "CSV UTF-8" in Excel, and take a file out of an archive.'
}

function isNoText({ what, remedy: advice }: (typeof noTexts)[number]): InputRefusedError {
  return new InputRefusedError('ENCODING', `The file is not text: it is ${what}.`, { remedy: advice })
}

function isUtf16(): InputRefusedError {
  return new InputRefusedError('ENCODING', 'The file is not UTF-8: it begins as UTF-16 does.', { remedy })
}

function isOther(line: number, cause: unknown): InputRefusedError {
  return new InputRefusedError('ENCODING', `The file is not UTF-8: line ${line} has bytes of another encoding.`, {
    remedy,
    cause,
  })
}

function hasZero(line: number): InputRefusedError {
  return new InputRefusedError(
    'ENCODING',
    `Line ${line} of the file has a byte of zero, as UTF-16 and files that are not text have them.`,
    { remedy },
  )
}
