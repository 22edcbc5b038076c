import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe as describeResource } from '@coupa-connector/catalog'
import type { Checkpoint } from '@coupa-connector/connector'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createCommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { captureContext } from '../../testing/capture-context.ts'
import { openOutput } from './query-output.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'query-output-'))
})
afterEach(() => rm(folder, { recursive: true }))

const window = { from: '2026-01-01T00:00:00Z', before: '2026-01-02T00:00:00Z', seen: [], previous: [] }
const checkpointOf = (facts: Partial<Checkpoint>) => ({ version: 1, resource: 'invoices', ...facts }) as Checkpoint

/** Time passes, so that each position is saved. */
function contextOf(): Context {
  let nowMs = 0
  const { context } = captureContext()
  return { ...context, clock: { ...context.clock, monotonicMs: () => (nowMs += 10_000) } }
}

async function open() {
  const options = { output: join(folder, 'out.ndjson'), checkpoint: join(folder, 'state.json') }
  const input = createCommandInput(new Map(), new Map(Object.entries(options)))
  return await openOutput(input, describeResource('invoices'), contextOf())
}

/** A run that wrote two records and saved its position after the first; gives the state that a kill would leave. */
async function runUntilKilled(checkpoint: Checkpoint, moment: 'before the name' | 'after the name') {
  const output = await open()
  await output.write({ id: 1 })
  await output.savePosition?.(checkpointOf({ isComplete: false }))
  await output.write({ id: 2 })
  await output.complete(checkpoint)
  // What stood in the checkpoint file in that moment, by hand: the run above has gone on from there.
  const position = {
    version: 1,
    format: 'ndjson',
    isWhole: true,
    output: { file: join(folder, 'out.ndjson'), validBytes: 18 },
    checkpoint,
  }
  await writeFile(join(folder, 'state.json'), JSON.stringify(position))
  if (moment === 'before the name') await rename(join(folder, 'out.ndjson'), join(folder, 'out.ndjson.partial'))
}

describe('a run that was killed after its last record', () => {
  test.each(['before the name', 'after the name'] as const)(
    '%s leaves the file to the next run, whole',
    async (moment) => {
      await runUntilKilled(checkpointOf({ isComplete: true }), moment)

      const next = await open()

      expect(await readFile(join(folder, 'out.ndjson'), 'utf8')).toBe('{"id":1}\n{"id":2}\n')
      expect([next.continueFrom, next.startAfter]).toEqual([undefined, undefined])
      expect(await readdir(folder)).not.toContain('state.json')
      await next.abandon()
    },
  )

  test.each(['before the name', 'after the name'] as const)('%s has moved the window of changes on', async (moment) => {
    await runUntilKilled(checkpointOf({ isComplete: true, window }), moment)

    const next = await open()

    expect(next.startAfter?.window).toEqual(window)
    await next.abandon()
  })
})

test('the position says that the file is whole before the file gets its name', async () => {
  const output = await open()
  await output.write({ id: 1 })
  // Without its file the last step fails, as if the run had been killed before it.
  await rm(join(folder, 'out.ndjson.partial'))
  await expect(output.complete(checkpointOf({ isComplete: true }))).rejects.toThrow('ENOENT')

  expect(JSON.parse(await readFile(join(folder, 'state.json'), 'utf8'))).toMatchObject({
    isWhole: true,
    output: { validBytes: 9 },
  })
})

test.each([undefined, '-'])('keeps Parquet off a terminal (--output %s)', async (output) => {
  const { context } = captureContext({ columns: 80 })
  const options = { format: 'parquet', ...(output === undefined ? {} : { output }) }
  const input = createCommandInput(new Map(), new Map(Object.entries(options)))

  await expect(openOutput(input, describeResource('invoices'), context)).rejects.toMatchObject({
    message: '--format parquet is not text, and standard output is a terminal.',
    suggestion: 'Write it to a file: --output records.parquet',
  })
})
