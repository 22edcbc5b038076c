import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  createJobWorld,
  type JobWorld,
  nodeCredential,
  operationRequest,
  testConnectionType,
} from '../../testing/job-world.ts'
import { startTestHub, type TestHub } from '../../testing/test-hub.ts'
import { claimJobs } from '../queue/claim-jobs.ts'

let world: JobWorld
let test: TestHub

beforeEach(async () => {
  world = await createJobWorld()
  test = await startTestHub({ database: world.database, connectionType: testConnectionType })
})
afterEach(async () => await test[Symbol.asyncDispose]())

async function post(path: string, body: string): Promise<Response> {
  return await test.hub.fetch(`${test.origin}/api/v1/node/${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${nodeCredential(world.nodes[0].id)}`,
    },
    body,
  })
}

async function startedCreate(): Promise<string> {
  const job = await world.addJob({ request: operationRequest('create') })
  await claimJobs(world.context, world.nodes[0], 1)
  return job
}

describe('the end of a change, as any node may hand it in,', () => {
  it.each([
    ['half of a surrogate pair', '{"id":7,"name":"\\ud83d"}'],
    ['U+0000', '{"id":7,"name":"\\u0000"}'],
    ['a name with U+0000', '{"id":7,"a\\u0000":1}'],
    ['the name __proto__', '{"id":7,"__proto__":{"toString":1}}'],
    ['45 levels', `{"id":7,"x":${'['.repeat(45)}${']'.repeat(45)}}`],
    ['10,000 levels', `{"id":7,"x":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}`],
    ['a number beyond the range of numbers', '{"id":7,"x":1e999}'],
  ])('is kept with what cannot be stored replaced: %s', async (_what, record) => {
    const job = await startedCreate()
    const result = `{"outcome":"OK","message":"Created.","durationMs":1,"records":[${record}]}`

    const response = await post(
      'completions',
      `{"completions":[{"job":"${job}","attempt":1,"outcome":"OK","result":${result}}]}`,
    )

    expect(await response.json()).toEqual({ accepted: [job], refused: [] })
    expect(await world.readJob(job)).toMatchObject({ outcome: 'OK', result: { records: [{ id: 7 }] } })
  })
})

it('keeps the fields of records in the order in which Coupa served them', async () => {
  const job = await startedCreate()
  const record = '{"number":"S-1","name":"Acme","id":7,"primary-contact":{"login":"x","id":1},"duns":null}'
  const result = `{"outcome":"OK","message":"Created.","durationMs":1,"records":[${record}]}`

  await post('completions', `{"completions":[{"job":"${job}","attempt":1,"outcome":"OK","result":${result}}]}`)

  const { result: kept } = await world.readJob(job)
  expect(JSON.stringify(Object(kept).records)).toBe(`[${record}]`)
})

it('keeps events with what cannot be stored replaced', async () => {
  const job = await startedCreate()

  const response = await post(
    `jobs/${job}/events`,
    '{"attempt":1,"events":[{"type":"progress","at":"2026-01-01T00:00:00Z","data":{"text":"\\ud83d","__proto__":1}}]}',
  )

  expect(await response.json()).toEqual({ isCancelRequested: false, dropped: 0 })
})

it('still refuses such text from people', async () => {
  const response = await test.hub.fetch(`${test.origin}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: test.origin },
    body: '{"email":"\\ud83d","password":"x"}',
  })

  expect(response.status).toBe(400)
})
