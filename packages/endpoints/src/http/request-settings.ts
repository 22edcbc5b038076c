import { settingInvalid } from '../contract/endpoint-error.ts'

/** Where requests go and what each of them carries, checked. */
export interface RequestSettings {
  readonly url: URL
  /** The URL without what may be secret in it. */
  readonly name: string
  readonly headers: Readonly<Record<string, string>>
  readonly timeoutMs: number
  /** Texts that no message may contain. */
  readonly secrets: readonly string[]
}

/** What is at the other end, for messages. */
export interface OtherEnd {
  readonly what: 'receiver' | 'source'
  readonly example: string
}

/** Throws `SETTING_INVALID` for what no request could be sent with. */
export function readRequestSettings(settings: Readonly<Record<string, string>>, other: OtherEnd): RequestSettings {
  const url = readUrl(settings, other)
  const { bearerToken, headerName, headerValue, timeoutSeconds = '' } = settings
  if ((headerName === undefined) !== (headerValue === undefined)) {
    throw settingInvalid('headerName', 'Only one of headerName and headerValue is set.', 'Set both or neither.')
  }
  if (headerName !== undefined && !/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(headerName)) {
    throw settingInvalid(
      'headerName',
      `headerName is "${headerName}", which is not a name of a header.`,
      'Write X-Api-Key, for example.',
    )
  }
  if (/^(?:content-(?:type|length)|host|connection|transfer-encoding|webhook-.*)$/i.test(headerName ?? '')) {
    throw settingInvalid(
      'headerName',
      `headerName is "${headerName}", which each request has already.`,
      'Choose another header.',
    )
  }
  for (const [field, value] of Object.entries({ headerValue, bearerToken })) {
    if (value === undefined || /^[\t\x20-\x7e]+$/.test(value)) continue
    throw settingInvalid(
      field,
      `${field} has characters that no header can carry.`,
      'Leave out line ends and special characters.',
    )
  }
  const seconds = Number(timeoutSeconds)
  if (!(seconds >= 1 && seconds <= 600)) {
    throw settingInvalid('timeoutSeconds', `timeoutSeconds is "${timeoutSeconds}".`, 'Write a number from 1 to 600.')
  }
  return {
    url,
    name: `${url.origin}${url.pathname}`,
    headers: {
      ...(bearerToken === undefined ? {} : { authorization: `Bearer ${bearerToken}` }),
      ...(headerName === undefined || headerValue === undefined ? {} : { [headerName.toLowerCase()]: headerValue }),
    },
    timeoutMs: seconds * 1000,
    secrets: [bearerToken, headerValue, url.search.slice(1)].filter(
      (text): text is string => text !== undefined && text !== '',
    ),
  }
}

function readUrl(
  { url: text = '', allowInsecure }: Readonly<Record<string, string>>,
  { what, example }: OtherEnd,
): URL {
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw settingInvalid('url', `url is not the address of a ${what}.`, `Write ${example}.`)
  }
  if (url.username !== '' || url.password !== '') {
    throw settingInvalid(
      'url',
      'url has a user or a password in it.',
      'Remove them, and set bearerToken or headerValue.',
    )
  }
  const isLoopback = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname)
  if (url.protocol === 'http:' && !isLoopback && allowInsecure !== 'true') {
    throw settingInvalid(
      'url',
      `url begins with http, which ${what === 'receiver' ? 'sends' : 'brings'} records without encryption.`,
      'Use https, or set allowInsecure to true.',
    )
  }
  return url
}
