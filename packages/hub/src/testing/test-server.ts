import { type ConnectionType, type Role, type Route, type RouteId, routeIds, routes } from '@coupa-connector/protocol'
import { createRefusalAudit } from '../audit/refusal-audit.ts'
import type { HubClock } from '../basics/hub-clock.ts'
import type { HubContext } from '../context/hub-context.ts'
import type { HubDatabase } from '../database/hub-database.ts'
import { createServer, type HubServer } from '../server/create-server.ts'
import type { Authentication } from '../server/pipeline/authentication.ts'
import type { Handlers } from '../server/routes/handler.ts'
import type { AnyHandler } from '../server/routes/route-handler.ts'
import type { ServerOptions } from '../server/server-options.ts'
import { openTestDatabase } from './database/test-database.ts'

export const ownAccount = '0190aaaa-0000-7000-8000-00000000000a'
export const foreignAccount = '0190aaaa-0000-7000-8000-00000000000f'

export interface LoggedLine {
  readonly level: string
  readonly facts: Readonly<Record<string, unknown>>
  readonly message: string
}

export interface TestServer extends AsyncDisposable {
  readonly server: HubServer
  readonly database: HubDatabase
  readonly origin: string
  readonly log: readonly LoggedLine[]
  readonly stopping: AbortController
  send(path: string, init?: RequestInit): Promise<Response>
}

export interface TestServerOptions extends ServerOptions {
  readonly origin?: string
  readonly handlers?: Readonly<Partial<Record<RouteId, AnyHandler>>>
  readonly authentication?: Partial<Authentication>
  readonly clock?: Partial<HubClock>
}

/**
 * The server with handlers that answer nothing of interest and an authentication that knows who somebody is by the
 * credential: `cck_viewer`, `cck_foreign`, `ccn_node`; sessions are `viewer`, `owner`, `foreign`. All belong to `ownAccount`
 * except the foreign ones.
 */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const { origin = 'https://hub.test', handlers = {}, authentication, clock, ...rest } = options
  const database = await openTestDatabase()
  const log: LoggedLine[] = []
  const write = (level: string) => (facts: object, message: string) => {
    log.push({ level, facts: { ...facts }, message })
  }
  const stopping = new AbortController()
  const context = {
    database,
    db: database.db,
    topics: database.topics,
    clock: {
      now: () => Date.now(),
      monotonicMs: () => performance.now(),
      sleep: async (durationMs: number, signal?: AbortSignal) => {
        const { setTimeout: wait } = await import('node:timers/promises')
        await wait(durationMs, undefined, signal ? { signal } : {})
      },
      ...clock,
    },
    log: { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') },
    connectionType: {} as ConnectionType,
    origin,
    version: '0.0.0-test',
    stopping: stopping.signal,
  } as unknown as HubContext
  const server = await createServer({
    ...rest,
    context,
    authentication: { ...fakeAuthentication, ...authentication },
    handlers: { ...plainHandlers(), ...handlers } as unknown as Handlers,
    auditRefusal: createRefusalAudit(context),
  })
  return {
    server,
    database,
    origin,
    log,
    stopping,
    send: async (path, init) => await server.fetch(`${origin}${path}`, init),
    [Symbol.asyncDispose]: async () => {
      stopping.abort(new Error('The test is over'))
      await server.close()
      await database.close()
    },
  }
}

/** The path of a route with its account filled in, and any id for all other parameters. */
export function pathOf(routeId: RouteId, account: string = ownAccount): string {
  const { path } = routes[routeId]
  return `/api/v1${path.replace(':account', account).replaceAll(/:\w+/g, ownAccount)}`
}

const fakeAuthentication: Authentication = {
  bySession: async (token, account) => {
    const home = token === 'foreign' ? foreignAccount : ownAccount
    const role = (token === 'foreign' ? 'owner' : token) as Role
    return {
      caller: {
        kind: 'person',
        id: '0190aaaa-0000-7000-8000-0000000000b1',
        email: 'a@example.com',
        name: 'A',
        isInstallationAdministrator: false,
        session: `session-of-${token}`,
      },
      account: account === home ? { id: home, slug: 'home', name: 'Home', role } : undefined,
    }
  },
  byKey: async (key, account) => {
    const name = key.slice('cck_'.length)
    if (name === 'unknown') return undefined
    const home = name === 'foreign' ? foreignAccount : ownAccount
    const role = (name === 'foreign' ? 'administrator' : name) as Role
    return {
      caller: { kind: 'key', id: '0190aaaa-0000-7000-8000-0000000000b2', name, account: home, role },
      account: account === home ? { id: home, slug: 'home', name: 'Home', role } : undefined,
    }
  },
  byNodeCredential: async (credential) =>
    credential === 'ccn_node'
      ? {
          kind: 'node',
          id: '0190aaaa-0000-7000-8000-0000000000b3',
          name: 'node',
          container: { id: ownAccount, kind: 'atom', name: 'atom', account: ownAccount },
        }
      : undefined,
}

function plainHandlers(): Record<string, AnyHandler> {
  return Object.fromEntries(
    routeIds.map((id) => {
      const route: Route = routes[id]
      return [id, async () => await Promise.reject(new Error(`${id} (${route.method}) has no handler in this test`))]
    }),
  )
}
