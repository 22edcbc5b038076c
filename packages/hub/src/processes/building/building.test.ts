import { createDefinition } from '@coupa-connector/process'
import type { JobEnvelope, ResponseOf, Routes } from '@coupa-connector/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { takeJobs } from '../../jobs/queue/take-jobs.ts'
import { type ProcessWorld, startProcessWorld } from '../../testing/process-world.ts'

let own: ProcessWorld
beforeAll(async () => {
  own = await startProcessWorld()
})
afterAll(() => own[Symbol.asyncDispose]())

const call: ProcessWorld['world']['owner']['client']['call'] = (id, ...input) =>
  own.world.owner.client.call(id, ...input)
const params = () => ({ account: own.account })
const sftp = { host: 'sftp.example.com', user: 'coupa', folder: '/in', hostKey: 'SHA256:abc' }

async function setPassword(): Promise<string> {
  const body = { field: 'password', value: 'the password', destinationKind: 'sftp' }
  return (await call('secrets.create', { params: params(), body })).body.handle
}

async function takeOne(): Promise<JobEnvelope | undefined> {
  const { signal } = new AbortController()
  const [node] = own.nodes
  const [job] = await takeJobs({ context: own.context, node, boot: node.id, capacity: 1, signal })
  return job
}

type Checked = ResponseOf<Routes['destinations.check']>

describe('destinations.check', () => {
  it('gives the node what stands in the form, with the secret opened', async () => {
    const body = {
      container: own.parts.container,
      kind: 'sftp',
      settings: sftp,
      secrets: { password: await setPassword() },
    }
    const job: Checked = (await call('destinations.check', { params: params(), body })).body

    const taken = await takeOne()

    expect(taken).toMatchObject({
      job: job.id,
      operation: { action: 'check-destination', kind: 'sftp', use: 'deliver' },
      settings: {},
      destination: { kind: 'sftp', settings: { ...sftp, password: 'the password' } },
    })
    expect(JSON.stringify(job)).not.toContain('the password')
  })

  it('sends a stored secret to no other host than it was set for', async () => {
    const stored = { name: 'Inbox', kind: 'sftp', settings: sftp, secrets: { password: await setPassword() } }
    const { id } = (await call('destinations.create', { params: params(), body: stored })).body

    const elsewhere = call('destinations.check', {
      params: params(),
      body: { destination: id, settings: { ...sftp, host: 'elsewhere.example.com' } },
    })

    await expect(elsewhere).rejects.toMatchObject({ code: 'SECRET_NOT_USABLE' })
  })

  it('says at its setting what is missing', async () => {
    const { folder: _folder, ...rest } = sftp

    const refused = call('destinations.check', { params: params(), body: { kind: 'sftp', settings: rest } })

    await expect(refused).rejects.toMatchObject({
      code: 'SETTINGS_INVALID',
      problem: { fields: [{ field: 'body.settings.folder' }] },
    })
  })
})

describe('definitions.preview', () => {
  it('gives the node the settings of the connection, and nothing of a destination', async () => {
    await own.world.test.database.db.updateTable('account').set({ draft_use: 'allowed' }).execute()
    const definition = createDefinition({ template: 'E01', destination: 'files' }) as never
    const { container, connection } = own.parts
    await call('definitions.preview', { params: params(), body: { definition, container, connection, records: 2 } })

    const taken = await takeOne()

    expect(taken).toMatchObject({
      connectionKey: connection,
      operation: { action: 'preview-process', records: 2 },
      settings: { clientSecret: 'a-client-secret' },
    })
    expect(taken).not.toHaveProperty('destination')
  })

  it('shows columns in the order in which they were written', async () => {
    const template = createDefinition({ template: 'E01', destination: 'files', format: 'csv', shape: 'flat' })
    const columns = { invoice_number: '^.invoice-number', line_id: 'id', id: '^.id' }
    const definition = { ...template, mapping: { ...template.mapping, columns } } as never
    const { container, connection } = own.parts
    await call('definitions.preview', { params: params(), body: { definition, container, connection } })

    const taken = await takeOne()

    const { operation } = taken as unknown as { operation: { definition: { mapping: { columns: object } } } }
    expect(Object.keys(operation.definition.mapping.columns)).toEqual(['invoice_number', 'line_id', 'id'])
  })
})

describe('what can be chosen', () => {
  it('writes a definition from every template, and finds it right', async () => {
    const { items } = (await call('processTemplates.list', {})).body
    const wrong: string[] = []
    for (const { id, flatFiles, objects, resource, resourcePattern } of items) {
      const named = resource === null ? { resource: (resourcePattern ?? 'suppliers').replaceAll(/:\w+/g, '7') } : {}
      const [object] = flatFiles === 'only' ? objects : []
      const body = { template: id, ...named, ...(object === undefined ? {} : { object }) }
      const { definition } = (await call('definitions.create', { body })).body
      const { problems, scopes } = (await call('definitions.check', { body: { definition } })).body
      if (problems.length > 0 || scopes.length === 0) wrong.push(`${id}: ${JSON.stringify(problems)}`)
    }

    expect(wrong).toEqual([])
    expect(items.length).toBeGreaterThan(40)
  })

  it('writes a load of flat files, which needs an inbox', async () => {
    const { definition } = (await call('definitions.create', { body: { template: 'L09', way: 'flat-files' } })).body
    const { problems, ends } = (await call('definitions.check', { body: { definition } })).body
    const refused = call('definitions.create', { body: { template: 'E01', way: 'flat-files' } })

    expect(problems).toEqual([])
    expect(ends).toEqual([{ value: 'inbox', kind: 'sftp', use: 'inbox' }])
    await expect(refused).rejects.toMatchObject({ problem: { fields: [{ field: 'body.way' }] } })
  })

  it('refuses a choice that the template does not have, at its field', async () => {
    const refused = call('definitions.create', { body: { template: 'E01', acknowledge: 'sometimes' } })

    await expect(refused).rejects.toMatchObject({
      code: 'DEFINITION_INVALID',
      problem: { fields: [{ field: 'body.acknowledge' }] },
    })
  })

  it('lists each problem of a definition with its place', async () => {
    const definition = createDefinition({ template: 'E01', destination: 'files' })
    const wrong = { ...definition, acknowledge: { mode: 'sometimes' } } as never

    const { problems, scopes } = (await call('definitions.check', { body: { definition: wrong } })).body

    expect(problems.map(({ path }) => path)).toEqual(['acknowledge.mode'])
    expect(scopes).toEqual([])
  })

  it('puts a schedule into words with its next instants, or says why it cannot be kept', async () => {
    const daily = { cron: '30 4 * * *', zone: 'Europe/Berlin' }
    const { body: described } = await call('schedules.describe', { body: { schedule: daily } })
    const { body: refused } = await call('schedules.describe', { body: { schedule: { cron: 'often', zone: 'UTC' } } })

    expect(described.words).toBe('At 04:30, in Europe/Berlin')
    expect(described.nextAt).toHaveLength(5)
    expect(refused).toMatchObject({ words: null, nextAt: [], problem: expect.stringContaining('cron') })
  })
})
