import { decodedTexts } from './decoded-text.ts'
import { Secret } from './secret.ts'
import { createSecretFinder, type Found, joined } from './secret-finder.ts'

const strikeOut = '[secret]'
const base64Run = /[A-Za-z0-9+/_-]{8,}={0,2}/g
const hexRun = /[0-9a-f]{2}(?:[:-]?[0-9a-f]{2}){5,}/gi

/** Strikes secrets out of texts. */
export type Redactor = (text: string) => string

/**
 * Strikes every given secret out of a text that came from elsewhere: a server's words, a cause. Finds it as it is,
 * percent-encoded, form-encoded, escaped for JSON or HTML, also twice or in part, in other case, in hexadecimal digits and
 * inside base64 (as Basic authentication sends it), and any 12 characters of it in a row. Whatever looks like a JSON web
 * token goes too, because a server may show one that nobody else has seen yet.
 */
export function redact(text: string, secrets: readonly (string | Secret | undefined)[]): string {
  return createRedactor(secrets)(text)
}

export interface RedactorOptions {
  /**
   * Whether a text is one of our own words. A secret that is one is left alone: striking it out would spoil our sentences
   * and confirm a guess. Default: nothing is.
   */
  readonly isOurs?: ((text: string) => boolean) | undefined
}

/** Does what `redact` does, for many texts: working out how a secret may be spelled costs more than looking for it. */
export function createRedactor(
  secrets: readonly (string | Secret | undefined)[],
  { isOurs = () => false }: RedactorOptions = {},
): Redactor {
  const values = secrets
    .map((value) => (value instanceof Secret ? value.reveal() : value))
    .filter((value): value is string => value !== undefined && value !== '' && !isOurs(value))
  const spellings = [...new Set(values.flatMap(spellingsOf))].sort((a, b) => b.length - a.length)
  const shortest = Math.min(12, spellings.at(-1)?.length ?? Number.POSITIVE_INFINITY)
  const find = createSecretFinder(values, isOurs)

  const isTelling = (decoded: string): boolean =>
    spellings.some((spelling) => decoded.includes(spelling)) || find(decoded).length > 0
  const withoutBase64 = (run: string): string => {
    // Three bytes in four letters; no text has more characters than bytes.
    if ((run.length * 3) / 4 < shortest) return run
    return isTelling(Buffer.from(run, 'base64').toString('utf8')) ? strikeOut : run
  }
  const withoutHex = (run: string): string =>
    isTelling(Buffer.from(run.replace(/[^0-9a-f]/gi, ''), 'hex').toString('utf8')) ? strikeOut : run
  return (text) => {
    let result = withoutJsonWebTokens(text)
    if (values.length === 0 || result.length < shortest) return result
    for (const spelling of spellings) result = result.replaceAll(spelling, strikeOut)
    const decoded = /[%&\\]/.test(result) ? decodedTexts(result) : []
    const hidden = decoded.flatMap(({ text: plain, starts }) =>
      find(plain).map(([start, end]): Found => [starts[start] ?? 0, starts[end] ?? 0]),
    )
    result = withoutFound(result, hidden.length === 0 ? find(result) : joined([...find(result), ...hidden]))
    return result.replace(hexRun, withoutHex).replace(base64Run, withoutBase64)
  }
}

function withoutFound(text: string, found: readonly Found[]): string {
  let result = ''
  let from = 0
  for (const [start, end] of found) {
    result += text.slice(from, start) + strikeOut
    from = end
  }
  return result + text.slice(from)
}

/**
 * A text without what looks like a JSON web token: `eyJ…`, a dot, and more. It goes from one row of letters to the next; a
 * regular expression would look at the rest of a row again from each `eyJ` in it.
 */
function withoutJsonWebTokens(text: string): string {
  let result = ''
  let from = 0
  for (let mark = text.indexOf('eyJ'); mark >= 0; ) {
    const headerEnd = endOfLetters(text, mark)
    const start = text[headerEnd] === '.' ? startOfToken(text, mark, headerEnd) : -1
    let end = endOfLetters(text, headerEnd + 1)
    if (start < 0 || end === headerEnd + 1) end = headerEnd
    else {
      if (text[end] === '.') end = endOfLetters(text, end + 1)
      result += text.slice(from, start) + strikeOut
      from = end
    }
    mark = text.indexOf('eyJ', end)
  }
  return result + text.slice(from)
}

/** Where in a row of letters a token's header begins: `eyJ`, not inside a word, and five letters more; -1 if nowhere. */
function startOfToken(text: string, mark: number, rowEnd: number): number {
  for (let start = mark; start >= 0 && start + 'eyJ'.length + 5 <= rowEnd; start = text.indexOf('eyJ', start + 1)) {
    if (start === 0 || !/\w/.test(text.charAt(start - 1))) return start
  }
  return -1
}

const tokenLetters = /[\w-]*/y

function endOfLetters(text: string, start: number): number {
  tokenLetters.lastIndex = start
  tokenLetters.test(text)
  return tokenLetters.lastIndex
}

function spellingsOf(value: string): string[] {
  const percent = encodeURIComponent(value.toWellFormed())
  const form = new URLSearchParams({ v: value }).toString().slice('v='.length)
  const json = JSON.stringify(value).slice(1, -1)
  return [value, percent, form, json, escapeHtml(value), percent.replace(/%../g, lower), form.replace(/%../g, lower)]
}

function lower(text: string): string {
  return text.toLowerCase()
}

function escapeHtml(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
