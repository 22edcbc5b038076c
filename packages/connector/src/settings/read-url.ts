import type { FieldReader, FieldReading } from './field-reading.ts'
import { likelyServiceUrl, likelyTokenUrl } from './likely-url.ts'
import { isLoopbackHost } from './loopback-host.ts'

/**
 * The service root: https, or http to this machine; trailing slashes go; user info, query and fragment
 * are refused. A missing `/api` is pointed out and not repaired, because a proxy may serve the API under another path.
 */
export const readServiceUrl: FieldReader = (text, { label }) => {
  const reading = readUrl(text, label, '/api', likelyServiceUrl)
  if ('message' in reading) return reading
  const suggestedValue = likelyServiceUrl(reading.value)
  if (/\/api$/.test(reading.value) || suggestedValue === undefined) return reading
  const message = `${label} does not end in /api; the service is probably ${suggestedValue}.`
  return { ...reading, notices: [{ kind: 'url-without-api', message, suggestedValue }] }
}

/** The token endpoint: the same rules, with any path. */
export const readAccessTokenUrl: FieldReader = (text, { label }) => {
  const reading = readUrl(text, label, '/oauth2/token', likelyTokenUrl)
  if ('message' in reading) return reading
  const { pathname } = new URL(reading.value)
  const suggestedValue = likelyTokenUrl(reading.value)
  if (suggestedValue === undefined || suggestedValue === reading.value) return reading
  const what = pathname === '/' ? 'has no path' : 'is not a token endpoint'
  const message = `${label} ${what}; the token endpoint is probably ${suggestedValue}.`
  return { ...reading, notices: [{ kind: 'token-url-without-path', message, suggestedValue }] }
}

/** An address for a message: without user info and the values of a query, where secrets hide. */
export function withoutCredentials(text: string): string {
  return text.replace(/^([a-z][a-z\d+.-]*:)?([\\/]*)[^\\/?#]*@/i, '$1$2').replace(/[?#].*$/s, '')
}

/** What is refused is answered with the address that was probably meant, right to its end, so that one change is enough. */
function readUrl(
  text: string,
  label: string,
  usualPath: string,
  likely: (text: string) => string | undefined,
): FieldReading {
  const example = `https://name.coupahost.com${usualPath}`
  const meant = likely(text)
  const refuse = (reason: string, suggestion: string, suggestedValue?: string): FieldReading => ({
    message: `${label} ${reason}.`,
    suggestion,
    ...(suggestedValue === undefined ? {} : { suggestedValue }),
  })

  if (/[{}<>]|%7b|%3c/i.test(text)) {
    return refuse('contains a placeholder', `Put the name of your organization in its place, as in ${example}.`)
  }
  if (/[\s\p{Cc}\p{Cf}]/u.test(text)) {
    const reason = 'contains a space, a line break or an invisible character'
    return refuse(reason, `Give one address: ${meant ?? example}`, meant)
  }
  const scheme = /^([a-z][a-z\d+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase()
  if (scheme === undefined) {
    return refuse('does not begin with https://', `Give the whole address: ${meant ?? example}`, meant)
  }
  if (scheme !== 'https' && scheme !== 'http') {
    return refuse(`begins with ${scheme}://, but only https:// is possible`, `Give an address such as ${example}.`)
  }
  const authority = /^[^:]+:\/\/([^/\\?#]*)/.exec(text)?.[1] ?? ''
  if (authority.includes('@')) {
    return refuse('contains a user name or password', `Remove the part before the @: ${meant ?? example}`, meant)
  }
  if (/[?#]/.test(text)) {
    return refuse('contains a query or a fragment', `End it before that: ${meant ?? example}`, meant)
  }
  if (authority === '' || text.includes('\\') || !URL.canParse(text)) {
    return refuse('is not an address with a host', `Give an address such as ${example}.`)
  }
  const url = new URL(text)
  if (scheme === 'http' && !isLoopbackHost(url.hostname)) {
    const reason = 'begins with http://, which would show the credentials to the network'
    return refuse(reason, `Use https: ${meant ?? example}`, meant)
  }
  return { value: url.href.replace(/\/+$/, '') }
}
