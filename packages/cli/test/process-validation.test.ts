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
