import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Person } from './support/program.ts'
import { type ReadyHub, startReadyHub } from './support/ready-hub.ts'
import { runHere } from './support/run-here.ts'

let ready: ReadyHub
let person: Person

beforeAll(async () => {
  ready = await startReadyHub()
  person = ready.person
}, 180_000)
afterAll(async () => {
  await ready[Symbol.asyncDispose]()
})

async function processes(...args: readonly string[]) {
  return await runHere(['processes', ...args], { environment: { HOME: person.home } })
}

describe('a load on a hub, by the command line', () => {
  test('is applied, deployed and run; a record that failed is listed and dismissed', async () => {
    const inbox = join(person.home, 'inbox')
    const file = join(person.home, 'suppliers.json')
    await mkdir(inbox)
    const rows = ['number,name,status', 'HUB-1,Vandelay,active', 'HUB-2,Soylent,actve', '']
    await writeFile(join(inbox, 'suppliers.csv'), rows.join('\n'))
    await processes('new', 'L09', '--source', 'files', '--format', 'csv', '--name', 'suppliers', '--output', file)

    const applied = await processes('apply', file)
    await processes('destinations', 'create', 'ERP inbox', '--kind', 'files', '--set', `folder=${inbox}`)
    const ends = ['--connection', 'Sandbox', '--destination', 'ERP inbox']
    const deployed = await processes('deploy', 'suppliers', '--environment', 'test', ...ends)
    const checked = await processes('check', 'suppliers')
    const previewed = await processes('preview', 'suppliers')
    const ran = await processes('run', 'suppliers', '--wait')
    const failures = JSON.parse((await processes('failures', 'suppliers', '--json')).stdout)
    const results = await processes('results', 'suppliers')
    const written = join(person.home, 'outcomes.csv')
    await processes('results', 'suppliers', '--output', written)
    const retried = await processes('retry', 'suppliers', '--ids', 'HUB-2', '--wait', '--json')
    const shown = await processes('failures', 'suppliers', '--show', 'HUB-2')
    const record = join(person.home, 'record.json')
    await processes('failures', 'suppliers', '--show', 'HUB-2', '--output', record)
    const correction = ['retry', 'suppliers', '--ids', 'HUB-2', '--with', record]
    const wrong = await processes(...correction)
    await writeFile(record, (await readFile(record, 'utf8')).replace('actve', 'active'))
    const corrected = await processes(...correction, '--wait', '--json')
    const result = await readFile(join(inbox, 'suppliers.csv.result.ndjson'), 'utf8')
    const verified = await processes('verify', 'suppliers')
    const found = await processes('find', 'HUB-2')
    const dismissed = await processes('dismiss', 'suppliers', '--ids', 'HUB-2', '--reason', 'not needed')

    expect(applied).toMatchObject({ status: 0, stderr: '' })
    expect(deployed).toMatchObject({ status: 0 })
    expect(checked).toMatchObject({ status: 0, stdout: expect.stringContaining('Move what was loaded') })
    expect(previewed).toMatchObject({ status: 3, stdout: expect.stringContaining('HUB-1  would be created') })
    expect(ran).toMatchObject({ status: 3 })
    expect(ran.stdout).toContain('1 created')
    expect(ran.stdout).toContain('coupa-connector processes failures suppliers --environment test')
    expect(failures.failures).toMatchObject([{ id: 'HUB-2', class: 'invalid', stage: 'load' }])
    expect(results).toMatchObject({ status: 0, stdout: expect.stringMatching(/1 +HUB-1 +created/) })
    expect(await readFile(written, 'utf8')).toMatch(/\r\n"2","HUB-2","failed",.*"NOT_A_CHOICE"/)
    expect(JSON.parse(retried.stdout)).toMatchObject({ outcome: 'partial', failed: 1, read: 1 })
    expect(found).toMatchObject({ status: 0, stderr: '' })
    expect(found.stdout).toMatch(/HUB-2 \(\d+\) +suppliers in test +created .* row 2 of suppliers\.csv/)
    expect(shown).toMatchObject({ status: 0, stdout: expect.stringContaining('Row 2 of suppliers.csv') })
    expect(wrong).toMatchObject({ status: 2, stderr: expect.stringContaining('status') })
    expect(JSON.parse(corrected.stdout)).toMatchObject({ outcome: 'succeeded', created: 1, fixed: 1 })
    expect(result).toMatch(/"key":"HUB-2","outcome":"created".*"edited":\{"by":/)
    expect(verified).toMatchObject({
      status: 0,
      stdout: '2 loaded records were compared with Coupa. Nothing differs.\n',
    })
    expect(dismissed).toMatchObject({ status: 0, stdout: expect.stringContaining('0') })
    expect(await readdir(join(inbox, 'archive'))).toContain('suppliers.csv')
  }, 120_000)

  test('takes an input again by force, and makes records inactive when somebody has confirmed it', async () => {
    const inbox = join(person.home, 'full-set')
    const file = join(person.home, 'full-set.json')
    const write = async (count: number): Promise<void> => {
      const rows = Array.from({ length: count }, (_, row) => `FULL-${row},Full ${row},active`)
      await writeFile(join(inbox, 'suppliers.csv'), ['number,name,status', ...rows, ''].join('\n'))
    }
    await mkdir(inbox)
    await processes('new', 'L09', '--source', 'files', '--format', 'csv', '--name', 'full-set', '--output', file)
    await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), absent: 'inactivate' }))
    await processes('apply', file)
    await processes('destinations', 'create', 'Full set', '--kind', 'files', '--set', `folder=${inbox}`)
    const ends = ['--connection', 'Sandbox', '--destination', 'Full set']
    await processes('deploy', 'full-set', '--environment', 'test', ...ends)
    const run = async (...options: readonly string[]) =>
      JSON.parse((await processes('run', 'full-set', '--wait', '--json', ...options)).stdout)
    await write(4)
    await run()
    await write(4)
    const again = await run()
    await write(4)
    const forced = await run('--force')
    await write(1)

    const refused = await run()
    const confirmed = await run('--accept-inactivations')

    expect(again).toMatchObject({ skipped: 4, inputs: [{ state: 'already-loaded' }] })
    expect(forced).toMatchObject({ unchanged: 4, skipped: 0 })
    expect(refused).toMatchObject({ outcome: 'failed', code: 'NEEDS_CONFIRMATION', inactivated: 0 })
    expect(confirmed).toMatchObject({ outcome: 'succeeded', inactivated: 3 })
  }, 120_000)

  test('refuses what only processes have that move data out of Coupa', async () => {
    const reconciled = await processes('reconcile', 'suppliers')
    const chosen = await processes('run', 'suppliers', '--ids', '7')

    expect(reconciled).toMatchObject({ status: 2, stderr: expect.stringContaining('loads data into Coupa') })
    expect(chosen).toMatchObject({ status: 2, stderr: expect.stringContaining('whole inputs') })
  })
})
