import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createPerson, environmentOf, lines, type Person, type RunOptions } from './support/program.ts'

const total = 420
let sandbox: Sandbox
let person: Person
beforeAll(async () => {
  sandbox = await startSandbox({ records: total, rateLimit: false })
  person = await createPerson(environmentOf(sandbox))
})
afterEach(() => sandbox.control.clearFaults())
afterAll(async () => {
  await person[Symbol.asyncDispose]()
  await sandbox.close()
})

const query = (args: readonly string[], options?: RunOptions) => person.run(['query', 'invoices', ...args], options)
const inHome = (name: string) => join(person.home, name)
const brief = ['--fields', 'id,invoice-number,total-with-taxes,supplier.name,created-at']

describe('query', () => {
  test.each(['json', 'xml'])('gives every record once, in order, over %s', async (wire) => {
    const { status, stdout, stderr } = await query([...brief, '--wire', wire])
    const records = lines(stdout)

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(records.map(({ id }) => id)).toEqual([...sandbox.control.ids('invoices')].sort((a, b) => a - b))
    expect(records[0]).toMatchObject({
      id: expect.any(Number),
      'invoice-number': expect.any(String),
      'total-with-taxes': expect.stringMatching(/^-?\d+\.\d+$/),
      supplier: { name: expect.any(String) },
      'created-at': expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/),
    })
  })

  test('gives the same records in both encodings', async () => {
    const [json, xml] = await Promise.all([
      query(['--limit', '40', ...brief]),
      query(['--limit', '40', ...brief, '--wire', 'xml']),
    ])

    expect(lines(xml.stdout)).toEqual(lines(json.stdout))
  })

  test('takes conditions, all of which hold', async () => {
    const { stdout } = await query(['--where', 'status=approved', '--where', 'id>100', '--fields', 'id,status'])
    const records = lines(stdout)

    expect(records.length).toBeGreaterThan(0)
    expect(records.every(({ status, id }) => status === 'approved' && Number(id) > 100)).toBe(true)
  })

  test('counts the records that meet the conditions', async () => {
    const [all, approved, records] = await Promise.all([
      query(['--count']),
      query(['--count', '--where', 'status=approved']),
      query(['--where', 'status=approved', '--fields', 'id']),
    ])

    expect(all).toMatchObject({ status: 0, stdout: `${total}\n`, stderr: '' })
    expect(approved.stdout).toBe(`${lines(records.stdout).length}\n`)
  })

  test.each([
    ['ending.csv', /^id,invoice-number\r\n\d+,/],
    ['ending.json', /^\[\s*\{"id":/],
    ['ending.parquet', /^PAR1/],
    ['ending.ndjson', /^\{"id":\d+,"invoice-number":"[^"]+"\}\n\{/],
    ['ending', /^\{"id":\d+,"invoice-number":"[^"]+"\}\n\{/],
  ])('writes into %s what its name says', async (file, expected) => {
    const { status, stderr } = await query(['--fields', 'id,invoice-number', '--limit', '2', '--output', inHome(file)])

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(await readFile(inHome(file), 'latin1')).toMatch(expected)
  })

  test('refuses to count and to print records at once', async () => {
    const { status, stderr } = await query(['--count', '--output', 'all.csv'])

    expect(status).toBe(2)
    expect(stderr).toContain('--count and --output make no sense together')
  })

  test.each(['json', 'xml'])('finds nothing without an error over %s', async (wire) => {
    const where = ['--where', 'invoice-number=does-not-exist']
    const [ndjson, json, csv] = await Promise.all([
      query([...where, '--wire', wire]),
      query([...where, '--wire', wire, '--format', 'json']),
      query([...where, '--wire', wire, '--format', 'csv', '--fields', 'id,status']),
    ])

    expect(ndjson).toMatchObject({ status: 0, stdout: '' })
    expect(json).toMatchObject({ status: 0, stdout: '[]\n' })
    expect(csv).toMatchObject({ status: 0, stdout: 'id,status\r\n' })
  })

  test('stops at the limit', async () => {
    const { status, stdout } = await query(['--limit', '7', '--fields', 'id', '--format', 'json'])

    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toHaveLength(7)
  })

  test('orders by another field when asked to', async () => {
    const { stdout } = await query([
      '--order-by',
      'invoice-number:desc',
      '--limit',
      '60',
      '--fields',
      'id,invoice-number',
    ])
    const numbers = lines(stdout).map((record) => String(record['invoice-number']))

    expect(numbers).toEqual([...numbers].sort().reverse())
  })

  test.each(['--parameter', '--raw'])('sends parameters of %s as they are', async (flag) => {
    const { stdout } = await query([flag, 'status=approved', '--fields', 'id,status', '--limit', '5'])

    expect(lines(stdout)).toHaveLength(5)
    expect(lines(stdout).every(({ status }) => status === 'approved')).toBe(true)
  })

  test('joins parameters that stand under both names, and asks in the encoding of either', async () => {
    const both = ['--raw', 'status=approved', '--parameter', 'order_by=id', '--fields', 'id,status', '--limit', '5']
    const [json, xml] = await Promise.all([query([...both, '--wire', 'json']), query([...both, '--encoding', 'xml'])])

    expect(lines(json.stdout).every(({ status }) => status === 'approved')).toBe(true)
    expect(xml.stdout).toBe(json.stdout)
  })

  test('writes a file, a receipt, and nothing else', async () => {
    const { status, stdout } = await query(['--fields', 'id', '-o', 'all.ndjson', '--receipt', 'all.receipt.json'])
    const receipt = JSON.parse(await readFile(inHome('all.receipt.json'), 'utf8'))

    expect({ status, stdout }).toEqual({ status: 0, stdout: '' })
    expect(lines(await readFile(inHome('all.ndjson'), 'utf8'))).toHaveLength(total)
    expect(receipt).toMatchObject({ complete: true, records: total, repeats: 0 })
    for (const name of ['requests', 'pages']) expect(receipt[name]).toBeGreaterThan(0)
    expect(receipt.ranges.length).toBeGreaterThan(0)
    expect((await readdir(person.home)).filter((name) => name.startsWith('all.')).sort()).toEqual([
      'all.ndjson',
      'all.receipt.json',
    ])
  })

  test('writes CSV and Parquet that hold the same', async () => {
    const fields = ['--fields', 'id,invoice-number,total-with-taxes,supplier.name,paid']
    await query([...fields, '--format', 'csv', '-o', 'same.csv'])
    await query([...fields, '--format', 'parquet', '-o', 'same.parquet'])
    const columns = `id, "invoice-number" AS number, "total-with-taxes" AS total, "supplier.name" AS supplier`
    const csv = await duck(
      `SELECT ${columns} FROM read_csv('${inHome('same.csv')}', all_varchar = true) ORDER BY id::int`,
    )
    const parquet = await duck(
      `SELECT ${columns.replace('id', 'id::varchar AS id')} FROM '${inHome('same.parquet')}' ORDER BY 1::int`,
    )

    expect(csv).toHaveLength(total)
    expect(parquet).toEqual(csv)
  })

  test('writes tables with every field of the catalog when none is named', async () => {
    const { status, stdout } = await query(['--limit', '2', '--format', 'csv'])

    expect(status).toBe(0)
    expect(stdout.split('\r\n')[0]?.split(',').length).toBeGreaterThan(100)
  })

  test('leaves an old file alone and no part of a new one when it fails', async () => {
    await writeFile(inHome('kept.ndjson'), 'old')
    sandbox.control.fault({ kind: 'status', status: 403, path: '/invoices', times: 1000 })
    const { status, stderr } = await query(['-o', 'kept.ndjson'])

    expect(status).toBe(1)
    expect(stderr).toContain('403')
    expect(await readFile(inHome('kept.ndjson'), 'utf8')).toBe('old')
    expect((await readdir(person.home)).filter((name) => name.startsWith('kept'))).toEqual(['kept.ndjson'])
  })

  test('names the scope that is missing', async () => {
    const { status, stderr } = await query(['--limit', '1'], { environment: { COUPA_SCOPE: 'core.common.read' } })

    expect(status).toBe(1)
    expect(stderr).toContain('core.invoice.read')
  })

  test('ends quietly when its reader has had enough', async () => {
    const { process: child, finished } = person.start(['query', 'invoices'])
    child.stdout?.once('data', () => child.stdout?.destroy())
    const { status, stderr } = await finished

    expect({ status, stderr }).toEqual({ status: 141, stderr: '' })
  })

  test('keeps its output whole when it is interrupted', async () => {
    await using slow = await startSandbox({ records: 2000, latencyMs: 150 })
    const { process: child, finished } = person.start(['query', 'invoices', '--fields', 'id', '-o', 'cut.ndjson'], {
      environment: environmentOf(slow),
    })
    await wasAsked(slow, 5)
    child.kill('SIGINT')
    const { status, stderr } = await finished

    expect(status).toBe(130)
    expect(stderr).toContain('Interrupted')
    expect((await readdir(person.home)).filter((name) => name.startsWith('cut'))).toEqual([])
  })
})

describe('query with a checkpoint', () => {
  test.each(['ndjson', 'json', 'csv', 'parquet'])('goes on after an interruption, as %s', async (format) => {
    await using slow = await startSandbox({ records: 3000, latencyMs: 100 })
    const file = `${format}-resumed`
    const args = [
      'query',
      'invoices',
      '--fields',
      'id',
      '--format',
      format,
      '-o',
      file,
      '--checkpoint',
      `${format}-resumed.checkpoint`,
    ]
    const environment = environmentOf(slow)
    const { process: child, finished } = person.start(args, { environment })
    await wasAsked(slow, 30)
    child.kill('SIGTERM')
    const interrupted = await finished

    expect(interrupted.status).toBe(143)
    expect(interrupted.stderr).toContain('continues from there')
    const before = slow.counters.total
    expect(await person.run(args, { environment })).toMatchObject({ status: 0 })
    expect(slow.counters.total - before).toBeLessThan(60)
    expect(await idsOf(format, inHome(file))).toEqual([...slow.control.ids('invoices')].sort((a, b) => a - b))
    expect((await readdir(person.home)).filter((name) => name.startsWith(`${format}-`))).toEqual([file])
  })

  test('refuses to go on with another command line', async () => {
    await using slow = await startSandbox({ records: 3000, latencyMs: 100 })
    const environment = environmentOf(slow)
    const args = ['query', 'invoices', '--fields', 'id', '-o', 'other.ndjson', '--checkpoint', 'other.checkpoint']
    const { process: child, finished } = person.start(args, { environment })
    await wasAsked(slow, 30)
    child.kill('SIGINT')
    await finished
    const changed = await person.run(args.with(args.indexOf('other.ndjson'), 'another.ndjson'), { environment })

    expect(changed).toMatchObject({ status: 2, stderr: expect.stringContaining('--output was') })
  })

  test('gives only what has changed since the run before', async () => {
    const args = ['--updated-after', '2000-01-01', '--checkpoint', 'changes.checkpoint', '--fields', 'id', '-o']
    const first = await query([...args, 'changes-1.ndjson'])
    const [changed = 0] = sandbox.control.ids('invoices')
    sandbox.control.update('invoices', changed, { 'invoice-number': 'CHANGED-1' })
    const second = await query([...args, 'changes-2.ndjson'])

    expect([first.status, second.status]).toEqual([0, 0])
    expect(lines(await readFile(inHome('changes-1.ndjson'), 'utf8'))).toHaveLength(total)
    expect(lines(await readFile(inHome('changes-2.ndjson'), 'utf8')).map(({ id }) => id)).toEqual([changed])
  })
})

/** Waits until an organization was asked so often for records. */
async function wasAsked(organization: Sandbox, count: number): Promise<void> {
  await expect.poll(() => organization.counters.api, { timeout: 20_000 }).toBeGreaterThanOrEqual(count)
}

async function idsOf(format: string, file: string): Promise<number[]> {
  const reader = { ndjson: 'read_json', json: 'read_json', csv: 'read_csv', parquet: 'read_parquet' }[format]
  return (await duck(`SELECT id FROM ${reader}('${file}') ORDER BY id`)).map(([id]) => Number(id))
}

async function duck(sql: string): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  try {
    return (await connection.runAndReadAll(sql)).getRowsJS()
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}
