import { readFile, writeFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createPerson, environmentOf, lines, type Person } from './support/program.ts'
import { runHere } from './support/run-here.ts'

let sandbox: Sandbox
let person: Person
let definition: string
let input: string

beforeEach(async () => {
  sandbox = await startSandbox({ records: { suppliers: 40 }, rateLimit: false })
  person = await createPerson(environmentOf(sandbox))
  definition = join(person.home, 'suppliers.json')
  input = join(person.home, 'suppliers.csv')
  await person.run(['processes', 'new', 'L09', '--source', 'files', '--format', 'csv', '--output', definition])
})
afterEach(async () => {
  await person[Symbol.asyncDispose]()
  await sandbox.close()
})

const process = (command: string, ...args: readonly string[]) => {
  const isSent = command === 'run' || command === 'preview' || command === 'retry'
  const source = isSent ? ['--set', `source.file=${input}`, '--requests-per-second', '1000'] : []
  return person.run(['processes', command, definition, ...source, ...args])
}

const results = async () => lines(await readFile(`${input}.result.ndjson`, 'utf8'))

describe('a load', () => {
  test('creates suppliers of a CSV file, says what became of each, and takes the corrected row', async () => {
    await writeFile(input, 'number,name,status\nN-1,Initech,active\nN-2,Globex,actve\n')

    const first = await process('run', '--json')

    expect(first.status).toBe(3)
    expect(JSON.parse(first.stdout)).toMatchObject({ outcome: 'partial', created: 1, failed: 1, read: 2, refused: 1 })
    expect(await results()).toMatchObject([
      { row: 1, key: 'N-1', outcome: 'created' },
      { row: 2, key: 'N-2', outcome: 'failed', class: 'invalid', code: 'NOT_A_CHOICE', field: 'status' },
    ])
    expect((await process('failures')).stdout).toContain('N-2')
    await writeFile(input, 'number,name,status\nN-1,Initech,active\nN-2,Globex,active\n')

    const second = await process('run', '--json')

    expect(second.status).toBe(0)
    expect(JSON.parse(second.stdout)).toMatchObject({ outcome: 'succeeded', created: 1, unchanged: 1, fixed: 1 })
    expect((await process('failures')).stdout).toBe('There are no failures.\n')
  })

  test('is verified: what Coupa has otherwise is told with its fields', async () => {
    await writeFile(input, 'number,name,status\nN-1,Initech,active\nN-2,Globex,active\n')
    await process('run')
    const same = await process('verify')
    const id = Number((await results())[1]?.id)
    sandbox.control.update('suppliers', id, { name: 'Hank Scorpio' })

    const { status, stdout } = await process('verify')

    expect(same).toMatchObject({ status: 0, stdout: '2 loaded records were compared with Coupa. Nothing differs.\n' })
    expect(status).toBe(3)
    expect(stdout).toContain('name is "Hank Scorpio", loaded was "Globex"')
    expect(stdout).toContain('2 loaded records were compared with Coupa. 1 differs.')
  })

  test('never takes the state of another process, whose unfinished records it would load as its own', async () => {
    await writeFile(input, 'number,name,status\nN-1,Initech,active\nN-2,Globex,active\n')
    const state = join(person.home, 'state')
    await process('run', '--limit', '1', '--state', state)
    const other = join(person.home, 'commodities.json')
    await person.run(['processes', 'new', 'L08', '--source', 'files', '--format', 'csv', '--output', other])
    const runOther = () => person.run(['processes', 'run', other, '--set', `source.file=${input}`, '--state', state])

    const refused = await runOther()

    expect(refused).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('that loads suppliers by number, and this one loads commodities by name.'),
    })
    expect(await process('run', '--state', state)).toMatchObject({ status: 0 })
    await person.run(['processes', 'reset', other, '--to', 'everything', '--state', state])
    expect((await runOther()).stderr).not.toContain('The state in')
  })

  test('shows what it would do, and sends nothing but look-ups', async () => {
    await writeFile(input, 'number,name\nN-1,Initech\n')
    sandbox.control.resetLog()

    const { status, stdout } = await process('preview', '--json')

    expect(status).toBe(0)
    expect(JSON.parse(stdout).records).toMatchObject([
      { row: 1, key: 'N-1', plan: 'create', request: { method: 'POST', body: { name: 'Initech' } } },
    ])
    expect(sandbox.control.counters().api).toBe(1)
  })

  test('takes a corrected record in the place of one that failed, and says what is wrong with another', async () => {
    await writeFile(input, 'number,name,status\nN-2,Globex,actve\n')
    await process('run')
    const record = join(person.home, 'record.json')
    const environment = environmentOf(sandbox)
    const here = (...args: readonly string[]) => runHere(['processes', ...args], { environment })
    const source = ['--set', `source.file=${input}`]

    const shown = await here('failures', definition, '--show', 'N-2')
    await here('failures', definition, '--show', 'N-2', '--output', record)
    const wrong = await here('retry', definition, '--ids', 'N-2', '--with', record, ...source)
    await writeFile(record, JSON.stringify({ ...JSON.parse(await readFile(record, 'utf8')), status: 'active' }))
    const nameless = await here('retry', definition, '--with', record, ...source)
    const retried = await here('retry', definition, '--ids', 'N-2', '--with', record, ...source, '--json')

    expect(shown.stdout).toContain('Row 1 of suppliers.csv')
    expect(wrong).toMatchObject({ status: 2, stderr: expect.stringContaining('The corrected record is not right') })
    expect(nameless).toMatchObject({ status: 2, stderr: expect.stringContaining('--ids has to say which record') })
    expect(JSON.parse(retried.stdout)).toMatchObject({ outcome: 'succeeded', created: 1, fixed: 1 })
    expect(await results()).toMatchObject([{ key: 'N-2', outcome: 'created', edited: { by: userInfo().username } }])
  })

  test('refuses a file without the column of the key, and says which there are', async () => {
    await writeFile(input, 'no,name\nN-1,Initech\n')

    const { status, stdout } = await process('run')

    expect(status).toBe(1)
    expect(stdout).toContain('does not have the column "number"')
    expect(stdout).toContain('It has: no, name.')
  })

  test('has a notice for a column that it does not load', async () => {
    await writeFile(input, 'number,name,payment-trems\nN-1,Initech,N30\n')

    const { status, stdout } = await process('run')

    expect(status).toBe(0)
    expect(stdout).toContain('The column "payment-trems" is not loaded')
    expect(stdout).toContain('Did you mean payment-term')
  })

  test('says which fields Coupa ignored', async () => {
    await writeFile(input, 'number,name,payment-terms\nN-1,Initech,N30\n')

    const { status, stdout } = await process('run')

    expect(status).toBe(0)
    expect(stdout).toContain('1 of them without fields that Coupa ignored')
    expect(await results()).toMatchObject([{ outcome: 'created', code: 'IGNORED_BY_COUPA', field: 'payment-terms' }])
  })

  test('says that a file is loaded already, unless it is forced', async () => {
    await writeFile(input, 'number,name\nN-1,Initech\n')
    await process('run')

    expect((await process('run')).stdout).toContain('is already loaded')
    expect((await process('run', '--force')).stdout).toContain('1 in Coupa already, with the same values')
  })

  test('retries what failed and dismisses what nobody wants', async () => {
    await writeFile(input, 'number,name,payment-term.code\nN-1,Initech,NONE\nN-2,Globex,NEVER\n')
    await process('run')
    const term = join(person.home, 'term.json')
    await writeFile(term, '{"code":"NONE","type":"DiscountPaymentTerm","days-for-net-payment":5}')
    expect(await person.run(['create', 'payment_terms', term])).toMatchObject({ status: 0 })

    const retry = await process('retry', '--class', 'missing-reference', '--ids', 'N-1', '--json')

    expect(retry.status).toBe(0)
    expect(JSON.parse(retry.stdout)).toMatchObject({ created: 1, fixed: 1, read: 1 })
    expect((await process('dismiss', '--reason', 'not ours')).stdout).toBe('1 failure was dismissed.\n')
  })

  test('is told apart from processes that move data out of Coupa', async () => {
    const { status, stderr } = await person.run(['processes', 'reconcile', definition, '--set', `source.file=${input}`])

    expect(status).toBe(2)
    expect(stderr).toContain('is a load into Coupa')
  })

  test('names every fault of a definition', async () => {
    const made = JSON.parse(await readFile(definition, 'utf8'))
    made.mapping.columns['payment-trem.code'] = 'term'
    made.destination.key = ['nummer']
    await writeFile(definition, JSON.stringify(made))

    const { status, stderr } = await process('validate')

    expect(status).toBe(2)
    expect(stderr).toContain('mapping.columns.payment-trem.code names the field payment-trem, which does not exist')
    expect(stderr).toContain('destination.key names "nummer"')
  })
})
