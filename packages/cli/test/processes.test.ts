import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createPerson, environmentOf, lines, type Person } from './support/program.ts'

let sandbox: Sandbox
let person: Person

beforeEach(async () => {
  sandbox = await startSandbox({ records: { invoices: 400, suppliers: 40 }, rateLimit: false })
  person = await createPerson(environmentOf(sandbox))
})
afterEach(async () => {
  await person[Symbol.asyncDispose]()
  await sandbox.close()
})

const fast = ['--requests-per-second', '1000']

/** Ids of approved and voided invoices with this flag, as the organization has them. */
async function dueIds(exported: boolean): Promise<readonly number[]> {
  const where = ['--where', 'status[in]=approved,voided', '--where', `exported=${exported}`]
  const { stdout } = await person.run(['query', 'invoices', ...where, '--fields', 'id', '--format', 'ndjson', ...fast])
  return lines(stdout).map(({ id }) => Number(id))
}

async function newProcess(...args: readonly string[]): Promise<string> {
  const file = join(person.home, 'process.json')
  const { status, stderr } = await person.run(['processes', 'new', ...args, '--output', file])
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return file
}

async function manifest(): Promise<readonly Record<string, unknown>[]> {
  return lines(await readFile(join(person.home, 'out', 'manifest.ndjson'), 'utf8'))
}

/** What a consumer that reads manifests sees. */
async function delivered(): Promise<readonly Record<string, unknown>[]> {
  const files = await manifest()
  const texts = await Promise.all(files.map(({ file }) => readFile(join(person.home, 'out', String(file)), 'utf8')))
  return texts.flatMap(lines)
}

const run = (file: string, ...args: readonly string[]) => {
  const out = join(person.home, 'out')
  return person.run(['processes', 'run', file, '--set', `target.folder=${out}`, ...fast, ...args])
}

describe('processes', () => {
  test('lists its templates', async () => {
    const { stdout } = await person.run(['processes', 'templates', '--json'])

    const ids = JSON.parse(stdout).templates.map(({ id }: { id: string }) => id)
    expect(ids).toEqual(expect.arrayContaining(['E01', 'E04', 'E06', 'E07', 'E19', 'E20']))
  })

  test('moves approved invoices to files, and marks them as exported', async () => {
    const due = await dueIds(false)
    const file = await newProcess('E01', '--destination', 'files')

    const { status, stdout } = await run(file, '--json')

    const receipt = JSON.parse(stdout)
    expect(status).toBe(0)
    expect((await delivered()).map(({ id }) => id)).toEqual(due)
    expect(await dueIds(false)).toEqual([])
    expect(receipt).toMatchObject({
      outcome: 'succeeded',
      read: due.length,
      delivered: due.length,
      acknowledged: due.length,
      unchanged: 0,
      changedMeanwhile: 0,
      refused: 0,
      quarantined: 0,
      waiting: 0,
      batches: [
        { batch: expect.any(String), records: due.length, object: expect.any(String), sha256: expect.any(String) },
      ],
    })
    expect(await manifest()).toMatchObject([{ batch: receipt.batches[0].batch, sha256: receipt.batches[0].sha256 }])
  })

  test('writes CSV with a row a line, and the receipt to a file', async () => {
    const file = await newProcess('E01', '--destination', 'files', '--format', 'csv')
    const receiptFile = join(person.home, 'receipt.json')

    const { status } = await run(file, '--receipt', receiptFile)

    const [entry] = await manifest()
    const text = await readFile(join(person.home, 'out', String(entry?.file)), 'utf8')
    expect(status).toBe(0)
    expect(text).toMatch(/^"id","invoice_number",/)
    expect(text.trim().split('\r\n')).toHaveLength(Number(entry?.records) + 1)
    expect(JSON.parse(await readFile(receiptFile, 'utf8'))).toMatchObject({ outcome: 'succeeded' })
  })

  test('reconciles: delivers what is new and says what is gone, and asks before it says so of much', async () => {
    const file = await newProcess('E20', '--destination', 'files', '--resource', 'suppliers')
    const reconcile = (...args: readonly string[]) => {
      const out = join(person.home, 'out')
      return person.run(['processes', 'reconcile', file, '--set', `target.folder=${out}`, ...fast, ...args])
    }
    await run(file)
    const ids = sandbox.control.ids('suppliers')
    for (const id of ids.slice(20, 23)) sandbox.control.delete('suppliers', id)

    const refused = await reconcile()
    const accepted = await reconcile('--accept-deletions', '--json')

    expect(refused.status).toBe(1)
    expect(refused.stdout).toContain('3 of 40 delivered records (7.5 %) are not in Coupa any more')
    expect(refused.stdout).toContain('--accept-deletions')
    expect(accepted.status).toBe(0)
    expect(JSON.parse(accepted.stdout)).toMatchObject({ outcome: 'succeeded', deleted: 3, delivered: 0 })
    const deletions = (await delivered()).filter((line) => 'deleted_at' in line)
    expect(deletions.map(({ id }) => id)).toEqual(ids.slice(20, 23))
    expect((await manifest()).at(-1)).toMatchObject({ table: 'supplier_deleted', records: 3 })
  })

  test('says why a full refresh cannot be reconciled', async () => {
    const file = await newProcess('E19', '--destination', 'files', '--resource', 'currencies')

    const { status, stderr } = await person.run(['processes', 'reconcile', file, '--set', 'target.folder=out'])

    expect(status).toBe(2)
    expect(stderr).toContain('a full refresh replaces everything each time')
  })

  test('shows a preview without writing or marking anything', async () => {
    const file = await newProcess('E01')
    const due = await dueIds(false)
    sandbox.control.resetLog()

    const { status, stdout } = await person.run(['processes', 'preview', file, '--records', '2', '--json'])

    const { records } = JSON.parse(stdout)
    const changes = sandbox.requests.filter(({ method, path }) => method !== 'GET' && !path.includes('oauth'))
    expect(status).toBe(0)
    expect(records.map(({ id }: { id: string }) => Number(id))).toEqual(due.slice(0, 2))
    expect(changes).toEqual([])
    expect(await readdir(person.home)).not.toContain('out')
  })

  test('sets aside what the mapping refuses, lists it, and retries it when the cause is gone', async () => {
    const file = await newProcess('E01', '--destination', 'files', '--format', 'csv')
    const definition = JSON.parse(await readFile(file, 'utf8'))
    const good = JSON.stringify(definition)
    definition.mapping.columns.invoice_number = { path: '^.invoice-number', as: 'integer' }
    definition.limits = { errors: { max: 1000, share: 1 } }
    await writeFile(file, JSON.stringify(definition))
    const due = await dueIds(false)

    const first = await run(file, '--json')
    const listed = await person.run(['processes', 'failures', file, '--json'])
    await writeFile(file, good)
    const out = join(person.home, 'out')
    const set = ['--set', `target.folder=${out}`, ...fast]
    const retried = await person.run(['processes', 'retry', file, '--ids', String(due[0]), ...set, '--json'])
    const after = await person.run(['processes', 'failures', file, '--json'])

    expect(first.status).toBe(3)
    expect(JSON.parse(first.stdout)).toMatchObject({
      outcome: 'partial',
      read: due.length,
      refused: due.length,
      delivered: 0,
    })
    expect(JSON.parse(listed.stdout).failures[0]).toMatchObject({
      id: String(due[0]),
      class: 'invalid',
      code: 'VALUE_UNFIT',
      field: 'invoice.invoice_number',
      message: expect.stringContaining('INV-'),
    })
    expect(JSON.parse(retried.stdout)).toMatchObject({ outcome: 'succeeded', delivered: 1, acknowledged: 1 })
    expect(JSON.parse(after.stdout).failures).toHaveLength(due.length - 1)
  })

  test('dismisses failures with a reason, which it keeps', async () => {
    const file = await newProcess('E01', '--destination', 'files', '--format', 'csv')
    const definition = JSON.parse(await readFile(file, 'utf8'))
    definition.mapping.columns.invoice_number = { path: '^.invoice-number', as: 'integer' }
    definition.limits = { errors: { max: 1000, share: 1 } }
    await writeFile(file, JSON.stringify(definition))
    await run(file)

    const without = await person.run(['processes', 'dismiss', file])
    const dismissed = await person.run(['processes', 'dismiss', file, '--reason', 'entered by hand', '--json'])
    const open = await person.run(['processes', 'failures', file])
    const all = await person.run(['processes', 'failures', file, '--all', '--json'])

    expect(without).toMatchObject({ status: 2, stderr: expect.stringContaining('--reason') })
    expect(JSON.parse(dismissed.stdout).dismissed).toBeGreaterThan(0)
    expect(open.stdout).toBe('There are no failures.\n')
    expect(JSON.parse(all.stdout).failures[0]).toMatchObject({ state: 'dismissed', reason: 'entered by hand' })
  })

  test('verifies both ends, and names what differs', async () => {
    const file = await newProcess('E01')
    await run(file)
    const out = join(person.home, 'out')
    const verify = () => person.run(['processes', 'verify', file, '--set', `target.folder=${out}`, '--json', ...fast])

    const clean = await verify()
    const [first, second] = await delivered()
    sandbox.control.update('invoices', Number(first?.id), { 'invoice-number': 'CHANGED' })
    sandbox.control.update('invoices', Number(second?.id), { exported: false })
    await writeFile(join(out, 'manifest.ndjson'), '')
    const changed = await verify()

    expect(clean).toMatchObject({ status: 0, stdout: expect.stringContaining('"differences":[]') })
    expect(changed.status).toBe(3)
    expect(
      JSON.parse(changed.stdout).differences.map(({ code, id }: { code: string; id: string }) => [code, id]),
    ).toEqual(
      expect.arrayContaining([
        ['BATCH_MISSING', expect.any(String)],
        ['RECORD_CHANGED', String(first?.id)],
        ['FLAG_NOT_SET', String(second?.id)],
      ]),
    )
  })

  test('reports its runs to an integration of Coupa, and says so', async () => {
    const file = await newProcess('E01', '--destination', 'files')
    const [id = 0] = sandbox.control.ids('integrations')
    sandbox.control.update('integrations', id, { code: 'ERP_INVOICES' })
    const definition = JSON.parse(await readFile(file, 'utf8'))
    const monitor = (integration: string) => {
      return writeFile(file, JSON.stringify({ ...definition, coupaMonitoring: { level: 3, integration } }))
    }
    await monitor('ERP_INVOICE')
    const wrong = await person.run(['processes', 'preview', file, '--records', '1', ...fast])
    await monitor('ERP_INVOICES')

    const { status, stdout } = await run(file)

    const count = (await delivered()).length
    expect(wrong).toMatchObject({ status: 0, stdout: expect.stringContaining('"ERP_INVOICE"') })
    expect(wrong.stdout).toContain('ERP_INVOICES (')
    expect(status).toBe(0)
    expect(stdout).toMatch(new RegExp(`Monitoring in Coupa: run \\d+ of ERP_INVOICES, ${count} history records`))
  })

  test('refuses a second run on the same state', async () => {
    const file = await newProcess('E01')
    sandbox.control.fault({ kind: 'slow-headers', delayMs: 3000, times: 50 })
    const out = join(person.home, 'out')
    const first = person.start(['processes', 'run', file, '--set', `target.folder=${out}`])
    await expect
      .poll(() => sandbox.requests.some(({ path }) => path.endsWith('/invoices')), { timeout: 20_000 })
      .toBe(true)

    const second = await run(file)

    first.process.kill('SIGKILL')
    expect(second).toMatchObject({ status: 2, stderr: expect.stringContaining('Another run is using the state') })
  })

  test.each([
    [['--set', 'target.folder'], 'NAME.FIELD=VALUE'],
    [['--set', 'tarket.folder=x'], 'has no value "tarket"'],
    [['--set', 'target.fodler=x'], 'has no setting "fodler"'],
    [[], 'folder'],
  ])('says what is wrong with the settings %j, and sends nothing', async (args, message) => {
    const file = await newProcess('E01')
    sandbox.control.resetLog()

    const result = await person.run(['processes', 'run', file, ...args])

    expect(result).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(message) })
    expect(sandbox.requests).toEqual([])
  })

  test('refuses a secret on the command line, and names the ways that work', async () => {
    const file = await newProcess('E01', '--destination', 'postgresql')

    const result = await person.run(['processes', 'run', file, '--set', 'target.password=canary-55'])

    expect(result).toMatchObject({ status: 2, stderr: expect.stringContaining('COUPA_PROCESS_TARGET_PASSWORD') })
    expect(result.stderr).not.toContain('canary-55')
  })

  test('says everything that is wrong with a definition', async () => {
    const file = join(person.home, 'wrong.yaml')
    await writeFile(file, 'process: x\nsource:\n  resource: invocies\n  mode: worklist\nmapping:\n  shape: nested\n')

    const result = await person.run(['processes', 'validate', file])

    expect(result.status).toBe(2)
    expect(result.stderr).toContain(
      'source.mode is "worklist", which is not one of its choices. Did you mean "work-list"?',
    )
  })

  test('fails with the reason when the organization cannot be reached, and goes on later', async () => {
    const file = await newProcess('E01')
    sandbox.control.fault({ kind: 'status', status: 403, times: 1000 })

    const failed = await run(file, '--json')
    sandbox.control.clearFaults()
    const later = await run(file, '--json')

    expect(failed.status).toBe(1)
    expect(JSON.parse(failed.stdout)).toMatchObject({ outcome: 'failed', code: 'COUPA_FORBIDDEN' })
    expect(JSON.parse(later.stdout)).toMatchObject({ outcome: 'succeeded' })
  })

  test('loses and repeats nothing, whenever it is killed', async () => {
    const file = await newProcess('E01')
    const definition = JSON.parse(await readFile(file, 'utf8'))
    await writeFile(file, JSON.stringify({ ...definition, limits: { batch: { records: 5 } } }))
    const due = await dueIds(false)
    const instants = fc.sample(fc.integer({ min: 250, max: 1600 }), { numRuns: 8, seed: 20261130 })
    const out = join(person.home, 'out')

    for (const afterMs of instants) {
      const { process, finished } = person.start(['processes', 'run', file, '--set', `target.folder=${out}`])
      const timer = setTimeout(() => process.kill('SIGKILL'), afterMs)
      await finished
      clearTimeout(timer)
    }
    const { status } = await run(file)

    expect(status).toBe(0)
    expect((await delivered()).map(({ id }) => id)).toEqual(due)
    expect(await dueIds(false)).toEqual([])
  })
})
