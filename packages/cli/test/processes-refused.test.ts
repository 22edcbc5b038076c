import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createPerson, environmentOf, type Person } from './support/program.ts'

let sandbox: Sandbox
let person: Person
let file: string

beforeEach(async () => {
  sandbox = await startSandbox({ records: { invoices: 40 }, rateLimit: false })
  person = await createPerson(environmentOf(sandbox))
  file = join(person.home, 'ok-to-pay.json')
  await person.run(['processes', 'new', 'E01', '--output', file])
  sandbox.control.resetLog()
})
afterEach(async () => {
  await person[Symbol.asyncDispose]()
  await sandbox.close()
})

const target = ['--set', 'target.folder=out']
const run = (...args: readonly string[]) => person.run(['processes', 'run', file, '--json', ...args])

async function change(where: unknown): Promise<void> {
  const definition = JSON.parse(await readFile(file, 'utf8'))
  await writeFile(file, JSON.stringify({ ...definition, source: { ...definition.source, where } }))
}

describe('what a run refuses before it sends anything', () => {
  test.each([
    [
      'an operator that does not exist',
      { status: { inn: ['approved'] } },
      'source.where.status',
      '"inn" is not an operator',
    ],
    ['a list without an operator', { status: ['approved'] }, 'source.where.status', 'use in'],
    ['a time that is none', { 'net-due-date': { gt: 'soon' } }, 'source.where.net-due-date', 'not a time'],
    ['a field below an association', { supplier: { nane: 'x' } }, 'source.where.supplier', 'nane'],
    ['a field that an association does not have', { 'supplier.name': 'x' }, 'source.where.supplier.name', 'not a name'],
  ])('%s in its conditions', async (_what, where, path, reason) => {
    await change(where)

    const checked = await person.run(['processes', 'validate', file])
    const { status, stdout } = await run(...target)

    expect(checked.status).toBe(2)
    expect(checked.stderr).toContain(path)
    expect(checked.stderr).toContain(reason)
    expect(status).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'failed', code: 'DEFINITION_INVALID' })
    expect(sandbox.control.counters().total).toBe(0)
  })

  test('a receipt whose folder does not exist', async () => {
    const { status, stdout, stderr } = await run(...target, '--receipt', 'nowhere/receipt.json')

    expect(status).toBe(2)
    expect(stderr).toContain('mkdir -p nowhere')
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'failed', remedy: expect.stringContaining('mkdir -p nowhere') })
    expect(sandbox.control.counters().total).toBe(0)
  })

  test.each([
    ['postgresql', ['--set', 'target.url=mysql://db.example.com/warehouse'], 'url is not the address of a PostgreSQL'],
    [
      'sftp',
      [
        '--set',
        'target.host=sftp.example.com',
        '--set',
        'target.user=me',
        '--set',
        'target.folder=/in',
        '--set',
        'target.port=x',
      ],
      'port is "x"',
    ],
  ])('a setting with which no server of the kind %s could be reached', async (destination, settings, reason) => {
    const other = join(person.home, 'other.json')
    await person.run(['processes', 'new', 'E01', '--destination', destination, '--output', other])

    const { status, stderr } = await person.run(['processes', 'run', other, ...settings])

    expect(status).toBe(2)
    expect(stderr).toContain(reason)
    expect(sandbox.control.counters().total).toBe(0)
  })

  test('a setting of the connection to Coupa', async () => {
    const { status, stderr } = await run(...target, '--set', 'coupa.url=https://other.example.com')

    expect(status).toBe(2)
    expect(stderr).toContain('--connection NAME')
  })
})

describe('--json', () => {
  test('prints one object when the state cannot be used', async () => {
    await mkdir(join(person.home, 'state'))
    await writeFile(join(person.home, 'state', 'state.db'), 'no database'.repeat(1000))

    const { status, stdout, stderr } = await run(...target, '--state', 'state')

    expect(status).toBe(1)
    expect(stderr).toContain('The state in state is damaged')
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'failed', code: 'STATE_DAMAGED', remedy: expect.any(String) })
  })

  test('prints one object when a setting is missing', async () => {
    const { status, stdout } = await run()

    expect(status).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'failed', reason: expect.stringContaining('folder') })
  })
})

test('says after a reset that Coupa keeps the marks of a work list', async () => {
  const { status, stdout } = await person.run(['processes', 'reset', file, '--to', 'everything'])

  expect(status).toBe(0)
  expect(stdout).toContain('Coupa shows as exported')
})

test('reads a definition that begins with a byte order mark', async () => {
  await writeFile(file, `\ufeff${await readFile(file, 'utf8')}`)

  const { status, stderr } = await person.run(['processes', 'validate', file])

  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})

test('says which resource was meant when a template is made for one that does not exist', async () => {
  const { status, stderr } = await person.run(['processes', 'new', 'E20', '--resource', 'supliers'])

  expect(status).toBe(2)
  expect(stderr).toContain('Did you mean suppliers')
})
