import { describe, expect, it } from 'vitest'
import type { CheckReport } from '../../contract/check.ts'
import { EndpointError } from '../../contract/endpoint-error.ts'
import type { LoadSource, SourceInput } from '../../contract/source.ts'
import type { OpenSourceOptions } from '../../contract/source-type.ts'
import { startS3Server, type TestS3Server } from '../../testing/test-s3-server.ts'
import { createWaitingClock } from '../../testing/waiting-clock.ts'
import { s3Source } from './s3-source.ts'

type Settings = Readonly<Record<string, string>>

async function open(
  { settings }: TestS3Server,
  change: Settings,
  more: Partial<OpenSourceOptions> = {},
): Promise<LoadSource> {
  return await s3Source.open({ ...settings, ...change }, { clock: createWaitingClock(), intake: {}, ...more })
}

async function inputsOf(source: LoadSource): Promise<readonly SourceInput[]> {
  const inputs: SourceInput[] = []
  for await (const input of source.inputs()) inputs.push(input)
  return inputs
}

async function recordsOf(input: SourceInput | undefined): Promise<readonly unknown[]> {
  const records: unknown[] = []
  if (input === undefined) return records
  for await (const { fields } of (await input.read()).records) records.push(fields)
  return records
}

async function* lines(): AsyncGenerator<string> {
  yield '{"row":1}\n'
}

async function reportsOf(source: LoadSource): Promise<readonly CheckReport[]> {
  const reports: CheckReport[] = []
  for await (const report of source.check()) reports.push(report)
  return reports
}

describe('the S3 source', () => {
  it('reads the files right below the prefix in the order of their names', async () => {
    await using server = await startS3Server()
    for (const key of ['in/b.csv', 'in/a.csv', 'in/deeper/c.csv', 'in/a.csv.result.ndjson', 'd.csv'])
      await server.store(key, 'number,name\n1,One\n')
    await using source = await open(server, { prefix: 'in' })

    const inputs = await inputsOf(source)

    expect(inputs.map(({ name }) => name)).toEqual(['a.csv', 'b.csv'])
    expect(await recordsOf(inputs[0])).toEqual([{ number: '1', name: 'One' }])
  })

  it('stores the outcomes beside the file, moves both to the archive, and replaces outcomes later', async () => {
    await using server = await startS3Server()
    await server.store('in/a b.csv', 'number\n1\n')
    await using source = await open(server, { prefix: 'in/' })
    const [input] = await inputsOf(source)

    const place = await input?.keepResult('ndjson', lines())
    await input?.finish('archive')
    await input?.finish('archive')
    await source.rewriteResult?.(String(place), lines())

    expect(place).toBe('s3://landing/in/a b.csv.result.ndjson')
    expect(await server.keys()).toEqual([
      'in/a b.csv.result.ndjson',
      'in/archive/a b.csv',
      'in/archive/a b.csv.result.ndjson',
    ])
    expect(await server.read('in/archive/a b.csv')).toBe('number\n1\n')
    expect(server.pendingUploads.size).toBe(0)
  })

  it('gives an archived file another name where its own is taken', async () => {
    await using server = await startS3Server()
    await server.store('archive/a.csv', 'an earlier one')
    await server.store('a.csv', 'number\n1\n')
    await using source = await open(server, {})

    for (const input of await inputsOf(source)) await input.finish('archive')

    expect(await server.keys()).toEqual([expect.stringMatching(/^archive\/a\.\d{8}T\d{6}Z\.csv$/), 'archive/a.csv'])
  })

  it('loads one object by its key, and leaves it there', async () => {
    await using server = await startS3Server()
    await server.store('in/a.csv', 'number\n1\n')
    await server.store('in/b.csv', 'number\n2\n')
    await using source = await open(server, { file: 'in/b.csv' })
    const [input] = await inputsOf(source)

    expect(await recordsOf(input)).toEqual([{ number: '2' }])
    await input?.finish('archive')
    expect(await server.keys()).toEqual(['in/a.csv', 'in/b.csv'])
    await using missing = await open(server, { file: 'in/c.csv' })
    await expect(inputsOf(missing)).rejects.toMatchObject({ code: 'NOT_FOUND', field: 'file' })
  })

  it('does not archive another object that has got the name in the meantime', async () => {
    await using server = await startS3Server()
    await server.store('a.csv', 'number\n1\n')
    await using source = await open(server, {})
    const [input] = await inputsOf(source)

    await server.store('a.csv', 'number\n2\n')
    await input?.finish('archive')

    expect(await server.keys()).toEqual(['a.csv'])
    await expect(recordsOf(input)).rejects.toMatchObject({ code: 'INTERRUPTED' })
  })

  it('fetches a file that a record names, once for all of them, from the prefix and no other', async () => {
    await using server = await startS3Server()
    await server.store('in/scans/one.pdf', 'a scan')
    await server.store('secret.pdf', 'not for it')
    await using source = await open(server, { prefix: 'in' })

    const contentOf = async (name: string): Promise<string | undefined> => await (await source.openFile?.(name))?.text()
    const found = await Promise.all(['scans/one.pdf', 'scans/one.pdf'].map(contentOf))
    const others = await Promise.all(['scans/two.pdf', '../secret.pdf', '/secret.pdf', '..\\secret.pdf'].map(contentOf))

    expect(found).toEqual(['a scan', 'a scan'])
    expect(others).toEqual([undefined, undefined, undefined, undefined])
  })

  it('checks stage by stage, and leaves nothing', async () => {
    await using server = await startS3Server()
    await using source = await open(server, { prefix: 'in' })

    expect((await reportsOf(source)).map(({ stage, status }) => `${stage} ${status}`)).toEqual(
      ['connect', 'read', 'write', 'commit', 'clean-up'].map((stage) => `${stage} passed`),
    )
    expect(await server.keys()).toEqual([])
  })

  it('says which stage fails, and why', async () => {
    await using server = await startS3Server()
    await using source = await open(server, { accessKeyId: 'other' })
    server.fate = ({ method }) => (method === 'PUT' || method === 'POST' ? { status: 403 } : 'answer')
    await using reading = await open(server, {})

    expect((await reportsOf(source)).at(-1)).toMatchObject({ status: 'failed' })
    expect((await reportsOf(reading)).at(-1)).toMatchObject({ stage: 'write', code: 'NOT_PERMITTED' })
  })

  it('connects to no address that is forbidden', async () => {
    await using server = await startS3Server()
    const checkAddress = (): void => {
      throw new EndpointError('ADDRESS_FORBIDDEN', 'not this one')
    }
    await using source = await open(server, {}, { checkAddress })

    await expect(inputsOf(source)).rejects.toMatchObject({ code: 'ADDRESS_FORBIDDEN' })
    expect(server.requests).toEqual([])
  })

  it('refuses a file and a prefix together', async () => {
    await using server = await startS3Server()

    await expect(open(server, { file: 'a.csv', prefix: 'in' })).rejects.toMatchObject({ code: 'SETTING_INVALID' })
  })
})
