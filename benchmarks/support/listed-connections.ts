import { sql } from 'kysely'
import { findConsole } from '../../packages/cli/src/commands/serve/find-built-pages.ts'
import { type ConnectionTestWorld, startConnectionTestWorld } from '../../packages/hub/src/testing/connection-world.ts'
import { startOwnServer } from '../../packages/hub/src/testing/database/own-server.ts'

/** A hub with the built console, whose one account has long lists. */
export interface ListedAccount extends AsyncDisposable {
  readonly url: string
  /** Its id. */
  readonly account: string
  /** Of the owner's session, for a browser. */
  readonly cookie: { readonly name: string; readonly value: string; readonly url: string }
}

/** Starts one with many connections on `port` of the loopback, with a database server of its own. */
export async function startListedConnections(port: number, count: number): Promise<ListedAccount> {
  await using stack = new AsyncDisposableStack()
  process.env.TEST_POSTGRESQL_URL ??= stack.use(await startOwnServer()).url
  const url = `http://127.0.0.1:${port}`
  const world = stack.use(
    await startConnectionTestWorld({ origin: url, rateLimits: 'off', consoleDirectory: findConsole() }),
  )
  await world.createConnection('Connection 0')
  await addConnections(world, count - 1)
  await sql`analyze`.execute(world.context.db)
  await world.test.hub.listen({ host: '127.0.0.1', port })
  const [name = '', value = ''] = world.owner.cookie.split('=')
  const started = stack.move()
  return {
    url,
    account: world.owner.account.id,
    cookie: { name, value, url },
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  }
}

/** Copies of the one connection that is there, under names of their own. */
export async function addConnections({ context: { db } }: ConnectionTestWorld, count: number): Promise<void> {
  await sql`
    insert into connection (account_id, id, name, description, folder, labels, fields, secrets, organization,
      authentication_type, is_deprecated, fingerprint, revision, search_text, created_at, created_by_name, updated_at,
      updated_by_name)
    select account_id, gen_random_uuid(), 'Connection ' || number, description, folder, labels, fields, secrets,
      organization, authentication_type, is_deprecated, fingerprint, revision, 'connection ' || number, created_at,
      created_by_name, updated_at, updated_by_name
    from connection, generate_series(1, ${count}::integer) as number`.execute(db)
}
