/**
 * The bytes of a text with line feeds for line ends, whatever was sent (XML 1.0 §2.11). Bytes without a carriage return are
 * handed back as they are. One loop over bytes, because a body of nothing else would be millions of matches for a
 * regular expression.
 */
export function withUnixLineEnds(bytes: Uint8Array): Uint8Array {
  const first = bytes.indexOf(carriageReturn)
  if (first < 0) return bytes
  const result = Uint8Array.from(bytes)
  let length = first
  for (let at = first; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (byte !== carriageReturn) result[length++] = byte
    // Of the two that end a line together, the line feed stays.
    else if (bytes[at + 1] !== lineFeed) result[length++] = lineFeed
  }
  return result.subarray(0, length)
}

const lineFeed = 10
const carriageReturn = 13
