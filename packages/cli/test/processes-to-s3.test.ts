import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startS3Server, type TestS3Server } from '../../endpoints/src/testing/test-s3-server.ts'
import { createPerson, environmentOf, lines, type Person } from './support/program.ts'

let sandbox: Sandbox
let person: Person
let server: TestS3Server

beforeEach(async () => {
  sandbox = await startSandbox({ records: { invoices: 200 }, rateLimit: false })
  person = await createPerson(environmentOf(sandbox))
  server = await startS3Server()
})
afterEach(async () => {
  await person[Symbol.asyncDispose]()
  await sandbox.close()
  await server[Symbol.asyncDispose]()
})

/** Below what the server knows, so that whatever signs the requests is what the test is about. */
const keys = { COUPA_PROCESS_TARGET_ACCESS_KEY_ID: 'S3RVER', COUPA_PROCESS_TARGET_SECRET_ACCESS_KEY: 'S3RVER' }

async function newProcess(...args: readonly string[]): Promise<string> {
  const file = join(person.home, 'process.json')
  const { status, stderr } = await person.run([
    'processes',
    'new',
    'E01',
    '--destination',
    's3',
    ...args,
    '--output',
    file,
  ])
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return file
}

function run(file: string, environment: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const set = { bucket: 'landing', prefix: 'coupa', endpoint: `http://127.0.0.1:${server.port}` }
  const settings = Object.entries(set).flatMap(([name, value]) => ['--set', `target.${name}=${value}`])
  const fast = ['--requests-per-second', '1000']
  return person.run(['processes', 'run', file, ...settings, ...fast, ...args, '--json'], { environment })
}

describe('processes to a bucket', () => {
  test('deliver tables as CSV, with keys from the environment', async () => {
    const file = await newProcess('--format', 'csv', '--shape', 'tables')

    const { status, stdout, stderr } = await run(file, keys)

    const receipt = JSON.parse(stdout)
    const objects = receipt.batches.map(({ object }: { object: string }) => `coupa/${object}`)
    const [manifestKey = ''] = (await server.keys()).filter((key) => key.startsWith('coupa/manifest/'))
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(receipt).toMatchObject({ outcome: 'succeeded', guarantee: 'exactly-once' })
    expect(receipt.acknowledged).toBe(receipt.delivered)
    expect(objects).toContainEqual(expect.stringMatching(/^coupa\/invoice_line\/invoice_line_.*\.csv$/))
    expect(await server.keys()).toEqual([...objects, manifestKey].sort())
    expect(lines((await server.read(manifestKey)) ?? '').map((line) => `coupa/${line.file}`)).toEqual(objects)
    expect(await readFile(file, 'utf8')).not.toContain('S3RVER')
  })

  test('sign in as the machine when no keys are given, and go to no endpoint that the machine names', async () => {
    const file = await newProcess()
    await mkdir(join(person.home, '.aws'))
    const profile = '[landing]\naws_access_key_id = S3RVER\naws_secret_access_key = S3RVER\n'
    await writeFile(join(person.home, '.aws', 'credentials'), profile)

    const { status, stdout } = await run(file, { AWS_PROFILE: 'landing', AWS_ENDPOINT_URL: 'http://127.0.0.1:1' })

    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'succeeded' })
  })

  test('refuse a secret on the command line, and name the variable', async () => {
    const file = await newProcess()

    const result = await run(file, {}, '--set', 'target.secretAccessKey=S3RVER')

    expect(result).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('COUPA_PROCESS_TARGET_SECRET_ACCESS_KEY'),
    })
    expect(server.requests).toEqual([])
  })

  test('refuse an access key in a definition', async () => {
    const file = await newProcess()
    const definition = JSON.parse(await readFile(file, 'utf8'))
    definition.values.target.default = { bucket: 'landing', accessKeyId: 'AKIA' }
    await writeFile(file, JSON.stringify(definition))

    const { status, stderr } = await person.run(['processes', 'validate', file])

    expect(status).toBe(2)
    expect(stderr).toContain('accessKeyId')
  })

  test('fail with the reason when the key may not write, mark nothing, and continue when it may', async () => {
    const file = await newProcess()
    server.fate = ({ method }) => (method === 'PUT' ? { status: 403, code: 'AccessDenied' } : 'answer')

    const refused = await run(file, keys)
    server.fate = () => 'answer'
    const allowed = await run(file, keys)

    expect(refused.status).toBe(1)
    expect(JSON.parse(refused.stdout)).toMatchObject({ outcome: 'failed', code: 'NOT_PERMITTED', acknowledged: 0 })
    expect(allowed.status).toBe(0)
    const { delivered, acknowledged } = JSON.parse(allowed.stdout)
    expect(acknowledged).toBe(delivered)
    expect(delivered).toBeGreaterThan(0)
  })
})
