import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPerson, environmentOf, lines, type Person } from './support/program.ts'

let sandbox: Sandbox
let person: Person
let invoice: string
beforeAll(async () => {
  sandbox = await startSandbox({ records: 20 })
  person = await createPerson(environmentOf(sandbox))
  invoice = String(sandbox.control.ids('invoices')[0])
})
afterAll(async () => {
  await person[Symbol.asyncDispose]()
  await sandbox.close()
})

const inHome = (name: string) => join(person.home, name)
const attach = async (...args: string[]) => {
  const { status, stdout, stderr } = await person.run(['attach', 'invoices', invoice, ...args, '--json'])
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return JSON.parse(stdout) as { id: number; type: string }
}

describe('attach and download', () => {
  test('bring a file of 20 MB back byte for byte, to a file and to standard output', async () => {
    const content = randomBytes(20 * 1024 * 1024)
    await writeFile(inHome('large.bin'), content)
    const { id, type } = await attach('large.bin', '--intent', 'Internal')
    const saved = await person.run(['download', 'invoices', invoice, String(id), '--output', 'back.bin'])
    const piped = await sha256OfOutput(['download', 'invoices', invoice, String(id), '--output', '-'])

    expect({ type, status: saved.status }).toEqual({ type: 'file', status: 0 })
    expect((await readFile(inHome('back.bin'))).equals(content)).toBe(true)
    expect(piped).toBe(createHash('sha256').update(content).digest('hex'))
  })

  test('take a text and a link, which have nothing to download', async () => {
    const text = await attach('--text', 'Paid in cash – see note')
    const url = await attach('--url', 'https://intranet.example/offer/7')
    const list = await person.run(['download', 'invoices', invoice, '--json'])
    const fetched = await person.run(['download', 'invoices', invoice, String(text.id)])

    expect([text.type, url.type]).toEqual(['text', 'url'])
    const attached = (JSON.parse(list.stdout) as { id: number }[]).filter(({ id }) => id === text.id || id === url.id)
    expect(attached).toMatchObject([{ text: 'Paid in cash – see note' }, { url: 'https://intranet.example/offer/7' }])
    expect(fetched).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('file') })
  })

  test.each([
    [[]],
    [['a.txt', '--text', 'b']],
    [['--text', 'a', '--url', 'https://b.example']],
    [['--text', 'a', '--name', 'c']],
    [['no-such-file']],
    [['.']],
  ])('send nothing for %j', async (args) => {
    const before = sandbox.requests.length
    const { status, stderr } = await person.run(['attach', 'invoices', invoice, ...args])

    expect(status).toBe(2)
    expect(stderr).toMatch(/nothing was sent|is a folder/)
    expect(sandbox.requests.length).toBe(before)
  })

  test('say that there is no such attachment, and leave no file', async () => {
    const { status, stderr } = await person.run(['download', 'invoices', invoice, '99999999', '-o', 'none.bin'])

    expect(status).toBe(1)
    expect(stderr).toContain('404')
    expect((await readdir(person.home)).filter((name) => name.startsWith('none'))).toEqual([])
  })
})

describe('act', () => {
  test('puts an image scan to an invoice and fetches it again', async () => {
    await writeFile(inHome('scan.png'), Buffer.from('not really a picture'))
    const put = await person.run(['act', 'invoices', invoice, 'image_scan', 'file=scan.png', '--json'])
    const got = await person.run(['act', 'invoices', invoice, 'retrieve_image_scan', '--output', 'scan-back.png'])

    expect([put.status, got.status]).toEqual([0, 0])
    expect(await readFile(inHome('scan-back.png'), 'utf8')).toBe('not really a picture')
  })

  test('answers with the fields that are named', async () => {
    const [draft] = lines(
      (await person.run(['query', 'invoices', '--where', 'status=draft', '--fields', 'id', '--limit', '1'])).stdout,
    )
    const id = String(draft?.id)
    const { status, stdout } = await person.run(['act', 'invoices', id, 'void', '--fields', 'status', '--json'])

    expect({ status, answer: JSON.parse(stdout) }).toEqual({ status: 0, answer: { id: Number(id), status: 'voided' } })
  })
})

/** Runs the program and gives the digest of its output, which is not text. */
async function sha256OfOutput(args: readonly string[]): Promise<string> {
  const { process: child } = person.start(args)
  const digest = createHash('sha256')
  child.stdout?.setEncoding('latin1')
  for await (const chunk of child.stdout ?? []) digest.update(Buffer.from(chunk as string, 'latin1'))
  return digest.digest('hex')
}
