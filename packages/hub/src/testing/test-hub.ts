import type { ConnectionType } from '@coupa-connector/protocol'
import type { HubClock } from '../basics/hub-clock.ts'
import type { HubLog } from '../basics/hub-log.ts'
import type { HubDatabase } from '../database/hub-database.ts'
import { createHub, type Hub, type HubOptions } from '../hub.ts'
import { openTestDatabase } from './database/test-database.ts'

export interface TestHub extends AsyncDisposable {
  readonly hub: Hub
  readonly database: HubDatabase
  readonly origin: string
}

/** A hub on a new test database, for requests through `hub.fetch`. */
export async function startTestHub(options: Partial<HubOptions> = {}): Promise<TestHub> {
  const database = options.database ?? (await openTestDatabase())
  const origin = options.origin ?? 'https://hub.test'
  const hub = await createHub({
    database,
    origin,
    version: '0.0.0-test',
    clock: testClock,
    log: silentLog,
    connectionType: {} as ConnectionType,
    sealer: {
      currentKeyId: 'test',
      seal: () => {
        throw new Error('no sealer')
      },
      open: () => {
        throw new Error('no sealer')
      },
      narrow: () => {
        throw new Error('no sealer')
      },
    },
    // Tests call the tasks that they are about.
    housekeeping: false,
    ...options,
    // Passwords are hashed at a cost that no test has to wait for.
    people: { passwordCost: 16, ...options.people },
  })
  return {
    hub,
    database,
    origin,
    [Symbol.asyncDispose]: async () => {
      await hub.close()
      await database.close()
    },
  }
}

const testClock: HubClock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  sleep: async (durationMs, signal) => {
    const { setTimeout: wait } = await import('node:timers/promises')
    await wait(durationMs, undefined, signal ? { signal } : {})
  },
}

const silentLog: HubLog = { debug() {}, info() {}, warn() {}, error() {} }
