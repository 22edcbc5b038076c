import { once } from 'node:events'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPerson, type Person } from './support/program.ts'

const content = Buffer.from(Array.from({ length: 200_000 }, (_, index) => (index * 31) % 256))
const received: Buffer[] = []
let server: Server
let person: Person

/** As much of Coupa as has attachments: it keeps what is uploaded and serves one file under a name that leads astray. */
beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    if (request.method === 'POST') {
      received.push(Buffer.concat(chunks))
      response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":9,"type":"file"}')
    } else if (request.url?.startsWith('/api/invoices/1/attachments/9')) {
      const headers = {
        'content-type': 'application/pdf',
        'content-disposition': 'attachment; filename="../.scan.pdf"',
      }
      response.writeHead(200, headers).end(content)
    } else {
      const list = [
        { id: 8, type: 'text', text: 'a note' },
        { id: 9, type: 'file', 'file-file-name': 'scan.pdf' },
      ]
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(list))
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}/api`
  person = await createPerson({ COUPA_URL: url, COUPA_AUTHENTICATION_TYPE: 'api-key', COUPA_TOKEN: 'key' })
})
afterAll(async () => {
  await person[Symbol.asyncDispose]()
  server.close()
})

describe('attach', () => {
  test('sends the bytes of the file under its name', async () => {
    await writeFile(join(person.home, 'scan.pdf'), content)
    const { status, stdout } = await person.run([
      'attach',
      'invoices',
      '1',
      'scan.pdf',
      '--intent',
      'Internal',
      '--json',
    ])

    expect({ status, stdout }).toEqual({ status: 0, stdout: '{"id":9,"type":"file"}\n' })
    const body = received.at(-1) ?? Buffer.alloc(0)
    expect(body.includes(content)).toBe(true)
    expect(body.toString('latin1')).toContain('filename="scan.pdf"')
  })

  test('sends nothing when there is no such file', async () => {
    const before = received.length

    expect(await person.run(['attach', 'invoices', '1', 'none.pdf'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('none.pdf, does not exist'),
    })
    expect(received.length).toBe(before)
  })
})

describe('download', () => {
  test('lists what is there', async () => {
    const { status, stdout } = await person.run(['download', 'invoices', '1'])

    expect(status).toBe(0)
    expect(stdout).toMatch(/8 +text +a note\n9 +file +scan\.pdf/)
  })

  test('gives the same bytes, to a file and to standard output', async () => {
    const saved = await person.run(['download', 'invoices', '1', '9', '-o', 'back.pdf'])
    const piped = await person.run(['download', 'invoices', '1', '9', '-o', '-'])

    expect([saved.status, piped.status]).toEqual([0, 0])
    expect((await readFile(join(person.home, 'back.pdf'))).equals(content)).toBe(true)
  })

  test('never leaves the folder, whatever the name is in Coupa', async () => {
    await mkdir(join(person.home, 'here'))
    const { status } = await person.run(['download', 'invoices', '1', '9', '--directory', 'here'])

    expect(status).toBe(0)
    expect(await readdir(join(person.home, 'here'))).toEqual(['scan.pdf'])
  })

  test('refuses to download one file over another', async () => {
    await mkdir(join(person.home, 'taken'))
    await writeFile(join(person.home, 'taken', 'scan.pdf'), 'mine')

    expect(await person.run(['download', 'invoices', '1', '9', '--directory', 'taken'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('exists already'),
    })
  })

  test('with --all can be run again, and says what was complete already', async () => {
    const command = ['download', 'invoices', '1', '--all', '--directory', 'all']
    const first = await person.run(command)
    const second = await person.run([...command, '--json'])

    expect(first).toMatchObject({
      status: 0,
      stderr: 'Saved all/scan.pdf\n1 file: 1 saved. 1 more is a text or a link.\n',
    })
    expect(second).toMatchObject({ status: 0, stderr: expect.stringContaining('1 file: 0 saved, 1 complete already.') })
    expect(JSON.parse(second.stdout)).toEqual({ id: 9, name: 'scan.pdf', status: 'present', file: 'all/scan.pdf' })
  })
})
