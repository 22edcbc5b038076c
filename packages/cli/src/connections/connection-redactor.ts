import type { Connection } from '@coupa-connector/connector'
import { createRedactor } from '@coupa-connector/connector/internals'

/** Strikes the secrets of a connection out of a text that leaves. */
export function connectionRedactor({ settings }: Connection): (text: string) => string {
  return createRedactor([settings.authenticationType === 'api-key' ? settings.token : settings.clientSecret])
}
