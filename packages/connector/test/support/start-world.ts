import { type Sandbox, type SandboxOptions, startSandbox } from '@coupa-connector/sandbox'
import { type Connection, type ConnectionOptions, createConnection, type SettingsInput } from '../../src/index.ts'
import { createLeapingClock, type LeapingClock } from './leaping-clock.ts'

export interface WorldOptions {
  readonly sandbox?: SandboxOptions
  readonly connection?: ConnectionOptions
  readonly settings?: SettingsInput
  readonly clock?: LeapingClock
}

/** An organization and a connection to it that live in the same time, which no test waits for. */
export interface World extends AsyncDisposable {
  readonly sandbox: Sandbox
  readonly connection: Connection
  readonly clock: LeapingClock
}

/** Without options: OAuth with every scope, 20 documents of a kind, no limit to the rate on either side. */
export async function startWorld({
  sandbox: given,
  connection: options,
  settings,
  clock = createLeapingClock(),
}: WorldOptions = {}): Promise<World> {
  const sandbox = await startSandbox({ records: 20, rateLimit: false, clock, ...given })
  const connection = createConnection(
    { ...signInTo(sandbox), ...settings },
    { rate: noLimit, clock, environment: {}, ...options },
  )
  return {
    sandbox,
    connection,
    clock,
    [Symbol.asyncDispose]: async () => {
      await connection.close()
      await sandbox.close()
    },
  }
}

export const noLimit = { perSecond: 10_000, burst: 10_000 } as const

/** What a person types in to connect to a sandbox. */
export function signInTo({ url, clientId, clientSecret, scope, accessTokenUrl }: Sandbox): SettingsInput {
  return { url, clientId, clientSecret, scope, accessTokenUrl }
}

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = []
  for await (const item of items) collected.push(item)
  return collected
}
