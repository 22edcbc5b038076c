import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runHere } from './support/run-here.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flat-file-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function fileOf(name: string, content: string): Promise<string> {
  const file = join(folder, name)
  await writeFile(file, content)
  return file
}

const invoices =
  '"Invoice","Invoice Number*","Supplier Number","ERP Number"\r\n' +
  '"Invoice Line","Invoice Number*","Line Number","Price*"\r\n' +
  '"Invoice","INV-1","S-7","4711"\r\n' +
  '"Invoice Line","INV-1","1","10.50"\r\n'
const invoice = {
  'invoice-number': 'INV-1',
  supplier: { number: 'S-7' },
  'custom-fields': { 'erp-number': '4711' },
  'invoice-lines': [{ 'line-num': '1', price: '10.50' }],
}

describe('flat-file read', () => {
  it('prints a record a line, and notes columns that Coupa does not have', async () => {
    const file = await fileOf('invoices.csv', invoices)

    const { status, stdout, stderr } = await runHere(['flat-file', 'read', file, '--object', 'invoice'])

    expect({
      status,
      records: stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    }).toEqual({
      status: 0,
      records: [invoice],
    })
    expect(stderr).toContain(`Coupa's flat file of invoice has no column "ERP Number"`)
    expect(stderr).toContain('custom-fields.erp-number')
  })

  it('names the row, the column and the fix, and leaves no half file', async () => {
    const file = await fileOf('invoices.csv', `${invoices}"Invoice Line","INV-9","1","3"\r\n`)
    const output = join(folder, 'out.ndjson')

    const { status, stderr } = await runHere(['flat-file', 'read', file, '--object', 'invoice', '--output', output])

    expect(status).toBe(1)
    expect(stderr).toContain('Row 5 of the file belongs to the invoice with Invoice Number* "INV-9"')
    expect(stderr).toContain('Put the row after its invoice')
    await expect(readFile(output)).rejects.toThrow('ENOENT')
  })

  it('says which objects there are', async () => {
    const file = await fileOf('invoices.csv', invoices)

    const wrong = await runHere(['flat-file', 'read', file, '--object', 'invoise'])
    const none = await runHere(['flat-file', 'read', file])

    expect(wrong).toMatchObject({ status: 2, stderr: expect.stringContaining('Did you mean "invoice"') })
    expect(none).toMatchObject({ status: 2, stderr: expect.stringContaining('exchange-rate') })
  })
})

describe('flat-file write', () => {
  it('writes back what it read, byte by byte, with the header rows of the file', async () => {
    const file = await fileOf('invoices.csv', invoices)
    const records = join(folder, 'invoices.ndjson')
    const output = join(folder, 'again.csv')
    await runHere(['flat-file', 'read', file, '--object', 'invoice', '--output', records])

    const { status } = await runHere([
      ...['flat-file', 'write', records, '--object', 'invoice'],
      ...['--header-of', file, '--output', output],
    ])

    expect(status).toBe(0)
    expect(await readFile(output, 'utf8')).toBe(invoices)
  })

  it('writes records from standard input, with the prompt names of custom fields', async () => {
    const { status, stdout } = await runHere(
      ['flat-file', 'write', '-', '--object', 'supplier', '--custom-field', 'erp-number=ERP Number'],
      { input: '{"name":"Acme","number":7}\n{"name":"Beta","custom-fields":{"erp-number":1.10}}\n' },
    )

    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: '"Name","Supplier Number","ERP Number"\r\n"Acme","7",""\r\n"Beta","","1.10"\r\n',
    })
  })

  it('refuses a field without a column with its line, and leaves it out when told to', async () => {
    const file = await fileOf('suppliers.ndjson', '{"name":"Acme"}\n{"name":"Beta","nmuber":"7"}\n')
    const args = ['flat-file', 'write', file, '--object', 'supplier']

    const refused = await runHere(args)
    const written = await runHere([...args, '--ignore-unknown'])

    expect(refused.status).toBe(2)
    expect(refused.stdout).toBe('')
    expect(refused.stderr).toContain("Line 2: Coupa's flat file of supplier has no column for nmuber.")
    expect(refused.stderr).toContain('Did you mean "number"')
    expect(written).toMatchObject({ status: 0, stdout: '"Name"\r\n"Acme"\r\n"Beta"\r\n' })
  })

  it('splits what Coupa does not take in one file, in alphanumeric order, and keeps the rows of a record together', async () => {
    const lines = (count: number): string =>
      JSON.stringify(Array.from({ length: count }, (_, place) => ({ 'line-num': place + 1 })))
    const input = [4000, 3000, 900].map(
      (count, place) => `{"invoice-number":"I${place}","invoice-lines":${lines(count)}}\n`,
    )
    const output = join(folder, 'invoices.csv')

    const args = ['flat-file', 'write', '-', '--object', 'invoice', '--split', '--output', output]
    const { status, stdout } = await runHere(args, { input: input.join('') })

    const files = [join(folder, 'invoices_001.csv'), join(folder, 'invoices_002.csv')]
    expect({ status, stdout }).toEqual({ status: 0, stdout: files.map((file) => `${file}\n`).join('') })
    const rows = await Promise.all(files.map(async (file) => (await readFile(file, 'utf8')).trim().split('\r\n')))
    expect(rows.map(({ length }) => length)).toEqual([2 + 4001, 2 + 3001 + 901])
    expect(rows.map((all) => all.filter((row) => row.startsWith('"Invoice",')).length)).toEqual([2, 3])
  })

  it('notes that Coupa takes no more than 5,000 rows', async () => {
    const input = Array.from({ length: 5001 }, (_, place) => `{"name":"N${place}"}\n`).join('')

    const { status, stderr } = await runHere(['flat-file', 'write', '-', '--object', 'supplier'], { input })

    expect({ status, stderr }).toMatchObject({ status: 0, stderr: expect.stringContaining('The file has 5001 rows') })
  })
})

describe('flat-file objects', () => {
  it('lists the objects, and the columns of one with their fields', async () => {
    expect((await runHere(['flat-file', 'objects'])).stdout).toMatch(/lookup-value\s+Lookup values\s+LookupValues/)
    expect((await runHere(['flat-file', 'objects', 'supplier'])).stdout).toMatch(/Payment Terms\s+payment-term\.code/)
  })
})
