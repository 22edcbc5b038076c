import { fromKysely, type JobWithMetadata, PgBoss } from 'pg-boss'
import { createId } from '../../basics/create-id.ts'
import type { HubLog } from '../../basics/hub-log.ts'
import type { HubDatabase } from '../../database/hub-database.ts'
import { type DueAlarm, startDueAlarm } from './due-alarm.ts'
import type { RunEngine } from './run-engine.ts'

/** The schema of its own: dropped as a whole, it is made anew by `reconcile`. */
const schema = 'coupa_connector_queue'

/** Schedules wait here, each as one deferred job. */
const dueQueue = 'due'

/** A run whose node was not heard of for so long goes to another one: the shortest that pg-boss takes. */
const heartbeatSeconds = 10

const runQueue = {
  heartbeatSeconds,
  // How often a run is taken without getting on is counted in our own rows.
  retryLimit: 1_000_000,
  retryDelay: 0,
  // The run itself ends after its own limit of time.
  expireInSeconds: 23 * 3600,
  retentionSeconds: 30 * 24 * 3600,
  deleteAfterSeconds: 60,
} as const

/** Schedules are planned anew so many at a time. */
const planBatch = 500

/** Schedules that are due are taken so many at a time. */
const dueBatch = 200

/** Which schedule is due next is looked up so often. */
const lookEveryMs = 1000

/** Schedules are asked for so often without the alarm, too. */
const pollSeconds = 30

/**
 * Runs on pg-boss, in the database of the hub. It is started with the first call that needs it, so that a hub without processes
 * costs nothing. This is the one file that knows pg-boss.
 */
export function createPgBossEngine({
  database: { db, executeSql },
  log,
}: {
  readonly database: Pick<HubDatabase, 'db' | 'executeSql'>
  readonly log: HubLog
}): RunEngine {
  let starting: Promise<PgBoss> | undefined
  const prepared = new Map<string, Promise<void>>()
  const alarms: DueAlarm[] = []

  const engine: RunEngine = {
    plan: async (trx, schedule, at) => {
      const boss = await start()
      await boss.upsert(dueQueue, { schedule }, { singletonKey: schedule, startAfter: at, db: fromKysely(trx) })
    },
    planAll: async (trx, schedules) => {
      if (schedules.length === 0) return
      const boss = await start()
      const jobs = schedules.map(({ id, at }) => ({
        id: createId(),
        data: { schedule: id },
        singletonKey: id,
        startAfter: at,
      }))
      const inserted = new Set(await boss.insert(dueQueue, jobs, { db: fromKysely(trx), returnId: true }))
      // The others are planned already, for another moment.
      for (const { id, singletonKey, startAfter } of jobs) {
        if (!inserted.has(id)) await engine.plan(trx, singletonKey, startAfter)
      }
    },
    start: async (trx, run) => await engine.startAll(trx, [run]),
    startAll: async (trx, runs) => {
      const db = fromKysely(trx)
      for (const [container, own] of Map.groupBy(runs, (run) => run.container)) {
        const boss = await prepare(container)
        const queue = queueOf(container)
        const jobs = own.map(({ run, account }) => ({ id: run, data: { run }, group: { id: account } }))
        // Jobs with these ids are left when the runs were given back by a rollback of the database to an earlier state.
        await boss.deleteJob(
          queue,
          jobs.map(({ id }) => id),
          { db },
        )
        await boss.insert(queue, jobs, { db })
      }
    },
    claim: async (trx, container, room) => {
      const boss = await prepare(container)
      const options = { db: fromKysely(trx), includeMetadata: true } as const
      const taken: JobWithMetadata<RunJob>[] = []
      // One at a time: pg-boss takes the oldest of a batch first and looks at their groups after that.
      while (taken.length < room) {
        const turn = await boss.fetch<RunJob>(queueOf(container), { ...options, batchSize: 1, groupConcurrency: 1 })
        if (turn.length === 0) break
        taken.push(...turn)
      }
      const left = room - taken.length
      if (left > 0) taken.push(...(await boss.fetch<RunJob>(queueOf(container), { ...options, batchSize: left })))
      return taken.map(({ id, retryCount }) => ({ run: id, engineAttempt: retryCount }))
    },
    beat: async (container, attempts) => {
      if (attempts.length === 0) return []
      const boss = await start()
      const named = attempts.map(({ run, engineAttempt }) => ({ id: run, retryCount: engineAttempt }))
      const { settled = [] } = (await boss.touch(queueOf(container), named)) as { settled?: readonly string[] }
      return attempts.filter(({ run }) => !settled.includes(run)).map(({ run }) => run)
    },
    release: async (trx, container, { run, engineAttempt }) => {
      const boss = await start()
      const named = { id: run, retryCount: engineAttempt }
      await boss.fail(queueOf(container), named, { reason: 'given back' }, { db: fromKysely(trx) })
    },
    end: async (trx, container, run) => {
      const boss = await start()
      await boss.deleteJob(queueOf(container), run, { db: fromKysely(trx) })
    },
    recover: async (containers) => {
      const boss = await start()
      for (const container of containers) await boss.supervise(queueOf(container))
    },
    onDue: async (listener) => {
      const boss = await start()
      const worker = await boss.work<{ schedule: string }>(
        dueQueue,
        { batchSize: dueBatch, pollingIntervalSeconds: pollSeconds, burstWhenBatchFull: true },
        async (jobs) => await listener(jobs.map(({ data }) => data.schedule)),
      )
      const alarm = startDueAlarm({
        untilNextMs: untilNextDueMs,
        ring: () => boss.notifyWorker(worker),
        everyMs: lookEveryMs,
        onError: (error) => log.warn({ error }, 'The next schedule that is due could not be looked up'),
      })
      alarms.push(alarm)
    },
    reconcile: async ({ runs, schedules }) => {
      for (const run of runs) {
        const boss = await prepare(run.container)
        const [found] = await boss.findJobs(queueOf(run.container), { id: run.run })
        if (found === undefined) await db.transaction().execute((trx) => engine.start(trx, run))
      }
      if (schedules.length === 0) return
      const planned = await plannedSchedules()
      const unplanned = schedules.filter(({ id, isOverdue = false }) => isOverdue || !planned.has(id))
      for (let from = 0; from < unplanned.length; from += planBatch) {
        await engine.planAll(db, unplanned.slice(from, from + planBatch))
      }
    },
    close: async () => {
      await Promise.all(alarms.splice(0).map((alarm) => alarm.stop()))
      const boss = await starting?.catch(() => undefined)
      await boss?.stop({ graceful: true, close: false, timeout: 5000 })
    },
  }
  return engine

  /** Makes the queue of a container, on a connection of its own: it stays when the caller's transaction is rolled back. */
  async function prepare(container: string): Promise<PgBoss> {
    const boss = await start()
    const preparing = prepared.get(container) ?? boss.createQueue(queueOf(container), runQueue)
    prepared.set(container, preparing)
    await preparing.catch((error: unknown) => {
      prepared.delete(container)
      throw error
    })
    return boss
  }

  /** Read at once: asking pg-boss for each takes as long as planning all of them anew. */
  async function plannedSchedules(): Promise<ReadonlySet<unknown>> {
    await start()
    const { rows } = await executeSql(
      `select singleton_key from ${schema}.job where name = '${dueQueue}' and state in ('created', 'retry')`,
    )
    return new Set(rows.map((row) => row.singleton_key))
  }

  /** By the clock of pg-boss, which is that of the database. */
  async function untilNextDueMs(): Promise<number | undefined> {
    const { rows } = await executeSql(untilNextDue)
    const ms: unknown = rows[0]?.ms
    return typeof ms === 'number' ? ms : undefined
  }

  function start(): Promise<PgBoss> {
    starting ??= startOnce().catch((error: unknown) => {
      starting = undefined
      throw error
    })
    return starting
  }

  async function startOnce(): Promise<PgBoss> {
    const boss = new PgBoss({
      db: { executeSql },
      schema,
      schedule: false,
      // A queue is looked at whenever `recover` asks.
      monitorIntervalSeconds: 1,
      superviseIntervalSeconds: 60,
      warningQueueSize: 1_000_000,
      monitorVacuum: false,
      reindex: false,
    })
    boss.on('error', (error) => log.warn({ error: error.message }, 'The engine of runs reports an error'))
    boss.on('warning', ({ message }) => log.debug({ message }, 'The engine of runs reports a warning'))
    await boss.start()
    await boss.createQueue(dueQueue, { policy: 'short', retryLimit: 1000, retryDelay: 5, deleteAfterSeconds: 60 })
    return boss
  }
}

/** Two looks into an index each: `created` and `retry` side by side in one condition would be a search through all jobs. */
const untilNextDue = `
  select (extract(epoch from least(
    (select start_after from ${schema}.job where name = '${dueQueue}' and state = 'created' and not blocked order by start_after limit 1),
    (select start_after from ${schema}.job where name = '${dueQueue}' and state = 'retry' and not blocked order by start_after limit 1)
  ) - now()) * 1000)::float8 as ms`

interface RunJob {
  readonly run: string
}

function queueOf(container: string): string {
  return `run.${container}`
}
