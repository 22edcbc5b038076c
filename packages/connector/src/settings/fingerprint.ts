import { createHash, createHmac } from 'node:crypto'
import type { Settings } from './settings.ts'

/**
 * A stable hash over everything in the settings that takes effect, the secret included: it tells whether a test result
 * still belongs to the settings. Safe to store: the secret is the key of an HMAC-SHA-256 over the rest and cannot be
 * read back. 64 hexadecimal digits.
 */
export function settingsFingerprint(settings: Settings): string {
  const [key, effective] =
    settings.authenticationType === 'oauth2'
      ? [
          settings.clientSecret,
          [
            'oauth2',
            settings.url,
            settings.clientId,
            settings.scopes,
            settings.accessTokenUrl,
            settings.clientAuthentication,
          ],
        ]
      : [settings.token, ['api-key', settings.url]]
  return createHmac('sha256', `coupa-connector settings 1\n${key.reveal()}`)
    .update(JSON.stringify(effective))
    .digest('hex')
}

/**
 * Under which key a connection's token is cached: any change of the settings gives another key, so that a token never
 * serves settings it was not issued for, and connections never share one. Fit for a file name.
 */
export function tokenCacheKey(connectionId: string, settings: Settings): string {
  const connection = createHash('sha256').update(connectionId).digest('hex').slice(0, 16)
  return `${connection}-${settingsFingerprint(settings)}`
}
