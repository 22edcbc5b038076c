import { type CoupaInbox, openCoupaInbox } from '@coupa-connector/endpoints'
import type { SandboxOptions } from '@coupa-connector/sandbox'
import type { LoadRunOptions } from '../load/load-context.ts'
import { machineClock } from './invoice-run.ts'
import { createLoadWorld, type LoadWorld } from './load-world.ts'

/** A world of loads with Coupa's SFTP server, whose time passes only while a run waits. */
export interface InboxWorld extends LoadWorld {
  /** Opens the inbox of an object. */
  openInbox(object?: string): Promise<CoupaInbox>
  readonly clock: LoadRunOptions['clock']
  /** For the other end: waits pass at once, and time limits, which are a minute and longer, never come. */
  readonly endClock: LoadRunOptions['clock']
  /** Settings of the SFTP server. */
  readonly server: Readonly<Record<string, string>>
  pass(ms: number): void
  /** Names of the files that Coupa has loaded, with what it says of each. */
  loaded(): Promise<Readonly<Record<string, unknown>>[]>
}

export async function createInboxWorld(options: SandboxOptions = {}): Promise<InboxWorld> {
  let now = Date.parse('2026-05-04T10:00:00Z')
  const world = await createLoadWorld({ clock: { now: () => now }, sftp: true, records: { default: 5 }, ...options })
  const { sftp } = world.sandbox
  if (sftp === undefined) throw new TypeError('the sandbox has no SFTP server')
  const { user, password, hostKey } = sftp
  const server = { host: '127.0.0.1', port: String(sftp.port), user, password, hostKey }
  return {
    ...world,
    server,
    openInbox: async (object = 'supplier') => await openCoupaInbox(server, { object, clock: machineClock }),
    endClock: {
      ...machineClock,
      now: () => now,
      sleep: async (ms, signal) => {
        if (ms >= 60_000) await machineClock.sleep(ms, signal)
        else now += ms
      },
    },
    clock: {
      ...machineClock,
      now: () => now,
      sleep: async (ms, signal) => {
        signal?.throwIfAborted()
        now += ms
      },
    },
    pass: (ms) => {
      now += ms
    },
    loaded: async () =>
      await world.connection
        .resource<string>('data_file_sources')
        .query({ where: { 'source-for': { not_eq: 'Nothing' } }, limit: 1000 })
        .toArray(),
  }
}
