/** Lines of text as UTF-8. */
export interface LineBuffer {
  add(line: string): void
  bytes(): Uint8Array
}

const firstBytes = 65_536
/** A unit of a text has at most so many bytes. */
const mostBytesOfUnit = 3
const lineEnd = 0x0a

/**
 * Writes each line into the bytes at once. A text of megabytes that grows by lines keeps each of them until it is encoded, and
 * is in memory three times then.
 */
export function createLineBuffer(): LineBuffer {
  let buffer = Buffer.allocUnsafe(firstBytes)
  let length = 0
  return {
    add: (line) => {
      const needed = length + mostBytesOfUnit * line.length + 1
      if (needed > buffer.length) {
        const larger = Buffer.allocUnsafe(Math.max(needed, 2 * buffer.length))
        buffer.copy(larger, 0, 0, length)
        buffer = larger
      }
      length += buffer.write(line, length)
      buffer[length] = lineEnd
      length += 1
    },
    bytes: () => buffer.subarray(0, length),
  }
}
