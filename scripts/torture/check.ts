import { setTimeout as sleep } from 'node:timers/promises'
import { createConnection } from '@coupa-connector/connector'
import { createKeyFile, openSealer, verifyKeys } from '@coupa-connector/hub'
import { ProblemError } from '@coupa-connector/protocol'
import { findJobInvariantViolations } from '../../packages/hub/src/testing/job-invariants.ts'
import type { Memory } from './driver.ts'
import type { Installation } from './installation.ts'

/** Finds what an installation has lost or done twice. Each line of the answers is one fault. */
export interface Checker {
  /** Waits until the jobs that were acknowledged are finished, and looks at what the hub answers. */
  checkAnswers(): Promise<string[]>
  /** Looks at the database itself. */
  checkDatabase(): Promise<string[]>
  /** Looks at what there is in all, when every request has its answer. */
  checkTotals(): Promise<string[]>
  /** Finished jobs by outcome. */
  readonly outcomes: ReadonlyMap<string, number>
}

/** Longer than a lease and the time to be picked up, so that everything ends that will. */
const quietWithinMs = 100_000
const patienceMs = 20_000

export function createChecker(installation: Installation, memory: Memory): Checker {
  const { client, account, sandbox } = installation
  const verified = new Map<string, string>()
  const outcomes = new Map<string, number>()

  async function checkJob(job: string, until: number): Promise<string[]> {
    const params = { account, job }
    let body = await answered(() => client.call('job.get', { params, query: { waitMs: 0 } }))
    while (body.state !== 'finished') {
      if (performance.now() > until) return [`job ${job} (${body.kind}) is ${body.state} and does not finish`]
      body = await answered(() => client.call('job.get', { params, query: { waitMs: 5000 } }))
    }
    const outcome = body.outcome ?? 'none'
    verified.set(job, outcome)
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    const events = await answered(() => client.call('job.events', { params, query: { after: 0 } }))
    const types = events.items.map(({ type }) => type)
    const isRight = types.filter((type) => type === 'finished').length === 1 && types.at(-1) === 'finished'
    return isRight ? [] : [`job ${job} tells ${types.join(', ')}`]
  }

  /** Whether what was created agrees with what the jobs say. */
  async function checkCreates(
    jobs: readonly (readonly [string, { readonly marker: string | undefined }])[],
  ): Promise<string[]> {
    const made = new Map<string, number>()
    for (const name of await markers()) made.set(name, (made.get(name) ?? 0) + 1)
    return jobs.flatMap(([job, { marker }]) => {
      const outcome = verified.get(job)
      if (marker === undefined || outcome === undefined) return []
      const count = made.get(marker) ?? 0
      const isRight = outcome === 'OK' ? count === 1 : outcome === 'OUTCOME_UNKNOWN' ? count <= 1 : count === 0
      return isRight ? [] : [`job ${job} ended with ${outcome}, and its record was made ${count} times`]
    })
  }

  /** Names of the records that jobs have made. */
  async function markers(): Promise<string[]> {
    const { url, accessTokenUrl, clientId, clientSecret, scope } = sandbox
    await using connection = createConnection(
      { url, accessTokenUrl, clientId, clientSecret, scope, authenticationType: 'oauth2' },
      { rate: { perSecond: 1000, burst: 1000 } },
    )
    const names: string[] = []
    const records = connection
      .resource('suppliers')
      .query({ where: { name: { starts_with: 'torture-' } }, fields: ['id', 'name'], limit: 1_000_000 })
    for await (const record of records) names.push(String((record as { name?: unknown }).name))
    return names
  }

  /** Asks again while the hub cannot answer. */
  async function answered<Body>(call: () => Promise<{ readonly body: Body }>): Promise<Body> {
    const until = performance.now() + patienceMs
    for (;;) {
      try {
        return (await call()).body
      } catch (error) {
        const mayPass = !(error instanceof ProblemError) || error.status >= 500
        if (!mayPass || performance.now() > until) throw error
        await sleep(100)
      }
    }
  }

  async function checkConnections(): Promise<string[]> {
    const faults: string[] = []
    for (const known of memory.connections.filter(({ isBusy }) => !isBusy)) {
      const expected = { revision: known.revision, descriptions: new Set(known.descriptions) }
      const params = { account, connection: known.id }
      const { revision, description } = await answered(() => client.call('connection.get', { params }))
      if (revision < expected.revision) faults.push(`connection ${known.name} went back to revision ${revision}`)
      if (!expected.descriptions.has(description) && !known.isBusy && known.revision === expected.revision) {
        faults.push(`connection ${known.name} has lost its description`)
      }
    }
    return faults
  }

  async function checkNew(): Promise<string[]> {
    const until = performance.now() + quietWithinMs
    const open = [...memory.jobs].filter(([job]) => !verified.has(job))
    const faults = await Promise.all(
      open.map(([job]) => checkJob(job, until).catch((error: unknown) => [`job ${job}: ${String(error)}`])),
    )
    return [...faults.flat(), ...(await checkCreates(open))]
  }

  return {
    outcomes,
    checkAnswers: async () => [...(await checkNew()), ...memory.complaints.splice(0)],
    checkDatabase: () => checkDatabase(installation, memory, verified),
    checkTotals: async () => {
      const faults = [...(await checkNew()), ...(await checkConnections()), ...memory.complaints.splice(0)]
      const made = await markers()
      if (new Set(made).size !== made.length) faults.push('a record was made twice')
      const known = new Set([...memory.jobs.values()].map(({ marker }) => marker))
      faults.push(...made.filter((name) => !known.has(name)).map((name) => `nobody asked for the record ${name}`))
      return faults
    },
  }
}

async function checkDatabase(
  installation: Installation,
  memory: Memory,
  verified: ReadonlyMap<string, string>,
): Promise<string[]> {
  const connections = [...memory.connections].map(({ id, revision }) => ({ id, revision }))
  const jobs = [...memory.jobs.keys()]
  await using database = await installation.openDatabase()
  const { db } = database
  const faults = await findJobInvariantViolations(db)
  const rows = await db.selectFrom('job').select(['id', 'outcome']).execute()
  const outcomeOf = new Map(rows.map(({ id, outcome }) => [id, outcome]))
  faults.push(...jobs.filter((id) => !outcomeOf.has(id)).map((id) => `job ${id} is lost`))
  for (const [id, outcome] of verified) {
    if (outcomeOf.get(id) !== outcome) faults.push(`job ${id} was ${outcome} and is ${outcomeOf.get(id)}`)
  }
  const revisions = await db
    .selectFrom('connection_revision')
    .select(({ fn }) => ['connection_id', fn.max('revision').as('last'), fn.countAll<number>().as('count')])
    .groupBy('connection_id')
    .execute()
  const byConnection = new Map(revisions.map((row) => [row.connection_id, row]))
  for (const { id, revision } of connections) {
    const row = byConnection.get(id)
    if (row === undefined || row.last < revision) faults.push(`connection ${id} has lost revision ${revision}`)
    else if (Number(row.last) !== Number(row.count)) faults.push(`the revisions of connection ${id} have a gap`)
  }
  const sealer = await openSealer(createKeyFile({ path: installation.keyFile }))
  const { unreadable } = await verifyKeys({ db, sealer })
  faults.push(...unreadable.map(({ field, reason }) => `the secret ${field} does not open: ${reason}`))
  return faults
}
