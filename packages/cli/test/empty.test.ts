import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startSandbox } from '@coupa-connector/sandbox'
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPerson, environmentOf, type Person } from './support/program.ts'

let person: Person
beforeAll(async () => {
  person = await createPerson()
})
afterAll(() => person[Symbol.asyncDispose]())

/** Every way in which Coupa says that there is nothing. */
const ways = [
  ['json', 'empty-json-search', 'empty-array'],
  ['json', 'empty-json-search', '404'],
  ['xml', 'empty-xml-search', '404'],
  ['xml', 'empty-xml-search', 'empty-array'],
  ['json', 'limited-index', 'object'],
] as const

describe.each(ways)('an empty result over %s with %s=%s', (wire, quirk, value) => {
  test('is empty in every format, complete and no error', async () => {
    await using sandbox = await startSandbox({ records: 5, rateLimit: false, quirks: { [quirk]: value } })
    const query = (...args: string[]) =>
      person.run(
        ['query', 'invoices', '--where', 'invoice-number=none', '--wire', wire, '--fields', 'id,paid', ...args],
        {
          environment: environmentOf(sandbox),
        },
      )
    const [ndjson, json, csv, parquet, counted, changed] = await Promise.all([
      query(),
      query('--format', 'json'),
      query('--format', 'csv'),
      query('--format', 'parquet', '-o', 'empty.parquet'),
      query('--receipt', 'empty.receipt'),
      query('--updated-after', '2000-01-01'),
    ])

    for (const { status, stderr } of [ndjson, json, csv, parquet, counted, changed]) {
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    }
    expect([ndjson.stdout, json.stdout, csv.stdout, changed.stdout]).toEqual(['', '[]\n', 'id,paid\r\n', ''])
    const receipt: unknown = JSON.parse(await readFile(join(person.home, 'empty.receipt'), 'utf8'))
    expect(receipt).toMatchObject({ records: 0, repeats: 0, complete: true })
    const file = await asyncBufferFromFile(join(person.home, 'empty.parquet'))
    expect(await parquetReadObjects({ file })).toEqual([])
  })
})
