import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createPerson, environmentOf, lines, type Person } from './support/program.ts'

let sandbox: Sandbox
let person: Person

beforeEach(async () => {
  sandbox = await startSandbox({ records: { suppliers: 40 }, rateLimit: false })
  person = await createPerson(environmentOf(sandbox))
})
afterEach(async () => {
  await person[Symbol.asyncDispose]()
  await sandbox.close()
})

async function newProcess(): Promise<string> {
  const file = join(person.home, 'process.json')
  await person.run(['processes', 'new', 'E20', '--resource', 'suppliers', '--destination', 'files', '--output', file])
  return file
}

const call = (command: 'run' | 'backfill', file: string, ...args: readonly string[]) => {
  const target = ['--set', `target.folder=${join(person.home, 'out')}`]
  return person.run(['processes', command, file, ...target, '--requests-per-second', '1000', ...args])
}

describe('processes backfill', () => {
  test('delivers a range of ids, and runs continue where they were', async () => {
    const file = await newProcess()
    const ids = sandbox.control.ids('suppliers')

    const filled = await call('backfill', file, '--ids', `${ids[10]}..${ids[19]}`, '--json')
    const after = await call('run', file, '--json')

    const manifest = lines(await readFile(join(person.home, 'out', 'manifest.ndjson'), 'utf8'))
    expect(filled.status).toBe(0)
    expect(JSON.parse(filled.stdout)).toMatchObject({ outcome: 'succeeded', read: 10, delivered: 10 })
    expect(JSON.parse(after.stdout)).toMatchObject({ outcome: 'succeeded', read: 40, delivered: 30, unchanged: 10 })
    expect(manifest.map(({ records }) => records)).toEqual([10, 30])
  })

  test('takes days and times with their zone', async () => {
    const file = await newProcess()

    const filled = await call(
      'backfill',
      file,
      '--from',
      '2000-01-01',
      '--until',
      '2100-01-01T00:00:00+02:00',
      '--json',
    )

    expect(JSON.parse(filled.stdout)).toMatchObject({ read: 40, delivered: 40 })
  })

  test.each([
    [[], 'The range is missing'],
    [['--from', 'yesterday'], '--from is "yesterday"'],
    [['--from', '2025-02-30'], '--from is "2025-02-30"'],
    [['--until', '2025-01-01T00:00:00'], '--until is "2025-01-01T00:00:00"'],
    [['--ids', '5'], '--ids is "5"'],
    [['--ids', '9..5'], 'source.lastId'],
    [['--from', '2026-01-01', '--until', '2025-01-01'], 'source.until'],
    [['--ids', '5..9', '--acknowledge'], 'acknowledge.mode'],
  ])('refuses %j before anything is sent', async (args, said) => {
    const file = await newProcess()
    sandbox.control.resetLog()

    const { status, stderr } = await call('backfill', file, ...args)

    expect(status).toBe(2)
    expect(stderr).toContain(said)
    expect(sandbox.requests).toEqual([])
  })
})
