import { type AlertChannelKind, type AlertChannelKindDescription, alertChannelKinds } from '@coupa-connector/protocol'
import { HubProblem } from '../basics/problem.ts'
import type { MessagingSettings } from '../context/messaging-options.ts'

/** Throws `SETTINGS_INVALID` for a secret that channels of the kind do not have, or that cannot be right. Never repeats it. */
export function checkChannelSecret(
  { allowPlainHttp }: Pick<MessagingSettings, 'allowPlainHttp'>,
  kind: AlertChannelKind,
  { field, value }: { readonly field: string; readonly value: string },
): void {
  const { secrets }: AlertChannelKindDescription = alertChannelKinds[kind]
  const names = secrets.map(({ name }) => name)
  if (!names.includes(field)) {
    const suggestion = names.length === 0 ? 'It has no secrets.' : `Its secrets are: ${names.join(', ')}.`
    throw invalid('body.field', `A channel of the kind ${kind} has no secret of this name.`, suggestion)
  }
  const given = value.trim()
  if (/[\p{Cc}]/u.test(given))
    throw invalid('body.value', 'The secret has line breaks or control characters.', 'Copy it again.')
  if (field === 'signingSecret' && !isSigningSecret(given)) {
    throw invalid(
      'body.value',
      'The signing secret is not one of Standard Webhooks.',
      'It is whsec_ and 24 to 64 random bytes in base64, as: echo whsec_$(openssl rand -base64 32)',
    )
  }
  if (field === 'url') checkSecretUrl(given, allowPlainHttp)
}

function checkSecretUrl(given: string, allowPlainHttp: boolean): void {
  const url = URL.parse(given)
  const protocols = allowPlainHttp ? ['https:', 'http:'] : ['https:']
  if (url !== null && protocols.includes(url.protocol) && url.username === '' && url.password === '') return
  throw invalid(
    'body.value',
    'The URL cannot be used.',
    'Copy the URL of the incoming webhook; it begins with https://.',
  )
}

function isSigningSecret(given: string): boolean {
  const text = given.replace(/^whsec_/, '')
  const { length } = Buffer.from(text, 'base64')
  return /^[A-Za-z0-9+/]+={0,2}$/.test(text) && length >= 24 && length <= 64
}

function invalid(field: string, message: string, suggestion: string): HubProblem {
  return new HubProblem('SETTINGS_INVALID', {
    detail: message,
    suggestion,
    fields: [{ field, message, suggestion }],
  })
}
