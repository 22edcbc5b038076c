import { settingInvalid } from '../contract/endpoint-error.ts'
import { type RequestSettings, readRequestSettings } from './request-settings.ts'

/** Where requests of a destination go, checked. */
export interface Receiver extends RequestSettings {
  /** The newest first. */
  readonly signingKeys: readonly Buffer[]
}

/** Throws `SETTING_INVALID` for what no request could be sent with. */
export function readReceiver(settings: Readonly<Record<string, string>>): Receiver {
  const example = 'https://receiver.example.com/path'
  const read = readRequestSettings(settings, { what: 'receiver', example })
  const { signingSecret = '', previousSigningSecret = '' } = settings
  return {
    ...read,
    signingKeys: ['signingSecret', 'previousSigningSecret'].flatMap((field) => readKey(field, settings[field])),
    secrets: [signingSecret, previousSigningSecret, ...read.secrets].filter((text) => text !== ''),
  }
}

function readKey(field: string, secret: string | undefined): readonly Buffer[] {
  if (secret === undefined) return []
  const [, encoded] = secret.trim().match(/^whsec_([A-Za-z0-9+/]+={0,2})$/) ?? []
  const key = Buffer.from(encoded ?? '', 'base64')
  if (key.length >= 24 && key.length <= 64) return [key]
  throw settingInvalid(
    field,
    `${field} is not a secret of Standard Webhooks.`,
    'Write whsec_ and 24 to 64 random bytes in Base64: echo "whsec_$(openssl rand -base64 32)".',
  )
}
