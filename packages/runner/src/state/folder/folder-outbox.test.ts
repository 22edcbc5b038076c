import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ProcessState } from '../process-state.ts'
import { openStateFolder } from './open-state-folder.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outbox-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const message = (id: string) => ({ kind: 'document', content: { id } })

/** A state with one run, which posted these messages. */
async function stateWith(...ids: readonly string[]): Promise<ProcessState> {
  const state = openStateFolder(folder, { now: () => 77 })
  const { id } = await state.beginRun({ definition: 'd', trigger: 'person' })
  await state.settle(id, [], {}, ids.map(message))
  return state
}

describe('the outbox of a state folder', () => {
  it('serves the oldest messages first, and says how many wait', async () => {
    await using state = await stateWith('3', '1', '2')

    const { entries, waiting } = await state.outbox({ limit: 2 })

    expect(entries).toMatchObject([
      { kind: 'document', content: { id: '3' }, tries: 0, queuedAtMs: 77, run: expect.any(String) },
      { content: { id: '1' } },
    ])
    expect(waiting).toBe(3)
  })

  it('counts tries, forgets what was sent, and keeps what was told, for the next program too', async () => {
    {
      await using state = await stateWith('1', '2')
      const numbers = (await state.outbox({ limit: 10 })).entries.map(({ number }) => number)
      await state.keepOutbox({ begun: numbers })
      await state.keepOutbox({ done: numbers.slice(0, 1), told: { runs: 1 } })
    }

    await using state = openStateFolder(folder, { now: () => 78 })

    expect(await state.outbox({ limit: 10 })).toMatchObject({
      waiting: 1,
      entries: [{ content: { id: '2' }, tries: 1 }],
    })
    expect(await state.told()).toEqual({ runs: 1 })
  })

  it('keeps nothing of a settlement that fails', async () => {
    await using state = await stateWith()

    await expect(state.settle('no such run', [], {}, [message('1')])).rejects.toThrow('no such run')

    expect(await state.outbox({ limit: 10 })).toEqual({ entries: [], waiting: 0 })
  })

  it.each([
    ['everything', 0],
    ['position', 1],
    ['organization', 1],
  ] as const)('has after a reset to %s so many messages: %i', async (what, expected) => {
    await using state = await stateWith('1')
    await state.keepOutbox({ told: { runs: 1 } })

    await state.reset(what)

    expect((await state.outbox({ limit: 10 })).waiting).toBe(expected)
    expect(await state.told()).toEqual(expected === 0 ? undefined : { runs: 1 })
  })
})
