import { createHmac } from 'node:crypto'
import type { AlertChannelKind } from '@coupa-connector/protocol'
import type { MessagingSettings } from '../../context/messaging-options.ts'
import { mailText } from './mail-text.ts'
import type { OutgoingMessage } from './message-content.ts'
import { type JsonRequest, postJson } from './post-json.ts'
import { SendError } from './send-error.ts'
import { sendMail } from './send-mail.ts'
import { teamsBody } from './teams-card.ts'
import { pagerDutyBody, slackBody, webhookBody } from './webhook-bodies.ts'

/** A channel with its secrets opened, for as long as a message is being sent. */
export interface OpenChannel {
  readonly kind: AlertChannelKind
  readonly settings: Readonly<Record<string, string>>
  readonly secrets: Readonly<Record<string, string>>
}

const pagerDutyUrl = 'https://events.pagerduty.com/v2/enqueue'

/** Sends a message to a channel. Throws a `SendError` when it was not taken. */
export async function sendToChannel(
  messaging: MessagingSettings,
  channel: OpenChannel,
  message: OutgoingMessage,
  { nowMs, signal }: { readonly nowMs: number; readonly signal: AbortSignal },
): Promise<void> {
  const { kind, settings, secrets } = channel
  if (kind === 'email') {
    const to = recipientsOf(settings.recipients ?? '')
    return await sendMail(messaging.mail, { id: message.id, to, ...mailText(message) })
  }
  await postJson(messaging, { ...requestOf(kind, settings, secrets, message, nowMs), signal })
}

/** The addresses of a setting. */
export function recipientsOf(text: string): readonly string[] {
  return text
    .split(/[,;\s]+/)
    .map((address) => address.trim())
    .filter((address) => address !== '')
}

function requestOf(
  kind: Exclude<AlertChannelKind, 'email'>,
  settings: OpenChannel['settings'],
  secrets: OpenChannel['secrets'],
  message: OutgoingMessage,
  nowMs: number,
): Omit<JsonRequest, 'signal'> {
  if (kind === 'slack') {
    return { url: checkedUrl(secrets.url), body: JSON.stringify(slackBody(message)), headers: {} }
  }
  if (kind === 'teams') {
    return { url: checkedUrl(secrets.url), body: JSON.stringify(teamsBody(message)), headers: {} }
  }
  if (kind === 'pagerduty') {
    const body = JSON.stringify(pagerDutyBody(message, secrets.routingKey ?? ''))
    return { url: settings.url || pagerDutyUrl, body, headers: {} }
  }
  const body = JSON.stringify(webhookBody(message))
  const timestamp = String(Math.floor(nowMs / 1000))
  const { signingSecret, bearerToken } = secrets
  return {
    url: checkedUrl(settings.url),
    body,
    headers: {
      'webhook-id': message.id,
      'webhook-timestamp': timestamp,
      ...(signingSecret === undefined
        ? {}
        : { 'webhook-signature': signatureOf(`${message.id}.${timestamp}.${body}`, signingSecret) }),
      ...(bearerToken === undefined ? {} : { authorization: `Bearer ${bearerToken}` }),
    },
  }
}

/** As Standard Webhooks says: HMAC-SHA-256 under the key that the secret holds in base64. */
function signatureOf(signed: string, secret: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`
}

function checkedUrl(url: string | undefined): string {
  if (url !== undefined && URL.canParse(url)) return url
  throw new SendError('The URL of the channel is missing or is not an address. Set it again.', { isFinal: true })
}
