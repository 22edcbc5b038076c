// Jobs through two hubs and six nodes on one PostgreSQL, each in a process of its own: how many a second, and whether each is
// finished exactly once, also while nodes are killed.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { createId } from '../packages/hub/src/basics/create-id.ts'
import type { ResolvedContainer } from '../packages/hub/src/containers/directory/resolve-container.ts'
import { hashCredential } from '../packages/hub/src/containers/nodes/credentials.ts'
import { insertJobs } from '../packages/hub/src/jobs/start/insert-jobs.ts'
import { startOwnServer } from '../packages/hub/src/testing/database/own-server.ts'
import { findJobInvariantViolations } from '../packages/hub/src/testing/job-invariants.ts'
import {
  createJobWorld,
  nodeCredential,
  operationRequest,
  startedByTest,
  testSettings,
} from '../packages/hub/src/testing/job-world.ts'
import { report, round } from './support/measurement.ts'

// No more than are picked up within the 30 s that a job waits, on a machine that is a good deal slower.
const jobs = 10_000
const jobsUnderKills = 3000
const kills = 50
const batchSize = 500

const server = await startOwnServer()
process.env.TEST_POSTGRESQL_URL = server.url
const children = new Set<ChildProcess>()
try {
  await using world = await createJobWorld({ maxConcurrentJobs: 1000 })
  const { db } = world.database
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db)
  const url = new URL(server.url)
  url.pathname = `/${rows[0]?.name}`

  const hubs = [await startHub(url.href), await startHub(url.href)]
  const containers = [world.container, await addContainer('Lyon'), await addContainer('Oslo')]
  const credentials = await Promise.all(
    containers.flatMap((container) => [addNode(container, 'a'), addNode(container, 'b')]),
  )
  const startTaker = (index: number): ChildProcess =>
    start('start-job-taker.ts', hubs[index % hubs.length] ?? '', credentials[index] ?? '')
  const takers = credentials.map((_credential, index) => startTaker(index))

  const seconds = await finish(jobs)
  const perSecond = jobs / seconds

  const under = finish(jobsUnderKills)
  for (let i = 0; i < kills; i++) {
    const index = i % takers.length
    takers[index]?.kill('SIGKILL')
    takers[index] = startTaker(index)
    await sleep(150)
  }
  await under
  const violations = await findJobInvariantViolations(db)
  const [counted] = (
    await sql<{ finished: number; ok: number }>`
      select count(*) filter (where state = 'finished')::int as finished, count(*) filter (where outcome = 'OK')::int as ok
      from job`.execute(db)
  ).rows

  report([
    {
      what: 'jobs through two hubs and six nodes on one PostgreSQL',
      against: '1,000 a second',
      value: round(perSecond / 1000),
      unit: '×',
      reach: { atLeast: 1 },
      figures: { perSecond: round(perSecond, 0), jobs },
    },
    {
      what: `jobs that were not finished exactly once, with ${kills} nodes killed`,
      against: 'none',
      value: jobs + jobsUnderKills - (counted?.finished ?? 0) + violations.length,
      unit: 'jobs',
      reach: { exactly: 0 },
      figures: { finished: counted?.finished ?? 0, ok: counted?.ok ?? 0, kills },
    },
  ])

  /** Makes jobs for all containers in turn; resolves with the seconds from the first to the end of the last. */
  async function finish(count: number): Promise<number> {
    const startedMs = performance.now()
    const ids: string[] = []
    for (let made = 0; made < count; made += batchSize) {
      const container = containers[(made / batchSize) % containers.length]
      const jobs = await db.transaction().execute((trx) =>
        insertJobs(
          trx,
          Array.from({ length: batchSize }, () => job(container)),
          () => startedByTest(world.account),
        ),
      )
      ids.push(...jobs.map(({ id }) => id))
    }
    const last = ids.at(-1) ?? ''
    for (;;) {
      const { rows } = await sql<{ open: boolean }>`
        select exists (select from job where state <> 'finished' and id <= ${last}::uuid) as open`.execute(db)
      if (!rows[0]?.open) return (performance.now() - startedMs) / 1000
      await sleep(50)
    }
  }

  function job(container: ResolvedContainer | undefined): Parameters<typeof insertJobs>[1][number] {
    return {
      account: world.account,
      request: operationRequest('get'),
      settings: testSettings,
      container,
      matrix: null,
      requestedBy: { kind: 'system', id: null, name: 'benchmark' },
      correlationId: 'benchmark',
      deadlineMs: 600_000,
      end: undefined,
    }
  }

  async function addContainer(name: string): Promise<ResolvedContainer> {
    const id = createId()
    await sql`
      insert into container (account_id, id, kind, name, allow_browsing, max_concurrent_jobs, created_at)
      values (${world.account}, ${id}, 'molecule', ${name}, true, 1000, hub_now())`.execute(db)
    return { ...world.container, id, containerId: id, name }
  }

  async function addNode(container: ResolvedContainer, name: string): Promise<string> {
    const id = createId()
    await sql`
      insert into container_node (id, container_id, name, credential_hash, version, connector_version, enrolled_at)
      values (${id}, ${container.id}, ${name}, ${hashCredential(nodeCredential(id))}, '1.2.3', '1.2.3', hub_now())`.execute(
      db,
    )
    return nodeCredential(id)
  }
} finally {
  for (const child of children) child.kill('SIGKILL')
  await server[Symbol.asyncDispose]()
}
process.exit()

async function startHub(url: string): Promise<string> {
  const child = start('start-job-hub.ts', url)
  const [line] = (await once(child.stdout ?? process.stdin, 'data')) as [Buffer]
  return line.toString('utf8').trim()
}

function start(script: string, ...options: string[]): ChildProcess {
  const file = fileURLToPath(new URL(`./support/${script}`, import.meta.url))
  const child = spawn(process.execPath, [file, ...options], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.add(child.once('exit', () => children.delete(child)))
  return child
}
