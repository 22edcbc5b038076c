import { EndpointError } from '../contract/endpoint-error.ts'

/** Where requests go, checked. */
export interface Receiver {
  readonly url: URL
  /** The URL without what may be secret in it. */
  readonly name: string
  /** The newest first. */
  readonly signingKeys: readonly Buffer[]
  readonly headers: Readonly<Record<string, string>>
  readonly timeoutMs: number
  /** Texts that no message may contain. */
  readonly secrets: readonly string[]
}

/** Throws `SETTING_INVALID` for what no request could be sent with. */
export function readReceiver(settings: Readonly<Record<string, string>>): Receiver {
  const url = readUrl(settings)
  const { bearerToken, headerName, headerValue, timeoutSeconds = '' } = settings
  if ((headerName === undefined) !== (headerValue === undefined)) {
    throw invalid('headerName', 'Only one of headerName and headerValue is set.', 'Set both or neither.')
  }
  if (headerName !== undefined && !/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(headerName)) {
    throw invalid(
      'headerName',
      `headerName is "${headerName}", which is no name of a header.`,
      'Write X-Api-Key, for example.',
    )
  }
  if (/^(?:content-(?:type|length)|host|connection|transfer-encoding|webhook-.*)$/i.test(headerName ?? '')) {
    throw invalid(
      'headerName',
      `headerName is "${headerName}", which each request has already.`,
      'Choose another header.',
    )
  }
  for (const [field, value] of Object.entries({ headerValue, bearerToken })) {
    if (value === undefined || /^[\t\x20-\x7e]+$/.test(value)) continue
    throw invalid(
      field,
      `${field} has characters that no header can carry.`,
      'Leave out line ends and special characters.',
    )
  }
  const seconds = Number(timeoutSeconds)
  if (!(seconds >= 1 && seconds <= 600)) {
    throw invalid('timeoutSeconds', `timeoutSeconds is "${timeoutSeconds}".`, 'Write a number from 1 to 600.')
  }
  return {
    url,
    name: `${url.origin}${url.pathname}`,
    signingKeys: ['signingSecret', 'previousSigningSecret'].flatMap((field) => readKey(field, settings[field])),
    headers: {
      ...(bearerToken === undefined ? {} : { authorization: `Bearer ${bearerToken}` }),
      ...(headerName === undefined || headerValue === undefined ? {} : { [headerName.toLowerCase()]: headerValue }),
    },
    timeoutMs: seconds * 1000,
    secrets: [
      settings.signingSecret,
      settings.previousSigningSecret,
      bearerToken,
      headerValue,
      url.search.slice(1),
    ].filter((text) => text !== undefined && text !== '') as string[],
  }
}

function readUrl({ url: text = '', allowInsecure }: Readonly<Record<string, string>>): URL {
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw invalid('url', 'url is no address of a receiver.', 'Write https://receiver.example.com/path.')
  }
  if (url.username !== '' || url.password !== '') {
    throw invalid('url', 'url has a user or a password in it.', 'Remove them, and set bearerToken or headerValue.')
  }
  const isLoopback = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname)
  if (url.protocol === 'http:' && !isLoopback && allowInsecure !== 'true') {
    throw invalid(
      'url',
      'url begins with http, which sends records without encryption.',
      'Use https, or set allowInsecure to true.',
    )
  }
  return url
}

function readKey(field: string, secret: string | undefined): readonly Buffer[] {
  if (secret === undefined) return []
  const [, encoded] = secret.trim().match(/^whsec_([A-Za-z0-9+/]+={0,2})$/) ?? []
  const key = Buffer.from(encoded ?? '', 'base64')
  if (key.length >= 24 && key.length <= 64) return [key]
  throw invalid(
    field,
    `${field} is no secret of Standard Webhooks.`,
    'Write whsec_ and 24 to 64 random bytes in Base64: echo "whsec_$(openssl rand -base64 32)".',
  )
}

function invalid(field: string, message: string, remedy: string): EndpointError {
  return new EndpointError('SETTING_INVALID', message, { field, remedy })
}
