import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe as describeResource } from '@coupa-connector/catalog'
import { describe, expect, it } from 'vitest'
import { decodeRecords } from '../answers/decode-records.ts'
import type { CallResponse } from '../http/call.ts'
import { hostileBodies } from '../testing/hostile-bodies.ts'
import type { HostileBodyRead } from '../testing/read-hostile-bodies.ts'
import { answerBudget, smallBytes } from './answer-budget.ts'
import { decodeJson } from './json/decode-json.ts'
import { decodeXml } from './xml/decode-xml.ts'

const run = promisify(execFile)
const script = fileURLToPath(new URL('../testing/read-hostile-bodies.ts', import.meta.url))
const json = (text: string) => decodeJson(Buffer.from(text))
const xml = (text: string) => decodeXml(Buffer.from(text)).value
const tooLarge = (reason: string) =>
  expect.objectContaining({
    code: 'COUPA_BAD_RESPONSE',
    details: expect.objectContaining({ kind: 'too-large', reason: expect.stringContaining(reason) }),
    suggestion: expect.stringContaining('Ask for less'),
  })
/** Blanks that make a body large enough for the reader of large bodies. */
const large = ' '.repeat(smallBytes)

describe('the budget of an answer', () => {
  // A quarter of everything shows the same at a third of the cost. All of it: `read-hostile-bodies.ts 16` in 256 MiB.
  it('holds in 64 MiB of memory, with a quarter of the items, for 4 MiB of every hostile body', async () => {
    const reads = await readHostileBodies({ heapMebibytes: 64, mebibytes: 4, maxItems: answerBudget.maxItems / 4 })

    expect(reads.map(({ format, name, ended }) => `${format} ${name}: ${ended}`)).toEqual(
      hostileBodies.map(({ format, name, ends }) => `${format} ${name}: ${ends}`),
    )
  })

  it('holds in 256 MiB of memory for 16 MiB of the bodies that take the most of it in each format', async () => {
    const names = ['empty records', 'empty elements']
    const { maxItems } = answerBudget
    const reads = await readHostileBodies({ heapMebibytes: 256, mebibytes: 16, maxItems, names })

    expect(reads.map(({ format, name, ended }) => `${format} ${name}: ${ended}`)).toEqual([
      'json empty records: too-large',
      'xml empty elements: too-large',
    ])
  })

  it.each([
    ['small JSON', (levels: number) => json('['.repeat(levels) + ']'.repeat(levels))],
    ['large JSON', (levels: number) => json(large + '['.repeat(levels) + ']'.repeat(levels))],
    ['JSON with decimals', (levels: number) => json(`${'{"a":'.repeat(levels)}1.50${'}'.repeat(levels)}`)],
    ['XML', (levels: number) => xml('<a>'.repeat(levels) + '</a>'.repeat(levels))],
  ])('takes %s of 200 levels, and no more', (_, nested) => {
    nested(answerBudget.maxDepth)

    expect(() => nested(answerBudget.maxDepth + 1)).toThrow(tooLarge('nested deeper than 200 levels'))
  })

  it('takes 64 attributes in a tag, and no more', () => {
    const tag = (count: number) => `<a ${Array.from({ length: count }, (_, i) => `a${i}=""`).join(' ')}/>`
    xml(tag(64))

    expect(() => xml(tag(65))).toThrow(tooLarge('the tag <a> has more than 64 attributes'))
  })

  it('takes two million items, and no more', () => {
    const list = (count: number) => `[${'1,'.repeat(count - 2)}1]`
    json(list(answerBudget.maxItems))

    expect(() => json(list(answerBudget.maxItems + 1))).toThrow(tooLarge('more than 2000000 values, names or elements'))
  })

  it.each([
    ['JSON', (count: number) => json(`${large}[${Array.from({ length: count }, (_, i) => `{"a${i}":1}`).join()}]`)],
    [
      'XML',
      (count: number) => xml(`<r>${large}${Array.from({ length: count - 1 }, (_, i) => `<a${i}/>`).join('')}</r>`),
    ],
  ])('takes 20,000 names that differ in %s, and no more', (_, named) => {
    named(answerBudget.maxNames)

    expect(() => named(answerBudget.maxNames + 1)).toThrow(tooLarge('more than 20000 names that differ'))
  })
})

describe('decoding a large answer', () => {
  const records = Array.from({ length: 40_000 }, (_, id) => ({ id, status: 'approved', 'gross-total': '12.50' }))
  const jsonPage = JSON.stringify(records)
  const xmlRecords = records.map(({ id }) => `<invoice-header><id type="integer">${id}</id></invoice-header>`)
  const xmlPage = `<invoice-headers type="array">${xmlRecords.join('')}</invoice-headers>`

  it.each([
    ['json', jsonPage, (bytes: Buffer) => decodeJson(bytes)],
    ['xml', xmlPage, (bytes: Buffer) => decodeXml(bytes)],
  ] as const)('lets timers have their turn: %s', async (format, page, decodeAtOnce) => {
    const bytes = Buffer.from(page)
    const response: CallResponse = { status: 200, headers: { 'content-type': `application/${format}` }, bytes }
    const decode = () => decodeRecords(response, { format, resource: describeResource('invoices'), path: 'invoices' })
    let turns = 0
    const timer = setInterval(() => turns++, 1)

    // The control: in one go no timer has a turn.
    decodeAtOnce(bytes)
    const turnsAtOnce = turns
    const decoded = await decode()
    clearInterval(timer)

    expect(decoded).toHaveLength(records.length)
    expect(turnsAtOnce).toBe(0)
    // A slice takes longer than a timer of one millisecond, so that nearly each pause has its turn.
    expect(turns).toBeGreaterThan(bytes.length / (64 * 1024) / 4)
  })
})

/** Reads them in a process of its own with so large a heap. Rejects when that is not enough. */
async function readHostileBodies(given: {
  readonly heapMebibytes: number
  readonly mebibytes: number
  readonly maxItems: number
  readonly names?: readonly string[]
}): Promise<HostileBodyRead[]> {
  const { heapMebibytes, mebibytes, maxItems, names = [] } = given
  // The space of what is new takes its share, too: for 256 MiB it would be 16.
  const heap = [`--max-old-space-size=${heapMebibytes}`, `--max-semi-space-size=${heapMebibytes / 16}`]
  const node = [...heap, '--expose-gc', '--conditions=source']
  const { stdout } = await run(process.execPath, [...node, script, String(mebibytes), String(maxItems), ...names])
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as HostileBodyRead)
}
