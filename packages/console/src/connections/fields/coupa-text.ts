import { splitScopes } from './scope-text.ts'

/** What could be read from a text that was copied from Coupa's page of an OAuth client, or from a mail about it. */
export interface CoupaText {
  readonly url?: string
  readonly accessTokenUrl?: string
  readonly clientId?: string
  readonly clientSecret?: string
  readonly scope?: string
}

/** Labels before a value, as Coupa, mails, environment files and JSON write them. The longer ones come first. */
const labels = {
  clientSecret: /(?:oauth\s+)?(?:client[\s_-]*secret|secret)/,
  clientId: /(?:oauth\s+)?(?:client[\s_-]*id(?:entifier)?|identifier)/,
} as const

/**
 * Reads the settings of a connection from a text, in whatever order they are: addresses by their form, scopes by their names,
 * id and secret by the label before them or, without any, by their lengths: Coupa's secrets are the longer.
 */
export function readCoupaText(text: string): CoupaText {
  const addresses = [...text.matchAll(/https?:\/\/[^\s"'<>,;)]+/gi)].map(([address]) => address.replace(/[.:]+$/, ''))
  const tokenUrl = addresses.find((address) => /\/oauth2\/token\b/i.test(address))
  const other = addresses.find((address) => address !== tokenUrl) ?? bareHost(text)
  const origin = originOf(other) ?? originOf(tokenUrl)
  const scopes = [...new Set(text.match(/\b(?:core|custom|integration|login|treasury)\.[a-z][\w.]*\w/gi) ?? [])]
  const rest = addresses.reduce((left, address) => left.replaceAll(address, ' '), text)
  const clientSecret = labelled(rest, labels.clientSecret)
  const clientId = labelled(rest, labels.clientId)
  const loose = looseTokens(rest).filter((token) => token !== clientId && token !== clientSecret)
  const [shorter, longer] = loose.toSorted((a, b) => a.length - b.length)
  return withoutEmpty({
    url: origin === undefined ? undefined : `${origin}/api`,
    accessTokenUrl: tokenUrl ?? (origin === undefined ? undefined : `${origin}/oauth2/token`),
    clientId: clientId ?? (clientSecret === undefined && longer === undefined ? undefined : shorter),
    clientSecret: clientSecret ?? (clientId === undefined ? longer : shorter),
    scope: scopes.length === 0 ? undefined : splitScopes(scopes.join(' ')).join(' '),
  })
}

/** `acme.coupahost.com` without a scheme. */
function bareHost(text: string): string | undefined {
  const host = /\b[a-z\d][a-z\d-]*\.(?:coupahost|coupacloud|coupa)\.(?:com|cn|eu)\b/i.exec(text)?.[0]
  return host === undefined ? undefined : `https://${host}`
}

function originOf(address: string | undefined): string | undefined {
  return address === undefined ? undefined : (URL.parse(address)?.origin ?? undefined)
}

/** The value behind a label: after a colon, an equals sign or a line break, with or without quotation marks. */
function labelled(text: string, label: RegExp): string | undefined {
  const found = new RegExp(`${label.source}["']?\\s*[:=\\s]\\s*["']?([\\w.~+/=-]{6,})`, 'i').exec(text)
  return found?.[1]
}

/** Words that look made up by a machine: long, and of letters and digits. */
function looseTokens(text: string): readonly string[] {
  return [...new Set(text.match(/[A-Za-z\d_-]{20,}/g) ?? [])].filter((word) => /\d/.test(word) && /[A-Za-z]/.test(word))
}

function withoutEmpty(found: { readonly [Key in keyof CoupaText]: string | undefined }): CoupaText {
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined))
}
