import { mkdtempDisposable, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDefinition, createLoad } from '@coupa-connector/process'
import type { Completion } from '@coupa-connector/protocol'
import { type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Node } from '../node.ts'
import { createScriptedHub, type ScriptedHub, type ScriptedJob } from '../testing/scripted-hub.ts'
import { settingsOf, startTestNode } from '../testing/test-node.ts'

let sandbox: Sandbox
let hub: ScriptedHub
let node: Node

beforeAll(async () => {
  sandbox = await startSandbox({ records: 20, rateLimit: false })
  hub = createScriptedHub()
  node = startTestNode(hub)
})
afterAll(async () => {
  await node.stop({ graceMs: 0 })
  await sandbox.close()
})

async function look(operation: object, job: object = {}): Promise<Completion> {
  return await hub.completion(hub.enqueue({ kind: 'operation', operation, ...job } as ScriptedJob))
}

const temporary = () => mkdtempDisposable(join(tmpdir(), 'look-'))
const deliver = { action: 'check-destination', kind: 'files', use: 'deliver' }

describe('a check of a destination', () => {
  it('passes every stage and leaves nothing behind', async () => {
    await using folder = await temporary()

    const { outcome, result } = await look(deliver, {
      destination: { kind: 'files', settings: { folder: folder.path } },
    })

    expect(outcome).toBe('OK')
    expect(result?.stages?.map(({ status }) => status)).not.toContain('failed')
    expect(result?.stages?.length).toBeGreaterThan(1)
    expect(await readdir(folder.path)).toEqual([])
  })

  it('ends at the stage that fails, with what to do', async () => {
    await using folder = await temporary()
    await writeFile(join(folder.path, 'file'), '')

    const { outcome, result } = await look(deliver, {
      destination: { kind: 'files', settings: { folder: join(folder.path, 'file', 'below') } },
    })

    expect(outcome).toBe('FAILED')
    expect(result?.stages?.at(-1)).toMatchObject({ status: 'failed', remedy: expect.any(String) })
    expect(result?.error?.code).toBe(result?.stages?.at(-1)?.code)
  })

  it('only reads where a load would', async () => {
    await using folder = await temporary()

    const { outcome } = await look(
      { ...deliver, use: 'load' },
      { destination: { kind: 'files', settings: { folder: folder.path } } },
    )

    expect(outcome).toBe('OK')
  })

  it('refuses the disk of a shared container', async () => {
    const { outcome, result } = await look(deliver, {
      publicAddressesOnly: true,
      destination: { kind: 'files', settings: { folder: '/tmp' } },
    })

    expect([outcome, result?.error?.code]).toEqual(['FAILED', 'ADDRESS_FORBIDDEN'])
  })

  it('tells no secret that is in a message', async () => {
    const secret = 'canary-password-4711'

    const completion = await look(
      { ...deliver, kind: 'postgresql' },
      {
        destination: {
          kind: 'postgresql',
          settings: { url: `postgresql://me@127.0.0.1:1/${secret}`, password: secret },
        },
      },
    )

    expect(completion.outcome).toBe('FAILED')
    expect(JSON.stringify(completion)).not.toContain(secret)
  })
})

describe('a preview', () => {
  it('shows records before and after the mapping, and only reads', async () => {
    const definition = createDefinition({ template: 'E20', resource: 'suppliers', destination: 'files' })

    const { outcome, result } = await look(
      { action: 'preview-process', definition, records: 3 },
      { settings: settingsOf(sandbox) },
    )

    expect(outcome).toBe('OK')
    expect(result?.records).toHaveLength(3)
    expect(result?.records?.[0]).toMatchObject({ source: expect.anything(), document: expect.anything() })
    const ofService = result?.requests?.filter(({ path }) => path.startsWith('/api/')) ?? []
    expect(ofService.length).toBeGreaterThan(0)
    expect(new Set(ofService.map(({ method }) => method))).toEqual(new Set(['GET']))
  })

  it('says of the records of a load what would become of them', async () => {
    await using folder = await temporary()
    await writeFile(join(folder.path, 'suppliers.csv'), 'name,number\nNew Supplier Ltd,NEW-1\n')
    const definition = createLoad({ template: 'L09', source: 'files', format: 'csv' })

    const { outcome, result } = await look(
      { action: 'preview-process', definition, records: 5 },
      { settings: settingsOf(sandbox), destination: { kind: 'files', settings: { folder: folder.path } } },
    )

    expect(outcome).toBe('OK')
    expect(result?.records).toMatchObject([{ input: 'suppliers.csv', row: 1 }])
    expect(await readdir(folder.path)).toEqual(['suppliers.csv'])
  })

  it('says what is wrong with a definition', async () => {
    const { outcome, result } = await look({ action: 'preview-process', definition: { process: 'x' }, records: 1 })

    expect([outcome, result?.error?.code]).toEqual(['FAILED', 'DEFINITION_INVALID'])
  })
})

describe('a read of a schema', () => {
  it('tells the fields of the organization and the values of lookups, and changes nothing', async () => {
    const operation = { action: 'read-schema', resources: ['suppliers'], samples: 20 }
    const { outcome, result } = await look(operation, { settings: settingsOf(sandbox) })

    expect(outcome).toBe('OK')
    expect(result?.message).toBe('Read 1 resource: 7 fields that the organization added.')
    const [suppliers] = result?.schema?.resources ?? []
    expect(suppliers?.fields).toContainEqual(
      expect.objectContaining({
        path: 'custom-fields.sales-region',
        references: 'LookupValue',
        lookups: ['Sales Region'],
      }),
    )
    // What the catalog says anyway is not sent.
    expect(suppliers?.fields.some(({ sources }) => sources.length === 1 && sources[0] === 'catalog')).toBe(false)
    expect(result?.schema?.lookups.map(({ name }) => name)).toEqual(['Sales Region'])
    const sent = result?.requests?.filter(({ path }) => path.startsWith('/api/')) ?? []
    expect(new Set(sent.map(({ method, path }) => (method === 'GET' ? method : `${method} ${path}`)))).toEqual(
      new Set(['GET', 'POST /api/graphql']),
    )
  })

  it('fails where nothing could be read, with what Coupa said', async () => {
    await using narrow = await startSandbox({ scope: 'core.common.read', records: 5, rateLimit: false })

    const { outcome, result } = await look(
      { action: 'read-schema', resources: ['invoices'], samples: 5 },
      { settings: settingsOf(narrow) },
    )

    expect(outcome).toBe('FAILED')
    expect(result?.error?.message).toContain('invoices')
    expect(result).not.toHaveProperty('schema')
  })
})
