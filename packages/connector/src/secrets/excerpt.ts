import { redact } from './redact.ts'
import type { Secret } from './secret.ts'

const maxCharacters = 500

/**
 * The first 500 characters of a body for an error, with secrets struck out and
 * control characters made blanks. Striking out comes first: a cut must not leave half a secret.
 */
export function excerptOf(body: string | Uint8Array, secrets: readonly (string | Secret | undefined)[] = []): string {
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body.subarray(0, maxExcerptBytes))
  const clean = redact(text.slice(0, maxExcerptBytes), secrets)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
  return clean.length > maxCharacters ? clean.slice(0, maxCharacters).toWellFormed() : clean
}

/** Enough for the excerpt and for any secret that starts inside it; a page of megabytes is not searched whole. */
export const maxExcerptBytes: number = 64 * 1024
