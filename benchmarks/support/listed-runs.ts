import { sql } from 'kysely'
import { findConsole } from '../../packages/cli/src/commands/serve/find-built-pages.ts'
import { startOwnServer } from '../../packages/hub/src/testing/database/own-server.ts'
import { startProcessWorld } from '../../packages/hub/src/testing/process-world.ts'
import type { ListedAccount } from './listed-connections.ts'

/** Starts a hub with the built console on `port` of the loopback, in whose one account a process has run many times. */
export async function startListedRuns(port: number, count: number): Promise<ListedAccount> {
  await using stack = new AsyncDisposableStack()
  process.env.TEST_POSTGRESQL_URL ??= stack.use(await startOwnServer()).url
  const url = `http://127.0.0.1:${port}`
  const world = stack.use(await startProcessWorld({ origin: url, rateLimits: 'off', consoleDirectory: findConsole() }))
  const { db } = world.context
  await sql`
    insert into process_run (account_id, id, deployment_id, process_id, version, kind, trigger, requested_by, request, state,
      outcome, counters, created_at, started_at, ended_at)
    select ${world.account}::uuid, gen_random_uuid(), ${world.deployment}::uuid, ${world.process}::uuid, 1, 'run', 'schedule',
      '{"kind":"system","id":null,"name":"the schedule"}', '{"ids":null,"limit":null}', 'ended',
      case when number % 19 = 7 then 'failed' when number % 11 = 3 then 'partial' else 'succeeded' end,
      jsonb_build_object('read', number % 700, 'delivered', number % 650, 'requests', number % 90),
      began, began, began + make_interval(secs => 5 + number % 60)
    from generate_series(1, ${count}::integer) as number,
      lateral (select hub_now() - make_interval(mins => number * 15) as began) as times`.execute(db)
  await sql`analyze`.execute(db)
  await world.world.test.hub.listen({ host: '127.0.0.1', port })
  const [name = '', value = ''] = world.world.owner.cookie.split('=')
  const started = stack.move()
  return {
    url,
    account: world.account,
    cookie: { name, value, url },
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  }
}
