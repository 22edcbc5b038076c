/**
 * The position of the first character from `start` on that is none of the four blanks that JSON and XML share. A few are
 * looked at one by one; a flood of them is left to the engine.
 */
export function skipBlanks(text: string, start: number): number {
  let at = start
  for (const few = start + 64; at < few; at++) {
    const code = text.charCodeAt(at)
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return at
  }
  blanks.lastIndex = at
  blanks.test(text)
  return blanks.lastIndex
}

const blanks = /[ \n\r\t]*/y
