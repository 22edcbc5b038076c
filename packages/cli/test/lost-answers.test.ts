import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type FaultRule, type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startHttp } from '../../connector/src/testing/loopback.ts'
import { createLeapingClock } from '../../connector/test/support/leaping-clock.ts'
import { environmentOf, lines } from './support/program.ts'
import { type RunHereOptions, runHere } from './support/run-here.ts'

let sandbox: Sandbox
let home: string
let count = 0
beforeAll(async () => {
  sandbox = await startSandbox({ records: 20, rateLimit: false })
  home = await mkdtemp(join(tmpdir(), 'coupa-lost-answers-'))
})
afterEach(() => sandbox.control.clearFaults())
afterAll(async () => {
  await rm(home, { recursive: true, force: true })
  await sandbox.close()
})

const clock = createLeapingClock()
/** Runs the program with a clock on which it takes no time to look for what was created until it must be there. */
const run = (args: readonly string[], { environment, ...options }: RunHereOptions = {}) =>
  runHere(args, { ...options, clock, environment: { HOME: home, ...environmentOf(sandbox), ...environment } })

const posts = () => sandbox.requests.filter(({ method, path }) => method === 'POST' && path.includes('/api/')).length
const nextNumber = () => `LOST-${++count}`

/** All but `reset` are applied before the answer is lost. */
const losses: readonly FaultRule[] = [
  { kind: 'drop-answer', method: 'POST' },
  { kind: 'cut-body', method: 'POST' },
  { kind: 'reset', method: 'POST' },
  { kind: 'garbage', method: 'POST' },
  { kind: 'wrong-length', method: 'POST', lengthError: 50 },
]

describe('a POST whose answer is lost', () => {
  test.each(losses)('ends with the id and one record, when it is lost by $kind', async (fault) => {
    const number = nextNumber()
    sandbox.control.fault(fault)
    const { status, stdout } = await run(['create', 'suppliers', '--json', '--fields', 'id,number'], {
      input: JSON.stringify({ name: `Supplier ${number}`, number }),
    })
    const found = await run(['query', 'suppliers', '--where', `number=${number}`, '--fields', 'id,number'])

    expect(status).toBe(0)
    expect(lines(found.stdout)).toEqual([JSON.parse(stdout)])
  })

  test.each(losses)('is never sent again without a natural key, when it is lost by $kind', async (fault) => {
    const before = posts()
    sandbox.control.fault(fault)
    const { status, stdout, stderr } = await run(['create', 'invoices', '--json'], {
      input: '{"document-type":"Invoice"}',
    })

    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toMatch(/unknown/i)
    expect(posts() - before).toBe(1)
  })

  test('ends with the id and one record, when a gateway says 503 behind its back', async () => {
    await using gateway = await startGateway(sandbox)
    const number = nextNumber()
    const before = posts()
    const { status, stdout } = await run(['create', 'suppliers', '--json', '--fields', 'id'], {
      input: JSON.stringify({ name: `Supplier ${number}`, number }),
      environment: { COUPA_URL: `${gateway.url}/api` },
    })
    const found = await run(['query', 'suppliers', '--where', `number=${number}`, '--fields', 'id'])

    expect(status).toBe(0)
    expect(lines(found.stdout)).toEqual([JSON.parse(stdout)])
    expect(posts() - before).toBe(1)
  })

  test('is an outcome of its own in a batch', async () => {
    sandbox.control.fault({ kind: 'drop-answer', method: 'POST', after: 1 })
    const inputs = [{ 'document-type': 'Invoice' }, { 'document-type': 'Invoice' }]
    const { status, stdout } = await run(['create', 'invoices', '--concurrency', '1'], {
      input: inputs.map((input) => JSON.stringify(input)).join('\n'),
    })
    const outcomes = lines(stdout)

    expect(status).toBe(1)
    expect(outcomes.at(-1)).toMatchObject({ total: 2, unknown: 1 })
    expect(outcomes[1]).toMatchObject({ status: 'unknown', error: { code: 'COUPA_OUTCOME_UNKNOWN' } })
  })
})

describe('--fields of a change', () => {
  test('says what to answer with', async () => {
    const number = nextNumber()
    const input = JSON.stringify({ name: `Supplier ${number}`, number })
    const created = await run(['create', 'suppliers', '--json', '--fields', 'number'], { input })
    const { id } = JSON.parse(created.stdout) as { id: number }
    const update = ['update', 'suppliers', String(id), '--json', '--fields', 'id,website']
    const updated = await run(update, { input: '{"website":"https://x.example"}' })

    expect(JSON.parse(created.stdout)).toEqual({ id, number })
    expect(JSON.parse(updated.stdout)).toEqual({ id, website: 'https://x.example' })
  })
})

/** Hands everything on to the sandbox, and answers each POST with 503 although it was carried out. */
function startGateway({ url }: Sandbox): ReturnType<typeof startHttp> {
  return startHttp(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const { authorization = '', accept = '', 'content-type': contentType = '' } = request.headers
    const answer = await fetch(new URL(request.url ?? '', url), {
      method: request.method ?? 'GET',
      headers: { authorization, accept, ...(contentType ? { 'content-type': contentType } : {}) },
      ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
    })
    const body = Buffer.from(await answer.arrayBuffer())
    if (request.method === 'POST') return response.writeHead(503, { 'content-type': 'text/html' }).end('<h1>503</h1>')
    return response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' }).end(body)
  })
}
