import { randomBytes as strongRandomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import type { ConnectionType, DestinationDescription } from '@coupa-connector/protocol'
import { createAgents } from './agents/agents.ts'
import { createRefusalAudit } from './audit/refusal-audit.ts'
import type { HubClock } from './basics/hub-clock.ts'
import type { HubLog } from './basics/hub-log.ts'
import { createFirstInstallerToken } from './containers/nodes/create-first-installer-token.ts'
import { createNodeAuthentication } from './containers/nodes/node-authentication.ts'
import type { HubContext, SuggestedConnection } from './context/hub-context.ts'
import { type MessagingOptions, readMessagingOptions } from './context/messaging-options.ts'
import { type PeopleOptions, readPeopleOptions } from './context/people-options.ts'
import type { Sealer } from './context/sealer.ts'
import type { HubDatabase } from './database/hub-database.ts'
import { createHandlers } from './handlers.ts'
import { createHousekeeper } from './housekeeping/create-housekeeper.ts'
import type { RetentionOptions } from './housekeeping/expire-rows.ts'
import { createPeopleAuthentication } from './people/credentials/people-authentication.ts'
import { mailPasswordLink } from './people/mail/link-mails.ts'
import { createPasswordResetLink } from './people/sign-in/password-reset-link.ts'
import { createSetUpLink } from './people/sign-in/set-up-link.ts'
import { createPgBossEngine } from './processes/engine/pg-boss-engine.ts'
import { fireSchedules } from './processes/schedules/fire-schedules.ts'
import { createServer } from './server/create-server.ts'
import type { Authentication } from './server/pipeline/authentication.ts'
import { parseOrigin, type ServerOptions } from './server/server-options.ts'
import { createHubTasks } from './tasks.ts'

export interface HubOptions extends ServerOptions {
  /** Open; the hub does not close it. */
  readonly database: HubDatabase
  readonly sealer: Sealer
  readonly connectionType: ConnectionType
  /** Kinds of destinations that processes may deliver to. Default: none. */
  readonly destinationTypes?: readonly DestinationDescription[] | undefined
  /** Offered to everybody who may make connections. Default: none. */
  readonly suggestedConnection?: SuggestedConnection | undefined
  /** Where people and nodes reach the hub: `https://hub.example.com`. */
  readonly origin: string
  readonly version: string
  readonly clock: HubClock
  readonly log: HubLog
  /** Default: node:crypto's. */
  readonly randomBytes?: ((size: number) => Buffer) | undefined
  /**
   * How long finished things are kept. False means that this hub does no housekeeping at all, and that leases, deadlines and
   * expiries are left to another hub. Default: jobs for 90 days, the audit log for 400.
   */
  readonly housekeeping?: RetentionOptions | false | undefined
  /** How people sign in. Default: with passwords, for 12 hours at most. */
  readonly people?: PeopleOptions | undefined
  /** How mail is sent and which addresses channels of alerts may have. Default: nothing is sent anywhere. */
  readonly messaging?: MessagingOptions | undefined
}

/** The control plane, running. */
export interface Hub extends AsyncDisposable {
  /** Answers a request in this process, through the same routes and checks as a remote one. */
  readonly fetch: typeof fetch
  /** Opens the port; resolves with where it listens. */
  listen(options: {
    readonly host: string
    readonly port: number
  }): Promise<{ readonly url: string; readonly port: number }>
  /**
   * Creates the link for setting up the first administrator, valid for 24 hours. Undefined when somebody is there already. An
   * earlier link stops working. Show it to the operator only.
   */
  setUpLink(): Promise<string | undefined>
  /**
   * Creates a link with which the person with this email address sets a new password once, within 24 hours. Give it to that
   * person only. Throws a `HubProblem` with `NOT_FOUND` when there is no such person.
   */
  createPasswordResetLink(email: string): Promise<string>
  /** Sends such a link to the person. Resolves with why it could not be sent; with undefined when it was. */
  mailPasswordResetLink(email: string, link: string): Promise<string | undefined>
  /**
   * Creates an installer token for one atom of the first account, valid for five minutes. Undefined while there is no account.
   * It is for the atom that the operator runs in the same program.
   */
  createFirstInstallerToken(): Promise<string | undefined>
  /** Answers what is under way, lets go of what waits, and stops. */
  close(): Promise<void>
}

/** Starts a hub on an open database. Throws `TypeError` when an option is wrong. */
export async function createHub(options: HubOptions): Promise<Hub> {
  const stopping = new AbortController()
  const context: HubContext = {
    ...options,
    origin: parseOrigin(options.origin),
    db: options.database.requests,
    topics: options.database.topics,
    destinationTypes: options.destinationTypes ?? [],
    runEngine: createPgBossEngine(options),
    randomBytes: options.randomBytes ?? strongRandomBytes,
    people: readPeopleOptions(options.people),
    messaging: readMessagingOptions(options.messaging),
    stopping: stopping.signal,
  }
  const authentication: Authentication = {
    ...createPeopleAuthentication(context),
    ...createNodeAuthentication({ db: options.database.vital }),
  }
  const server = await createServer({
    ...options,
    context,
    authentication,
    handlers: createHandlers(context),
    agents: createAgents(context),
    auditRefusal: createRefusalAudit(context),
  })
  const { app } = server
  const { housekeeping } = options
  const housekeeper =
    housekeeping === false
      ? undefined
      : createHousekeeper({ ...context, db: options.database.db }, createHubTasks(housekeeping))
  // Who leaves leases and deadlines to another hub leaves schedules to it as well.
  if (housekeeping !== false) await context.runEngine.onDue((schedules) => fireSchedules(context, schedules))
  let closed: Promise<void> | undefined
  const close = async (): Promise<void> => {
    stopping.abort(new Error('The hub stops'))
    closed ??= Promise.all([server.close(), housekeeper?.stop()]).then(() => context.runEngine.close())
    await closed
  }
  return {
    fetch: server.fetch,
    listen: async ({ host, port }) => {
      await app.listen({ host, port })
      const address = app.server.address() as AddressInfo
      return { url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`, port: address.port }
    },
    setUpLink: () => createSetUpLink(context),
    createPasswordResetLink: (email) => createPasswordResetLink(context, email),
    mailPasswordResetLink: (email, link) => mailPasswordLink(context, email, link),
    createFirstInstallerToken: () => createFirstInstallerToken(context),
    close,
    [Symbol.asyncDispose]: close,
  }
}
