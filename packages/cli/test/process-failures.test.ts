import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { environmentOf, lines } from './support/program.ts'
import { runHere } from './support/run-here.ts'

let sandbox: Sandbox
let home: string
let file: string
/** Ids of the invoices that the process should deliver and refuses to. */
let due: readonly number[]

beforeEach(async () => {
  sandbox = await startSandbox({ records: { invoices: 100 }, rateLimit: false })
  home = await mkdtemp(join(tmpdir(), 'failures-'))
  file = join(home, 'ok-to-pay.json')
  await processes(['new', 'E01', '--output', file])
  const definition = JSON.parse(await readFile(file, 'utf8'))
  definition.mapping = { shape: 'flat', columns: { id: 'id', number: { path: 'invoice-number', as: 'integer' } } }
  definition.limits = { errors: { max: 1000, share: 1 } }
  await writeFile(file, JSON.stringify(definition))
  due = await exported(false)
})
afterEach(async () => {
  await sandbox.close()
  await rm(home, { recursive: true, force: true })
})

const processes = (args: readonly string[]) => runHere(['processes', ...args], { environment: environmentOf(sandbox) })
const fast = ['--requests-per-second', '1000']
const target = () => ['--set', `target.folder=${join(home, 'out')}`]
const run = async (...args: readonly string[]) =>
  JSON.parse((await processes(['run', file, ...target(), ...fast, '--json', ...args])).stdout)
const failures = async (...args: readonly string[]) =>
  JSON.parse((await processes(['failures', file, '--json', ...args])).stdout).failures

async function exported(isExported: boolean): Promise<readonly number[]> {
  const where = ['--where', 'status[in]=approved,voided', '--where', `exported=${isExported}`]
  const args = ['query', 'invoices', ...where, '--fields', 'id', '--format', 'ndjson', ...fast]
  const { stdout } = await runHere(args, { environment: environmentOf(sandbox) })
  return lines(stdout)
    .map(({ id }) => Number(id))
    .toSorted((one, other) => one - other)
}

describe('processes failures --output', () => {
  test('writes all that is known of each record as CSV, with cells that no spreadsheet runs', async () => {
    sandbox.control.update('invoices', due[0] ?? 0, { 'invoice-number': '=1+1' })
    const { run: id } = await run()
    const output = join(home, 'failures.csv')

    const { status, stdout, stderr } = await processes(['failures', file, '--output', output])

    const [header, first] = (await readFile(output, 'utf8')).split('\r\n')
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' })
    expect(stderr).toBe(`${due.length} failures in ${output}\n`)
    expect(header).toBe('id,state,stage,class,code,message,field,attempts,firstSeenAt,lastSeenAt,run,fixedIn,reason')
    expect(first).toMatch(
      new RegExp(`^${due[0]},open,shape,invalid,VALUE_UNFIT,.*,1,\\d{4}-[^,]+Z,\\d{4}-[^,]+Z,${id},,$`),
    )
  })

  test('writes NDJSON with an object a line', async () => {
    await run()
    const output = join(home, 'failures.ndjson')

    await processes(['failures', file, '--ids', String(due[0]), '-o', output])

    expect(lines(await readFile(output, 'utf8'))).toMatchObject([
      { id: String(due[0]), code: 'VALUE_UNFIT', attempts: 1, firstSeenAt: expect.stringMatching(/Z$/), fixedIn: null },
    ])
  })

  test('says which ends tell a format', async () => {
    const result = await processes(['failures', file, '--output', join(home, 'failures.xlsx')])

    expect(result).toMatchObject({ status: 2, stderr: expect.stringContaining('.csv or .ndjson') })
  })
})

describe('failures of one run', () => {
  test('are listed and retried with --run', async () => {
    const { run: first } = await run('--limit', '2')
    const { run: second } = await run()
    const ofFirst = await failures('--run', first)
    const ofSecond = await failures('--run', second)
    for (const id of due) sandbox.control.update('invoices', id, { 'invoice-number': String(id) })

    const retry = ['retry', file, '--run', second, ...target(), ...fast, '--json']
    const retried = JSON.parse((await processes(retry)).stdout)
    const none = await processes(['retry', file, '--run', 'no-such-run', ...target(), '--json'])
    const fixed = await processes(['failures', file, '--run', second, '--all'])

    // A work list offers again what was refused, so that the second run has seen all of it.
    expect(ofFirst).toEqual([])
    expect(ofSecond).toHaveLength(due.length)
    expect(retried).toMatchObject({ read: due.length, delivered: due.length })
    expect(none.stdout).toBe('{"retried":0}\n')
    expect(fixed.stdout).toContain(`\n${due.length} of ${due.length} failures fixed by run ${retried.run}\n`)
  })
})

describe('processes dismiss --mark-exported', () => {
  const dismiss = async (...args: readonly string[]) =>
    await processes(['dismiss', file, '--reason', 'entered by hand', '--mark-exported', '--json', ...fast, ...args])

  test('marks the records in Coupa, so that the next run does not read them', async () => {
    await run()
    const [one, two] = due

    const { status, stdout } = await dismiss('--ids', `${one},${two}`)

    expect({ status, ...JSON.parse(stdout) }).toEqual({ status: 0, dismissed: 2, marked: 2, notMarked: [] })
    expect(await exported(true)).toEqual(expect.arrayContaining([one, two]))
    expect(await failures('--ids', `${one},${two}`)).toEqual([])
    expect(await run()).toMatchObject({ read: due.length - 2 })
  })

  test('leaves on the list what Coupa does not mark, and says why', async () => {
    await run()
    const [gone = 0, other] = due
    sandbox.control.delete('invoices', gone)

    const { status, stdout } = await dismiss('--ids', `${gone},${other}`)

    expect({ status, ...JSON.parse(stdout) }).toMatchObject({
      ...{ status: 3, dismissed: 1, marked: 1 },
      notMarked: [{ id: String(gone), code: 'COUPA_NOT_FOUND', message: expect.any(String) }],
    })
    expect(await failures('--ids', `${gone},${other}`)).toMatchObject([{ id: String(gone), state: 'open' }])
  })

  test('marks nothing in another organization', async () => {
    await run()
    for (const id of sandbox.control.ids('invoices').slice(0, 3)) {
      sandbox.control.update('invoices', id, { 'created-at': '2001-01-01T00:00:00Z' })
    }

    const { status, stdout } = await dismiss()

    expect({ status, ...JSON.parse(stdout) }).toMatchObject({
      ...{ status: 1, dismissed: 0, marked: 0 },
      failure: { code: 'ORGANIZATION_CHANGED' },
    })
    expect(await failures()).toHaveLength(due.length)
  })
})

describe('processes failures --show', () => {
  test('shows the record and what is wrong with it, and writes it to a file', async () => {
    const id = String(due[0])
    sandbox.control.update('invoices', due[0] ?? 0, { 'invoice-number': 'INV-4711' })
    await run()
    const output = join(home, 'record.json')

    const shown = await processes(['failures', file, '--show', id])
    const asJson = await processes(['failures', file, '--show', id, '--json'])
    const written = await processes(['failures', file, '--show', id, '--output', output])

    expect(shown).toMatchObject({ status: 0, stderr: '' })
    expect(shown.stdout).toContain(`Record ${id}: open\n  VALUE_UNFIT (invalid, shape): `)
    expect(shown.stdout).toContain('"invoice-number": "INV-4711"')
    expect(JSON.parse(asJson.stdout)).toMatchObject({ failure: { id }, source: { id: due[0] }, mapped: null })
    expect(written.stderr).toBe(`The record ${id} is in ${output}\n`)
    expect(JSON.parse(await readFile(output, 'utf8'))).toMatchObject({ id: due[0] })
    const found = await runHere(['processes', 'find', 'INV-4711', '--process', file])
    expect(found).toMatchObject({ status: 0, stderr: '' })
    expect(found.stdout).toMatch(new RegExp(`INV-4711 \\(${id}\\) +invoices-ok-to-pay +set aside, open`))
    const nowhere = await runHere(['processes', 'find', 'INV-1', '--process', file])
    expect(nowhere.stdout).toContain('No process knows a record INV-1.')
  })

  test('refuses a record that was not set aside, and options that choose others', async () => {
    const unknown = await processes(['failures', file, '--show', '9'])
    const both = await processes(['failures', file, '--show', '9', '--ids', '8'])

    expect(unknown).toMatchObject({ status: 2, stderr: expect.stringContaining('has set aside no record 9') })
    expect(both).toMatchObject({ status: 2, stderr: expect.stringContaining('--show names one record') })
  })
})
