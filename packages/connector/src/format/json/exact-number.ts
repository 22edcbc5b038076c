/**
 * The value of a number in JSON: a JavaScript number where that loses nothing, else the text. A decimal point makes it
 * text, because `12.50` would lose its last digit; so do integers beyond 2^53 and what is too large to be a number at all.
 */
export function exactNumber(source: string): number | string {
  if (source.length > longestNumber || source.includes('.')) return source
  const number = Number(source)
  return Number.isFinite(number) && (source.length <= 15 || Number.isSafeInteger(number)) ? number : source
}

/** No exact number needs so many characters, and parsing millions of digits takes the engine long. */
const longestNumber = 400
