import type { OrganizationSchema, ResourceSchema } from '@coupa-connector/catalog/schema'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startScheduledTests } from '../connection-tests/start-scheduled-tests.ts'
import { completeJobs } from '../jobs/end/complete-jobs.ts'
import { takeJobs } from '../jobs/queue/take-jobs.ts'
import { advanceDatabaseTime } from '../testing/database/test-database.ts'
import { hearNodes } from '../testing/hear-nodes.ts'
import { type ProcessWorld, startProcessWorld } from '../testing/process-world.ts'
import { noteSchemas } from './note-schemas.ts'

let world: ProcessWorld
beforeAll(async () => {
  world = await startProcessWorld()
  await world.context.db.updateTable('account').set({ draft_use: 'allowed' }).execute()
})
afterAll(() => world[Symbol.asyncDispose]())
beforeEach(async () => {
  await sql`truncate alert, connection_schedule, job, schema_snapshot, schema_drift cascade`.execute(world.context.db)
  await stayOnline()
})

const params = () => ({ account: world.account, connection: world.parts.connection })
const client = () => world.world.owner.client
const startRead = async (body: object = {}) =>
  (await client().call('connectionSchema.read', { params: params(), body })).body
const snapshot = async () => (await client().call('connectionSchema.get', { params: params() })).body.snapshot
const changes = async () => (await client().call('connectionSchema.changes', { params: params() })).body.items
const toldTexts = async () =>
  (await world.context.db.selectFrom('alert').select(['rule', 'content']).orderBy('id').execute()).map(
    ({ rule, content }) => `${rule}: ${content}`,
  )

describe('the schema of a connection', () => {
  it('is null before it was read, and then what a container found, without the result of the job holding it again', async () => {
    expect(await snapshot()).toBeNull()
    const { id } = await startRead({ container: world.parts.container, resources: ['suppliers'], samples: 5 })

    const taken = await finish(schema([suppliers(['erp-number'])]))

    expect(taken.operation).toEqual({ action: 'read-schema', resources: ['suppliers'], samples: 5 })
    expect(await snapshot()).toMatchObject({ job: id, schema: { resources: [{ resource: 'suppliers' }] } })
    const job = (await client().call('job.get', { params: { account: world.account, job: id } })).body
    expect(job).toMatchObject({ state: 'finished', outcome: 'OK' })
    expect(job.result).not.toHaveProperty('schema')
  })

  it('tells what came, went and changed, once, and keeps one snapshot', async () => {
    await read(schema([suppliers(['erp-number', 'legacy-code'])], ['North', 'South']))
    await read(schema([suppliers(['erp-number', 'shelf'])], ['North', 'West', 'East']))
    await read(schema([suppliers(['erp-number', 'shelf'])], ['North', 'West', 'East']))

    expect(await toldTexts()).toEqual([
      'schema-drift: Came: suppliers custom-fields.shelf. Went: suppliers custom-fields.legacy-code. Lookups with other values: Region (3).',
    ])
    const [drift, ...others] = await changes()
    expect(others).toEqual([])
    expect(drift?.count).toBe(5)
    expect(drift?.changes).toContainEqual({
      kind: 'field-came',
      resource: 'suppliers',
      path: 'custom-fields.shelf',
      lookup: null,
      value: null,
      before: null,
      now: 'string',
    })
    expect(await world.context.db.selectFrom('schema_snapshot').select('is_noted').execute()).toEqual([
      { is_noted: true },
    ])
  })

  it('keeps what was not read this time, or could not be, and compares it when it is read again', async () => {
    await read(schema([suppliers(['erp-number']), { ...suppliers(['a']), resource: 'items' }]))
    await read(schema([{ ...suppliers([]), records: 0, problem: 'Coupa refused it' }]))
    await read(schema([suppliers(['erp-number', 'shelf'])]))

    const kept = (await snapshot())?.schema.resources.map(({ resource, fields }) => [resource, fields.length])
    expect(kept).toEqual([
      ['items', 1],
      ['suppliers', 2],
    ])
    expect((await changes()).map(({ count }) => count)).toEqual([1])
  })

  it('of another organization under the same connection begins anew', async () => {
    await read(schema([suppliers(['erp-number'])]))
    await read({ ...schema([suppliers(['shelf'])]), organization: 'other.example' })

    expect(await toldTexts()).toEqual([])
    expect((await snapshot())?.schema.organization).toBe('other.example')
  })

  it('is compared by one hub when several look at the same time', async () => {
    await read(schema([suppliers(['a'])]))
    await startRead()
    await finish(schema([suppliers(['a', 'b'])]))

    await Promise.all([noteSchemas(world.context), noteSchemas(world.context), noteSchemas(world.context)])

    expect(await changes()).toHaveLength(1)
  })

  it('is not read where a resource does not exist, and says which', async () => {
    await expect(startRead({ resources: ['suppliers', 'supliers'] })).rejects.toMatchObject({
      code: 'SETTINGS_INVALID',
      problem: { fields: [{ field: 'body.resources.1', suggestion: 'Did you mean suppliers?' }] },
    })
  })

  it('is read with a scheduled test once a day, where the schedule says so', async () => {
    const schedule = { everyMinutes: 60 }
    await client().call('connectionSchedule.set', { params: params(), body: { schedule, readsSchema: true } })
    for (let hour = 0; hour < 3; hour++) {
      await advanceDatabaseTime(world.world.test.database, 61 * 60_000)
      await stayOnline()
      await startScheduledTests(world.context)
    }

    const jobs = await world.context.db.selectFrom('job').select('kind').orderBy('id').execute()

    expect(jobs.map(({ kind }) => kind).toSorted()).toEqual(['operation', 'test', 'test', 'test'])
  })
})

/** Reads as a container would, and lets the hub compare it. */
async function read(found: OrganizationSchema): Promise<void> {
  await startRead()
  await finish(found)
  await noteSchemas(world.context)
}

async function finish(found: OrganizationSchema) {
  const [node] = world.nodes
  const { signal } = new AbortController()
  const [job] = await takeJobs({ context: world.context, node, boot: node.id, capacity: 1, signal })
  if (job?.kind !== 'operation') throw new Error('no read waits')
  const result = { outcome: 'OK', message: 'Read.', durationMs: 1, schema: JSON.parse(JSON.stringify(found)) }
  await completeJobs(world.context, node, [{ job: job.job, attempt: job.attempt, outcome: 'OK', result }])
  return job
}

async function stayOnline(): Promise<void> {
  await hearNodes(world.context.db)
  await sql`update session set seen_at = hub_now(), expires_at = hub_now() + interval '12 hours'`.execute(
    world.context.db,
  )
}

function schema(resources: readonly ResourceSchema[], region: readonly string[] = []): OrganizationSchema {
  const values = region.map((name) => ({ name, isActive: true }))
  return {
    version: 1,
    organization: 'acme.example',
    readAt: '2026-11-30T00:00:00.000Z',
    introspection: { isUsed: true },
    resources,
    lookups: region.length === 0 ? [] : [{ name: 'Region', values, isComplete: true }],
    notices: [],
  }
}

function suppliers(names: readonly string[]): ResourceSchema {
  return {
    resource: 'suppliers',
    type: 'Supplier',
    records: 9,
    fields: names.map((name) => ({
      path: `custom-fields.${name}`,
      origin: 'custom',
      type: 'string',
      sources: ['samples'],
      confidence: 'high',
      seen: { of: 9, shown: 9, filled: 7 },
    })),
  }
}
