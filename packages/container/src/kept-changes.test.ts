import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Completion } from '@coupa-connector/protocol'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Node } from './node.ts'
import { createScriptedHub, problem, type ScriptedHub } from './testing/scripted-hub.ts'
import { startTestNode } from './testing/test-node.ts'

// A change that Coupa made is never told as failed because its answer cannot be read, sent or kept.

let hub: ScriptedHub
let node: Node
let origin: string
let answer: { readonly type: string; readonly body: string }
let posts = 0

const server = createServer((request, response) => {
  request.resume().on('end', () => {
    if (request.url?.startsWith('/oauth2/token')) {
      const token = { access_token: 'a.b.c', token_type: 'bearer', expires_in: 86_399, scope: 'core.supplier.write' }
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(token))
      return
    }
    if (request.method === 'GET') {
      response.writeHead(200, { 'content-type': 'application/json' }).end('[]')
      return
    }
    posts++
    response.writeHead(201, { 'content-type': answer.type }).end(answer.body)
  })
})

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  hub = createScriptedHub()
  node = startTestNode(hub)
})
beforeEach(() => {
  posts = 0
  hub.intercept = undefined
})
afterAll(async () => {
  await node.stop({ graceMs: 0 })
  server.close()
})

const changes = {
  // Without a natural key, so that nothing is looked up: the answer alone decides.
  create: { action: 'create', resource: 'comments', record: { comments: 'x' } },
  update: { action: 'update', resource: 'suppliers', id: 77, record: { name: 'x' } },
  action: { action: 'act', resource: 'invoices', id: 77, name: 'void', parameters: {} },
} as const

async function run(change: keyof typeof changes, body: string, type = 'application/json'): Promise<Completion> {
  answer = { type, body }
  const settings = {
    authenticationType: 'oauth2',
    url: `${origin}/api`,
    accessTokenUrl: `${origin}/oauth2/token`,
    clientId: 'id',
    clientSecret: 'a-secret-of-the-client',
    scope: 'core.supplier.write',
  }
  const operation = { wire: 'json', ...changes[change] } as never
  return await hub.completion(hub.enqueue({ kind: 'operation', settings, operation }))
}

function nested(levels: number): string {
  return `{"id":77,"x":${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}}`
}

const unstorable: readonly (readonly [string, string])[] = [
  ['half of a surrogate pair', '{"id":77,"name":"cut \\ud83d"}'],
  ['the other half', '{"id":77,"name":"\\ude00 cut"}'],
  ['half of a pair in a name', '{"id":77,"\\ud83d":1}'],
  ['U+0000', '{"id":77,"name":"a\\u0000b"}'],
  ['U+0000 in a name', '{"id":77,"a\\u0000":1}'],
  ['the name __proto__', '{"id":77,"__proto__":{"x":1}}'],
  ['45 levels', nested(45)],
  ['60 levels', nested(60)],
  ['190 levels', nested(190)],
]

const json = 'application/json'
const unreadable: readonly (readonly [what: string, body: string, type: string])[] = [
  ['3,000 levels', nested(3000), json],
  ['5,000 levels', nested(5000), json],
  ['5,000 lists', `{"id":77,"x":${'['.repeat(5000)}${']'.repeat(5000)}}`, json],
  ['a cut body', '{"id":77,"na', json],
  ['a web page', '<html><title>Gateway</title></html>', 'text/html'],
  ['bytes that are not text', '\u0000\u0001\u0002', json],
]

describe.each(['create', 'update', 'action'] as const)('%s', (change) => {
  it.each(unstorable)('is done, and its answer is kept with a replacement: %s', async (_what, body) => {
    const { outcome, result } = await run(change, body)

    expect(outcome).toBe('OK')
    expect(result?.message).toContain('cannot be stored as Coupa sent them')
    expect(result?.records?.[0]).toMatchObject({ id: 77 })
    expect(posts).toBe(1)
  })

  it.each(unreadable)('is not told as failed when its answer cannot be read: %s', async (_what, body, type) => {
    const { outcome, result } = await run(change, body, type)

    expect(outcome).toBe('OUTCOME_UNKNOWN')
    expect(result?.error?.message).not.toContain('stack')
  })

  it('is done although the hub does not take the record', async () => {
    hub.intercept = ({ id, body }) => {
      if (id !== 'node.complete') return undefined
      const { completions } = body as { completions: Completion[] }
      return completions.some(({ result }) => result?.records) ? problem('REQUEST_INVALID') : undefined
    }

    const { outcome, result } = await run(change, '{"id":77,"name":"x"}')

    expect(outcome).toBe('OK')
    expect(result).toMatchObject({ outcome: 'OK', isTruncated: true })
    expect(result?.message).toContain('77')
    expect(posts).toBe(1)
  })
})
