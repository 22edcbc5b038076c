import type { Run } from '@coupa-connector/protocol'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type ProcessWorld, startProcessWorld } from '../../testing/process-world.ts'
import { fixFailure, keepFailures } from '../state/failures.ts'
import type { HeldRunState } from '../state/held-run.ts'

let world: ProcessWorld
beforeEach(async () => {
  world = await startProcessWorld()
})
afterEach(() => world[Symbol.asyncDispose]())

/** A run that sets records aside, and finds others in order. */
async function runOnce({ aside = [], fixed = [] }: { aside?: string[]; fixed?: string[] }): Promise<string> {
  const [node] = world.nodes
  const run = await world.startRun()
  const [taken] = await world.claim(node)
  const state = { trx: world.context.db, deployment: world.deployment, run } as unknown as HeldRunState
  const failure = { stage: 'shape', class: 'invalid', code: 'X', message: 'It is wrong.' }
  await keepFailures(
    state,
    aside.map((id) => ({ id, ...failure })),
  )
  await fixFailure(state, fixed)
  await world.end({ node, run, attempt: taken?.attempt ?? 0 }, 'partial')
  return run
}

const failuresOf = async (run: string): Promise<Run['failures']> => (await world.readRun(run)).failures

it('a run says which runs fixed what it set aside, also when a retry of it failed before', async () => {
  const original = await runOnce({ aside: ['1', '2', '3', '4'] })
  const retry = await runOnce({ aside: ['3', '4'], fixed: ['1', '2'] })
  const later = await runOnce({ fixed: ['3'] })

  expect(await failuresOf(original)).toEqual({
    ...{ open: 1, fixed: 3, dismissed: 0 },
    fixedIn: [
      { run: retry, records: 2 },
      { run: later, records: 1 },
    ],
  })
  expect(await failuresOf(retry)).toEqual({ open: 1, fixed: 1, dismissed: 0, fixedIn: [{ run: later, records: 1 }] })
  expect(await failuresOf(later)).toBeNull()
})

it('a record that is set aside again after it was in order belongs to the run that did so', async () => {
  const original = await runOnce({ aside: ['1'] })
  await runOnce({ fixed: ['1'] })
  const again = await runOnce({ aside: ['1'] })

  expect(await failuresOf(original)).toBeNull()
  expect(await failuresOf(again)).toMatchObject({ open: 1, fixed: 0 })
})
