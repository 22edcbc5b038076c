import type { FieldReader, FieldReading } from './field-reading.ts'
import { isLoopbackHost } from './loopback-host.ts'

/**
 * The service root: https, or http to this machine; trailing slashes go; user info, query and fragment
 * are refused. A missing `/api` is pointed out and not repaired, because a proxy may serve the API under another path.
 */
export const readServiceUrl: FieldReader = (text, { label }) => {
  const reading = readUrl(text, label, '/api')
  if ('message' in reading || /\/api$/.test(reading.value)) return reading
  const suggestedValue = withApi(reading.value)
  const message = `${label} does not end in /api; the service is probably ${suggestedValue}.`
  return { ...reading, notices: [{ kind: 'url-without-api', message, suggestedValue }] }
}

/** The token endpoint: the same rules, with any path. */
export const readAccessTokenUrl: FieldReader = (text, { label }) => {
  const reading = readUrl(text, label, '/oauth2/token')
  if ('message' in reading || new URL(reading.value).pathname !== '/') return reading
  const suggestedValue = `${reading.value}/oauth2/token`
  const message = `${label} has no path; the token endpoint is probably ${suggestedValue}.`
  return { ...reading, notices: [{ kind: 'token-url-without-path', message, suggestedValue }] }
}

/** An address for a message: without user info and the values of a query, where secrets hide. */
export function withoutCredentials(text: string): string {
  return text.replace(/^([a-z][a-z\d+.-]*:)?([\\/]*)[^\\/?#]*@/i, '$1$2').replace(/[?#].*$/s, '')
}

function readUrl(text: string, label: string, usualPath: string): FieldReading {
  const refuse = (reason: string, suggestion: string, suggestedValue?: string): FieldReading => ({
    message: `${label} ${reason}.`,
    suggestion,
    ...(suggestedValue !== undefined && URL.canParse(suggestedValue) ? { suggestedValue } : {}),
  })
  const example = `https://name.coupahost.com${usualPath}`

  if (/[\s\p{Cc}\p{Cf}]/u.test(text)) {
    return refuse('contains a blank, a line break or an invisible character', `Give one address such as ${example}.`)
  }
  const scheme = /^([a-z][a-z\d+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase()
  if (scheme === undefined) {
    const rest = withoutCredentials(text).replace(/^(?:https?:)?[\\/]*/i, '')
    const completed = URL.canParse(`https://${rest}`) ? `https://${rest}` : undefined
    return refuse('does not begin with https://', `Give the whole address: ${completed ?? example}`, completed)
  }
  if (scheme !== 'https' && scheme !== 'http') {
    return refuse(`begins with ${scheme}://, but only https:// is possible`, `Give an address such as ${example}.`)
  }
  const authority = /^[^:]+:\/\/([^/\\?#]*)/.exec(text)?.[1] ?? ''
  if (authority.includes('@')) {
    const remaining = withoutCredentials(text)
    return refuse('contains a user name or password', `Take out what stands before the @: ${remaining}`, remaining)
  }
  if (/[?#]/.test(text)) {
    const remaining = withoutCredentials(text)
    return refuse('contains a query or a fragment', `End it before that: ${remaining}`, remaining)
  }
  if (authority === '' || text.includes('\\') || !URL.canParse(text)) {
    return refuse('is not an address with a host', `Give an address such as ${example}.`)
  }
  const url = new URL(text)
  if (scheme === 'http' && !isLoopbackHost(url.hostname)) {
    const secured = text.replace(/^http/i, 'https')
    return refuse(
      'begins with http://, which would show the credentials to the network',
      `Use https: ${secured}`,
      secured,
    )
  }
  return { value: url.href.replace(/\/+$/, '') }
}

/** What stands before and at an `api` segment, whatever its case, else the address with `/api` added. */
function withApi(value: string): string {
  const { origin, pathname } = new URL(value)
  const before = /^(.*?)\/api(?:\/|$)/i.exec(pathname)?.[1]
  return before === undefined ? `${origin}${pathname.replace(/\/+$/, '')}/api` : `${origin}${before}/api`
}
