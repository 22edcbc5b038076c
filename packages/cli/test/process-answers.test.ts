import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStateFolder } from '@coupa-connector/runner'
import { type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createLeapingClock } from '../../connector/test/support/leaping-clock.ts'
import { environmentOf, lines } from './support/program.ts'
import { type RunHereOptions, runHere } from './support/run-here.ts'

let sandbox: Sandbox
let home: string
let file: string
/** Ids of the invoices that the process delivers. */
let due: readonly number[]

beforeEach(async () => {
  sandbox = await startSandbox({ records: { invoices: 200, suppliers: 40 }, rateLimit: false })
  home = await mkdtemp(join(tmpdir(), 'answers-'))
  file = join(home, 'ok-to-pay.json')
  await processes(['new', 'E01', '--acknowledge', 'after-answer', '--output', file])
  const definition = JSON.parse(await readFile(file, 'utf8'))
  definition.acknowledge.writeBack = { 'custom-fields.erp-number': 'documentNumber' }
  await writeFile(file, JSON.stringify(definition))
  const { stdout } = await run()
  due = (await exported(false)).toSorted((one, other) => one - other)
  expect(JSON.parse(stdout)).toMatchObject({ outcome: 'succeeded', acknowledged: 0, waiting: due.length })
})
afterEach(async () => {
  await sandbox.close()
  await rm(home, { recursive: true, force: true })
})

const processes = (args: readonly string[], options: RunHereOptions = {}) =>
  runHere(['processes', ...args], { environment: environmentOf(sandbox), ...options })
const fast = ['--requests-per-second', '1000']
const target = () => ['--set', `target.folder=${join(home, 'out')}`]
const state = () => join(home, 'state')
const kept = () => ['--state', state()]
const run = (command = 'run') => processes([command, file, ...target(), ...kept(), '--json', ...fast])
const ack = (args: readonly string[], options?: RunHereOptions) =>
  processes(['ack', file, ...kept(), ...fast, ...args], options)

async function exported(isExported: boolean): Promise<readonly number[]> {
  const where = ['--where', 'status[in]=approved,voided', '--where', `exported=${isExported}`]
  const args = ['query', 'invoices', ...where, '--fields', 'id', '--format', 'ndjson', ...fast]
  const { stdout } = await runHere(args, { environment: environmentOf(sandbox) })
  return lines(stdout).map(({ id }) => Number(id))
}

async function erpNumber(id: number | undefined): Promise<unknown> {
  const { stdout } = await runHere(['get', 'invoices', String(id)], { environment: environmentOf(sandbox) })
  return JSON.parse(stdout)['custom-fields']['erp-number']
}

describe('processes ack', () => {
  test('marks what was accepted, and lists what was refused with the code and message of the consumer', async () => {
    const [one, two, three] = due
    const message = 'Cost center 400 is closed.'

    const accepted = await ack(['--ids', `${one},${two}`, '--accepted'])
    const refused = await ack(['--ids', String(three), '--refused', 'NO_COST_CENTER', '--message', message, '--json'])
    const failures = await processes(['failures', file, ...kept(), '--json'])

    expect(accepted).toMatchObject({ status: 0, stderr: '' })
    expect(accepted.stdout).toContain('2 accepted\n')
    expect(accepted.stdout).toContain('2 acknowledged in Coupa\n')
    expect(accepted.stdout).toContain(`${due.length - 2} still wait for an answer\n`)
    expect(JSON.parse(refused.stdout)).toMatchObject({ refused: 1, acknowledged: 0, waiting: due.length - 3 })
    expect(await exported(false)).toEqual(due.slice(2))
    expect(JSON.parse(failures.stdout).failures).toMatchObject([
      { id: String(three), stage: 'answer', class: 'refused', code: 'NO_COST_CENTER', message, state: 'open' },
    ])
  })

  test('writes the number of the document back', async () => {
    const { status } = await ack(['--ids', String(due[0]), '--accepted', '--document-number', '5100004711'])

    expect(status).toBe(0)
    expect(await erpNumber(due[0])).toBe('5100004711')
  })

  test.each([
    [
      'CSV',
      'answers.csv',
      (rows: string[][]) => ['id,outcome,documentNumber', ...rows.map((row) => row.join())].join('\n'),
    ],
    [
      'CSV of a spreadsheet',
      'answers.csv',
      (rows: string[][]) =>
        `\uFEFF${['Id;Outcome;Document Number', ...rows.map(([id, , number]) => `${id};"Accepted";"${number}"`)].join('\r\n')}\r\n`,
    ],
    [
      'NDJSON',
      'answers.ndjson',
      (rows: string[][]) =>
        rows
          .map(([id, outcome, number]) => `{"id":${id},"outcome":"${outcome}","document_number":"${number}"}`)
          .join('\n'),
    ],
    [
      'a JSON array',
      'answers.json',
      (rows: string[][]) =>
        JSON.stringify(rows.map(([id, outcome, documentNumber]) => ({ id, outcome, documentNumber }))),
    ],
  ])('reads a file of answers as %s', async (_what, fileName, write) => {
    const answers = join(home, fileName)
    const rows = due.slice(0, 3).map((id) => [String(id), 'accepted', `ERP-${id}`])
    await writeFile(answers, write(rows))

    const { status, stdout } = await ack(['--file', answers, '--json'])

    expect({ status, ...JSON.parse(stdout) }).toMatchObject({ status: 0, answers: 3, accepted: 3, acknowledged: 3 })
    expect(await exported(false)).toEqual(due.slice(3))
    expect(await erpNumber(due[2])).toBe(`ERP-${due[2]}`)
  })

  test.each([
    ['id,outcome\n{id},accepted\n', 'CSV'],
    ['{"id":"{id}","outcome":"accepted"}', 'NDJSON'],
  ])('takes answers from standard input: %j', async (text) => {
    const { status, stdout } = await ack(['--file', '-', '--json'], { input: text.replace('{id}', String(due[0])) })

    expect({ status, ...JSON.parse(stdout) }).toMatchObject({ status: 0, acknowledged: 1 })
  })

  test('names the lines that it does not take, with the reason, and takes the others', async () => {
    const answers = join(home, 'answers.csv')
    const [one, two] = due
    const rows = [`${one},accepted,`, '999999,accepted,', `${one},accepted,`, `${two},accepted,other-batch`]
    await writeFile(answers, ['id,outcome,batch', ...rows, `${two},posted,`, 'x7,accepted,'].join('\n'))

    const { status, stdout } = await ack(['--file', answers, '--json'])

    const report = JSON.parse(stdout)
    expect(status).toBe(3)
    expect(report).toMatchObject({ answers: 6, accepted: 1, repeated: 1, acknowledged: 1 })
    expect(report.notTaken.map(({ line, code }: { line: number; code: string }) => [line, code])).toEqual([
      [3, 'UNKNOWN_RECORD'],
      [5, 'NOT_NEWEST'],
      [6, 'INVALID_ANSWER'],
      [7, 'INVALID_ANSWER'],
    ])
    expect(await exported(true)).not.toContain(two)
  })

  test.each([
    [['--ids', '1'], '--ids needs --accepted or --refused'],
    [['--ids', '1', '--accepted', '--refused', 'X'], 'and not both'],
    [['--accepted'], '--ids or --file is missing'],
    [['--ids', '1,2', '--accepted', '--document-number', '7'], '--document-number is for one record'],
    [['--ids', '1', '--accepted', '--message', 'x'], '--message says why records are refused'],
    [['--ids', '1', '--file', 'x.csv'], '--file and --ids do not go together'],
    [['--file', 'missing.csv'], 'missing.csv cannot be read: it does not exist'],
  ])('says what is wrong with %j, and sends nothing', async (args, message) => {
    sandbox.control.resetLog()

    const result = await ack(args)

    expect(result).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(message) })
    expect(sandbox.requests).toEqual([])
  })

  test.each([
    ['no column of ids', 'number,outcome\n1,accepted\n', 'has no column "id"; it has number, outcome'],
    ['an uneven line', 'id,outcome\n1,accepted\n2\n', 'line 3'],
    ['a quote that is left open', 'id,outcome\n1,"accepted\n', 'is not a CSV file of answers'],
    ['a column that occurs twice', 'id,outcome,Id\n1,accepted,2\n', 'has the column "id" twice'],
    ['nothing', ' \n', 'is empty'],
  ])('takes no answer of a file with %s', async (_what, text, message) => {
    const answers = join(home, 'answers.csv')
    await writeFile(answers, text)

    const result = await ack(['--file', answers])

    expect(result).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(message) })
  })

  test('keeps answers while a run has the state, and the next run tells Coupa', async () => {
    const running = openStateFolder(state(), { now: Date.now })
    const answered = await ack(['--ids', String(due[0]), '--accepted', '--json'])
    await running[Symbol.asyncDispose]()

    const { stdout } = await run()

    expect(answered.status).toBe(0)
    expect(JSON.parse(answered.stdout)).toMatchObject({ accepted: 1, isRunning: true })
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'succeeded', acknowledgedEarlier: 1 })
    expect(await exported(true)).toContain(due[0])
  })

  test('keeps answers when Coupa cannot be told, and tells it when the command is given again', async () => {
    sandbox.control.fault({ kind: 'status', status: 403, times: 1000 })
    const failed = await ack(['--ids', String(due[0]), '--accepted'])
    sandbox.control.clearFaults()

    const again = await ack(['--ids', String(due[0]), '--accepted', '--json'])

    expect(failed).toMatchObject({ status: 1, stdout: expect.stringContaining('The answers are kept') })
    expect(JSON.parse(again.stdout)).toMatchObject({ accepted: 0, repeated: 1, acknowledged: 1 })
  })

  test('is refused where the process does not wait for answers', async () => {
    const definition = JSON.parse(await readFile(file, 'utf8'))
    await writeFile(file, JSON.stringify({ ...definition, acknowledge: { mode: 'after-commit' } }))

    const result = await ack(['--ids', '1', '--accepted'])

    expect(result).toMatchObject({ status: 2, stderr: expect.stringContaining('acknowledge.mode is after-commit') })
  })

  test('lets a refusal be retried and dismissed like any failure', async () => {
    await ack(['--ids', `${due[0]},${due[1]}`, '--refused', 'CLOSED'])

    const dismissed = await processes([
      'dismiss',
      file,
      ...kept(),
      '--ids',
      String(due[1]),
      '--reason',
      'paid by hand',
      '--json',
    ])
    const retried = await run('retry')
    await ack(['--ids', String(due[0]), '--accepted'])
    const left = await processes(['failures', file, ...kept(), '--json'])

    expect(JSON.parse(dismissed.stdout)).toEqual({ dismissed: 1 })
    expect(JSON.parse(retried.stdout)).toMatchObject({ read: 1, delivered: 1, waiting: 1 })
    expect(JSON.parse(left.stdout).failures).toEqual([])
    expect(await exported(true)).toContain(due[0])
  })
})

describe('processes waiting', () => {
  test('lists what has no answer, under the names that an answer may use', async () => {
    await ack(['--ids', `${due[0]},${due[1]}`, '--accepted'])

    const { status, stdout } = await processes(['waiting', file, ...kept(), '--json'])
    const { waiting } = JSON.parse(stdout)
    const answers = join(home, 'answers.ndjson')
    await writeFile(answers, waiting.map((one: object) => JSON.stringify({ ...one, outcome: 'accepted' })).join('\n'))
    const answered = await ack(['--file', answers, '--json'])
    const after = await processes(['waiting', file, ...kept()])

    expect(status).toBe(0)
    expect(waiting.map(({ id }: { id: string }) => Number(id))).toEqual(due.slice(2))
    expect(JSON.parse(answered.stdout)).toMatchObject({ acknowledged: due.length - 2, waiting: 0, notTaken: [] })
    expect(after).toMatchObject({ status: 0, stdout: 'Nothing waits for an answer.\n' })
  })
})

describe('the progress of a process', () => {
  const command = (...args: readonly string[]) => [...args, file, ...target(), ...kept(), ...fast]

  test.each([
    ['a run', () => command('run')],
    ['an acknowledgement', () => [...command('ack'), '--ids', String(due[0]), '--accepted']],
  ])('of %s is on a terminal only, and not beside JSON', async (_what, args) => {
    const shown = await processes(args(), { isTerminal: true })
    const [piped, json] = [await processes(args()), await processes([...args(), '--json'], { isTerminal: true })]

    expect(shown).toMatchObject({ status: 0, stderr: expect.stringContaining('invoices-ok-to-pay starting, ') })
    expect([piped.stderr, json.stderr]).toEqual(['', ''])
  })
})

describe('a process that takes answers from a folder', () => {
  test('takes them with every run and with ack, and says what it could not take', async () => {
    const inbox = join(home, 'inbox')
    await mkdir(inbox)
    const definition = JSON.parse(await readFile(file, 'utf8'))
    definition.values.answers = { kind: 'files' }
    definition.acknowledge.answers = { result: 'csv' }
    await writeFile(file, JSON.stringify(definition))
    const place = ['--set', `answers.folder=${inbox}`]
    const [one, two] = due
    await writeFile(join(inbox, 'a.csv'), `id,outcome,documentNumber\n${one},accepted,51\n999999,accepted,\n`)
    const clock = createLeapingClock()

    const nowhere = await processes(['run', file, ...target(), ...kept(), ...fast])
    const ran = await processes(['run', file, ...target(), ...place, ...kept(), ...fast], { clock })
    await writeFile(join(inbox, 'b.csv'), `id,outcome\n${two},accepted\n`)
    const acked = await ack([...place, '--json'], { clock })
    const checked = await processes(['check', file, ...target(), ...place])

    expect(nowhere).toMatchObject({ status: 2, stderr: expect.stringContaining('answers.folder') })
    expect(ran).toMatchObject({ status: 3, stderr: '' })
    expect(ran.stdout).toContain('1 answers that accept')
    expect(ran.stdout).toContain(`a.csv: 1 answer was not taken. See ${join(inbox, 'a.csv.result.csv')}`)
    expect(await readFile(join(inbox, 'a.csv.result.csv'), 'utf8')).toContain('"2","999999","UNKNOWN_RECORD"')
    expect(await erpNumber(one)).toBe('51')
    expect(JSON.parse(acked.stdout)).toMatchObject({ acknowledged: 1, found: { inputs: [{ accepted: 1 }] } })
    expect(acked.status).toBe(0)
    expect(await exported(false)).toEqual(due.slice(2))
    expect(checked.stdout).toContain('Take answers')
  })
})
