import { sliceCharacters, type Work } from '../work.ts'

/**
 * The bytes of a text with line feeds for line ends, whatever was sent (XML 1.0 §2.11). Bytes without a carriage return are
 * handed back as they are. A loop over bytes, because a body of nothing else would be millions of matches for a regular
 * expression.
 */
export function* withUnixLineEnds(bytes: Uint8Array): Work<Uint8Array> {
  const first = bytes.indexOf(carriageReturn)
  if (first < 0) return bytes
  const result = new Uint8Array(bytes)
  let length = first
  for (let start = first; start < bytes.length; start += sliceBytes) {
    if (start > first) yield
    length = copyLineEnds(bytes, start, Math.min(start + sliceBytes, bytes.length), result, length)
  }
  return result.subarray(0, length)
}

/** Copying a byte is far cheaper than decoding a character. */
const sliceBytes = 16 * sliceCharacters

/** Copies from `start` to `end` behind the `length` bytes of the result; gives its new length. */
function copyLineEnds(bytes: Uint8Array, start: number, end: number, result: Uint8Array, length: number): number {
  let at = length
  for (let position = start; position < end; position++) {
    const byte = bytes[position] ?? 0
    if (byte !== carriageReturn) result[at++] = byte
    // Of the two that end a line together, the line feed stays.
    else if (bytes[position + 1] !== lineFeed) result[at++] = lineFeed
  }
  return at
}

const lineFeed = 10
const carriageReturn = 13
