import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runHere } from './support/run-here.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'validation-'))
})
afterEach(async () => await rm(folder, { recursive: true, force: true }))

async function validate(text: string, ...args: readonly string[]): ReturnType<typeof runHere> {
  const file = join(folder, 'ok-to-pay.json')
  await writeFile(file, text)
  return await runHere(['processes', 'validate', file, ...args])
}

test('refuses a definition that says the same thing twice, and names the lines', async () => {
  const { status, stderr } = await validate(`{
  "process": "ok-to-pay",
  "values": { "target": { "kind": "files" } },
  "source": { "resource": "invoices", "mode": "incremental" },
  "mapping": { "shape": "nested" },
  // The one above would not count.
  "source": { "resource": "suppliers", "mode": "incremental" }
}`)

  expect(status).toBe(2)
  expect(stderr).toContain('line 7, column 3: the name "source" is in line 4 already, in the same object')
})

test('warns of a process that marks records which become no row', async () => {
  const definition = JSON.stringify({
    process: 'lines',
    values: { target: { kind: 'files' } },
    source: { resource: 'invoices', mode: 'work-list', fields: ['id', 'status', 'invoice-lines'] },
    mapping: { shape: 'tables', tables: { invoice_line: { each: 'invoice-lines', columns: { id: 'id' } } } },
    acknowledge: { mode: 'after-commit' },
  })

  const text = await validate(definition)
  const json = await validate(definition, '--json')

  expect(text).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('Warning: mapping.tables can leave a record'),
  })
  expect(JSON.parse(json.stdout)).toMatchObject({ valid: true, warnings: [{ path: 'mapping.tables' }] })
})

test.each([
  ['several definitions', 'process: a\n---\nprocess: b\n', 'it has several documents'],
  ['a name without an anchor', 'process: *nobody\n', 'nobody'],
  [
    'anchors that multiply',
    [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...['b', 'c', 'd', 'e'].map((name, place) => {
        const below = `*${'abcd'[place]}`
        return `${name}: &${name} [${Array.from({ length: 9 }, () => below).join(',')}]`
      }),
    ].join('\n'),
    'resource exhaustion',
  ],
])('refuses YAML with %s, and names the file', async (_what, text, message) => {
  const file = join(folder, 'load.yaml')
  await writeFile(file, text)

  const { status, stderr } = await runHere(['processes', 'validate', file])

  expect(status).toBe(2)
  expect(stderr).toContain(`The definition ${file} is not YAML that can be read: `)
  expect(stderr).toContain(message)
})

test('says of a load everything that no record could get right', async () => {
  const definition = {
    process: 'suppliers',
    direction: 'in',
    values: { coupa: { kind: 'connection' }, source: { kind: 'files' } },
    source: { format: 'csv' },
    mapping: {
      columns: {
        id: 'id',
        number: 'number',
        status: { value: 'gone' },
        'payment-term': 'term',
        'payment-term.code': 'code',
      },
    },
    destination: { resource: 'suppliers', key: ['number'], secondPass: ['manager'] },
  }

  const { status, stderr } = await validate(JSON.stringify(definition))

  expect(status).toBe(2)
  expect(stderr).toContain('mapping.columns.id names a field that Coupa sets by itself')
  expect(stderr).toContain('mapping.columns.status.value is "gone", which is not one of its choices')
  expect(stderr).toContain('mapping.columns.payment-term sets the record as a whole')
  expect(stderr).toContain('destination.secondPass names the field manager, which does not exist')
})
