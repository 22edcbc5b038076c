import { Secret } from './secret.ts'

const strikeOut = '[secret]'
const base64Run = /[A-Za-z0-9+/_-]{8,}={0,2}/g

/** Strikes secrets out of texts. */
export type Redactor = (text: string) => string

/**
 * Strikes every given secret out of a text that came from elsewhere: a server's words, a cause. Finds it as it is,
 * percent- and form-encoded, escaped for JSON or HTML, and inside base64 (as Basic authentication sends it). Whatever
 * looks like a JSON web token goes too, because a server may show one that nobody else has seen yet.
 */
export function redact(text: string, secrets: readonly (string | Secret | undefined)[]): string {
  return createRedactor(secrets)(text)
}

/** Does what `redact` does, for many texts: working out how a secret may be spelled costs more than looking for it. */
export function createRedactor(secrets: readonly (string | Secret | undefined)[]): Redactor {
  const values = secrets
    .map((value) => (value instanceof Secret ? value.reveal() : value))
    .filter((value): value is string => value !== undefined && value !== '')
  const spellings = [...new Set(values.flatMap(spellingsOf))].sort((a, b) => b.length - a.length)
  const shortest = spellings.at(-1)?.length ?? Number.POSITIVE_INFINITY

  const withoutDecoded = (run: string): string => {
    // Three bytes in four letters; no text has more characters than bytes.
    if ((run.length * 3) / 4 < shortest) return run
    const decoded = Buffer.from(run, 'base64').toString('utf8')
    return spellings.some((spelling) => decoded.includes(spelling)) ? strikeOut : run
  }
  return (text) => {
    let result = withoutJsonWebTokens(text)
    if (result.length < shortest) return result
    for (const spelling of spellings) result = result.replaceAll(spelling, strikeOut)
    return result.replace(base64Run, withoutDecoded)
  }
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
