import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { sourceType } from '@coupa-connector/endpoints'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RunReceipt } from '../report/receipt.ts'
import { openStateFolder } from '../state/folder/open-state-folder.ts'
import { type DefinitionChange, machineClock, type RunChange } from '../testing/invoice-run.ts'
import { createTargetSchema } from '../testing/target-schema.ts'
import { createWorld, type World } from '../testing/world.ts'

const change: DefinitionChange = {
  values: { coupa: { kind: 'connection' }, target: { kind: 'files' }, answers: { kind: 'files' } },
  acknowledge: { mode: 'after-answer', answers: {} },
}

/** Nobody waits whether a file of a test still grows. */
const hasty = { ...machineClock, sleep: async () => {} }

let world: World
let inbox: string
let ids: readonly number[]
beforeEach(async () => {
  world = await createWorld({ records: { invoices: 40 } })
  inbox = join(dirname(world.places.state), 'answers')
  await mkdir(inbox)
  await world.run({ change: { ...change, acknowledge: { mode: 'after-answer' } } })
  ids = (await world.approved({ exported: false })).map(({ id }) => Number(id))
})
afterEach(() => world[Symbol.asyncDispose]())

const put = (name: string, lines: readonly string[]) => writeFile(join(inbox, name), `${lines.join('\n')}\n`)
const header = 'id,outcome,code,message'
const unmarked = async () => (await world.approved({ exported: false })).map(({ id }) => Number(id))

/** A run that takes answers from the folder, or from one file of it. */
async function run(
  options: RunChange = {},
  settings: Readonly<Record<string, string>> = { folder: inbox },
): Promise<RunReceipt> {
  const type = sourceType('files')
  if (type === undefined) throw new TypeError('there is no source of the kind files')
  await using source = await type.open(settings, { clock: hasty, intake: {} })
  const answers = { source, stays: settings.file !== undefined }
  return await world.run({ change, answers, ...options })
}

describe('answers in a folder', () => {
  it('are taken by the next run, which tells Coupa; what is wrong is beside them with its reason', async () => {
    const [first = 0, second = 0] = ids
    await put('a.csv', [
      header,
      `${first},accepted,,`,
      `${second},refused,CLOSED,It is closed.`,
      '999999,accepted,,',
      'x,accepted,,',
    ])

    const receipt = await run()

    expect(receipt).toMatchObject({
      outcome: 'partial',
      acknowledgedEarlier: 1,
      answers: { inputs: [{ input: 'a.csv', answers: 4, accepted: 1, refused: 1, repeated: 0, notTaken: 2 }] },
    })
    expect(await unmarked()).toEqual(ids.filter((id) => id !== first))
    expect(await readdir(inbox)).toEqual(['a.csv.result.ndjson', 'archive'])
    expect(await readdir(join(inbox, 'archive'))).toEqual(['a.csv', 'a.csv.result.ndjson'])
    const result = (await readFile(join(inbox, 'a.csv.result.ndjson'), 'utf8')).trim().split('\n')
    expect(result.map((line) => JSON.parse(line))).toMatchObject([
      { line: 3, id: '999999', code: 'UNKNOWN_RECORD' },
      { line: 4, id: 'x', code: 'INVALID_ANSWER' },
    ])
  })

  it.each(['answers-kept', 'answers-result-kept', 'record-marked'] as const)(
    'are neither lost nor given twice when the run is interrupted after %s',
    async (step) => {
      const some = ids.slice(0, 3)
      await put('a.csv', [header, ...some.map((id) => `${id},accepted,,`)])
      const interrupted = run({
        onStep: (name) => {
          if (name === step) throw new Error('killed')
        },
      })
      await expect(interrupted).rejects.toThrow('killed')

      const receipt = await run()

      expect(receipt).toMatchObject({ outcome: 'succeeded' })
      expect(await unmarked()).toEqual(ids.slice(3))
      expect(await readdir(join(inbox, 'archive'))).toContain('a.csv')
    },
  )

  it('are not taken from a file that is wrong as a whole, which says why', async () => {
    await put('a.csv', [header, `${ids[0]},accepted,,`, `${ids[1]},accepted`])
    await put('b.csv', ['number,outcome', '1,accepted'])

    const receipt = await run()

    expect(receipt.answers?.inputs).toMatchObject([
      { input: 'a.csv', accepted: 0, code: 'UNEVEN_ROW', notTaken: 1 },
      { input: 'b.csv', code: 'COLUMN_MISSING', reason: 'The answers have no column "id".' },
    ])
    expect(await unmarked()).toEqual(ids)
    expect((await readdir(join(inbox, 'failed'))).filter((name) => name.endsWith('.csv'))).toEqual(['a.csv', 'b.csv'])
  })

  it('that cannot be read hold up no delivery', async () => {
    world.sandbox.control.update('invoices', ids[0] ?? 0, { 'internal-note': 'changed' })

    const receipt = await run({}, { folder: join(inbox, 'nowhere') })

    expect(receipt).toMatchObject({
      outcome: 'partial',
      answers: { inputs: [], failure: { code: expect.any(String) } },
    })
    expect(receipt.read).toBe(ids.length)
  })
})

async function sequenceOf(id: number): Promise<number | undefined> {
  await using state = openStateFolder(world.places.state, { now: Date.now, isExclusive: false })
  return (await state.entries([String(id)])).get(String(id))?.sequence
}

describe('answers that stay where they are', () => {
  it('have to say which delivery they are about, and are history when another one has followed', async () => {
    const [first = 0, second = 0] = ids
    const file = join(inbox, 'all.csv')
    const sequence = await sequenceOf(first)
    const rows = [`${first},accepted,${sequence}`, `${second},accepted,`, `${second},accepted,1`]
    await put('all.csv', ['id,outcome,sequence', ...rows])

    const receipt = await run({}, { file })
    const again = await run({}, { file })

    const input = { input: 'all.csv', answers: 3, repeated: 1, notTaken: 1 }
    expect(receipt.answers?.inputs).toMatchObject([{ ...input, accepted: 1 }])
    expect(again.answers?.inputs).toMatchObject([{ ...input, accepted: 0, repeated: 2 }])
    expect(await unmarked()).toEqual(ids.slice(1))
    expect(await readdir(inbox)).toContain('all.csv')
  })

  it('come from the rows of a query', async () => {
    await using schema = await createTargetSchema()
    const [first = 0] = ids
    const name = schema.target.settings.schema
    await schema.query('create schema $schema')
    await schema.query('create table $schema.answer (id bigint, outcome text, delivery bigint)')
    await schema.query(`insert into $schema.answer values (${first}, 'accepted', ${await sequenceOf(first)})`)
    const query = `select id, outcome, delivery as sequence from ${name}.answer`
    const type = sourceType('postgresql')
    const { url = '' } = schema.target.settings
    await using source = await type?.open({ url }, { clock: hasty, intake: { query } })
    if (source === undefined) throw new TypeError('there is no source of the kind postgresql')

    const receipt = await world.run({ change, answers: { source, stays: true } })

    expect(receipt.answers).toMatchObject({ inputs: [{ input: 'query', accepted: 1, notTaken: 0 }] })
    expect(await unmarked()).toEqual(ids.slice(1))
  })
})
