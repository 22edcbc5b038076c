import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runHere } from './support/run-here.ts'
import { pageOf, type SmallCoupa, sendJson, startSmallCoupa } from './support/small-coupa.ts'

const records = [
  { id: 1, name: 'A', number: '0012', 'erp-legacy-code': 'X1' },
  { id: 2, name: 'B', number: '0013', 'erp-legacy-code': 'X2', 'new-release-field': 'n' },
]

let coupa: SmallCoupa
let home: string
beforeAll(async () => {
  coupa = await startSmallCoupa((_, response, url) => sendJson(response, 200, pageOf(records, url)))
  home = await mkdtemp(join(tmpdir(), 'left-out-'))
})
afterAll(async () => {
  await coupa[Symbol.asyncDispose]()
  await rm(home, { recursive: true })
})

const query = (...args: string[]) => runHere(['query', 'suppliers', ...args], { environment: coupa.environment })

describe('the receipt of a table', () => {
  test.each([
    ['csv', []],
    ['parquet', []],
    ['parquet', ['--checkpoint', 'spooled.checkpoint']],
  ])('names what %s has no column for (%j)', async (format, more) => {
    const [receipt, output] = [join(home, 'receipt.json'), join(home, `records.${format}`)]
    const others = more.map((argument) => (argument.startsWith('--') ? argument : join(home, argument)))
    const { status, stderr } = await query('--format', format, '-o', output, '--receipt', receipt, ...others)
    const { notices, complete }: { notices: string[]; complete: boolean } = JSON.parse(await readFile(receipt, 'utf8'))

    expect({ status, complete }).toEqual({ status: 0, complete: true })
    expect(notices).toEqual([expect.stringContaining('no column for erp-legacy-code, new-release-field')])
    expect(stderr).toContain(notices[0])
  })

  test('leads to a command line that has the columns', async () => {
    const fields = ['--fields', 'id,erp-legacy-code,new-release-field', '--allow-unknown-fields']
    const { stdout, stderr } = await query('--format', 'csv', ...fields)

    expect(stdout).toBe('id,erp-legacy-code,new-release-field\r\n1,X1,\r\n2,X2,n\r\n')
    expect(stderr).toBe('')
  })

  test('has nothing to say where records are written whole', async () => {
    const receipt = join(home, 'whole.json')
    await query('--receipt', receipt)

    expect(JSON.parse(await readFile(receipt, 'utf8'))).toMatchObject({ notices: [] })
  })
})

describe('a name in --fields that no field has', () => {
  test.each([
    ['query', ['query', 'suppliers', '--fields', 'id,nmae']],
    ['get', ['get', 'suppliers', '1', '--fields', 'id,nmae']],
    ['query, below an association', ['query', 'suppliers', '--fields', 'id,primary-contact.emial']],
  ])('is refused by %s before anything is sent', async (_, args) => {
    const asked = coupa.requests.length
    const { status, stderr } = await runHere(args, { environment: coupa.environment })

    expect(status).toBe(2)
    expect(stderr).toMatch(/has no field "(?:nmae|emial)"; the nearest are .*(?:name|email)/)
    expect(stderr).toContain('--allow-unknown-fields')
    expect(coupa.requests).toHaveLength(asked)
  })
})
