import { stripVTControlCharacters } from 'node:util'

/**
 * Text from outside, made safe to show on a terminal: without escape sequences, other control characters and marks that
 * reverse the direction of writing. Line breaks and tabs stay.
 */
export function printable(text: string): string {
  return stripVTControlCharacters(text).replaceAll(/(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, '')
}
