import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { collect, startWorld } from './support/start-world.ts'

const run = promisify(execFile)

describe('a connection that is let go', () => {
  it('leaves nothing open, so that its program ends', async () => {
    const program = fileURLToPath(new URL('support/read-and-close.ts', import.meta.url))

    const { stdout } = await run('node', ['--conditions=source', program], { timeout: 20_000 })

    expect(stdout).toBe('closed\n')
  })

  it('ends the requests under way when a loop is left', async () => {
    await using world = await startWorld({ sandbox: { records: { suppliers: 2000 }, latencyMs: 5 } })

    const concurrency = 8
    for await (const _ of world.connection.resource('suppliers').query({ reading: { concurrency } })) break
    const asked = world.sandbox.counters.api
    await collect(world.connection.resource('uoms').query())

    // What was on its way still arrives, and the second read takes two. Without the end it would be all 40 pages.
    expect(world.sandbox.counters.api - asked).toBeLessThanOrEqual(concurrency + 2)
  })

  it.each(['query', 'get', 'create'] as const)('rejects %s with the reason of the signal', async (call) => {
    await using world = await startWorld()
    const reason = new Error('enough')
    const controller = new AbortController()
    const { signal } = controller
    world.sandbox.control.fault({ kind: 'slow-headers', delayMs: 5_000, every: 1 })
    const suppliers = world.connection.resource('suppliers')
    const calls = {
      query: () => collect(suppliers.query({ signal })),
      get: () => suppliers.get(1, { signal }),
      create: () => suppliers.create({ name: 'Acme', number: 'A-1' }, { signal }),
    }

    const attempt = calls[call]()
    setImmediate(() => controller.abort(reason))

    await expect(attempt).rejects.toBe(reason)
  })
})
