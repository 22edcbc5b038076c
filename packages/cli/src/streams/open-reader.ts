import type { Connection } from '@coupa-connector/connector'
import { connectionFields } from '@coupa-connector/connector/internals'
import type { Log } from '@coupa-connector/connector/plugins'
import type { Context } from '../command/context.ts'
import { connect, rateOf } from '../connections/connect.ts'
import type { ReaderOptions } from './reader-fields.ts'
import { credentialsGroup, type ReaderSettings } from './reader-settings.ts'
import { listStreams, type Stream } from './stream.ts'

/** An organization and the streams that can be read of it. */
export interface Reader extends AsyncDisposable {
  readonly connection: Connection
  readonly options: ReaderOptions
  readonly streams: readonly Stream[]
  /** Host of the organization. */
  readonly organization: string
}

/** Makes the connection; nothing is sent yet. Throws `SettingsError` with every bad field. */
export async function openReader(
  { connection: settings, options }: ReaderSettings,
  context: Context,
  log: Log | undefined,
): Promise<Reader> {
  const { nestedRecords, requestsPerSecond } = options
  const connection = await connect({ name: undefined, settings }, context, {
    ...(log === undefined ? {} : { log }),
    ...(requestsPerSecond === undefined ? {} : { rate: rateOf(requestsPerSecond) }),
  })
  for (const { message } of connection.notices) log?.warn({}, message)
  const scopes = connection.settings.authenticationType === 'oauth2' ? connection.settings.scopes : undefined
  return {
    connection,
    options,
    streams: listStreams({ nestedRecords, scopes }),
    organization: new URL(connection.settings.url).host,
    [Symbol.asyncDispose]: () => connection.close(),
  }
}

/** The secrets in a configuration, checked or not, so that they can be struck out of what is said about it. */
export function secretsIn(configuration: unknown): readonly string[] {
  const group: unknown = Object(configuration)[credentialsGroup]
  const secret = connectionFields.filter(({ isSecret }) => isSecret)
  return [configuration, group].flatMap((part) =>
    secret.flatMap(({ name }) => {
      const value: unknown = Object(part)[name]
      return typeof value === 'string' && value.trim() !== '' ? [value.trim()] : []
    }),
  )
}
