import { Secret } from './secret.ts'

const strikeOut = '[secret]'
const jsonWebToken = /\beyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]*)?/g
const base64Run = /[A-Za-z0-9+/_-]{8,}={0,2}/g

/**
 * Strikes every given secret out of a text that came from elsewhere: a server's words, a cause. Finds it as it is,
 * percent- and form-encoded, escaped for JSON or HTML, and inside base64 (as Basic authentication sends it). Whatever
 * looks like a JSON web token goes too, because a server may show one that nobody else has seen yet.
 */
export function redact(text: string, secrets: readonly (string | Secret | undefined)[]): string {
  const values = secrets
    .map((value) => (value instanceof Secret ? value.reveal() : value))
    .filter((value): value is string => value !== undefined && value !== '')
  const spellings = [...new Set(values.flatMap(spellingsOf))].sort((a, b) => b.length - a.length)

  let result = text.replace(jsonWebToken, strikeOut)
  for (const spelling of spellings) result = result.replaceAll(spelling, strikeOut)
  return result.replace(base64Run, (run) => {
    const decoded = Buffer.from(run, 'base64').toString('utf8')
    return spellings.some((spelling) => decoded.includes(spelling)) ? strikeOut : run
  })
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
