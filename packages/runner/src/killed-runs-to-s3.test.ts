import { describe, expect, it } from 'vitest'
import { startS3Server, type TestS3Server } from '../../endpoints/src/testing/test-s3-server.ts'
import type { StepName } from './run/run-options.ts'
import { createWorld } from './testing/world.ts'

const small = { limits: { batch: { records: 20 } } }

const kills: readonly (readonly [StepName, number])[] = [
  ['batch-opened', 2],
  ['batch-written', 1],
  ['batch-committed', 1],
  ['batch-committed', 2],
  ['batch-kept', 1],
  ['record-marked', 27],
  ['records-settled', 1],
]

describe('a run to an S3 bucket that is killed', () => {
  it.each(kills)('after %s for the %ith time loses and repeats nothing', async (step, times) => {
    await using server = await startS3Server()
    const target = { kind: 's3', settings: server.settings } as const
    await using world = await createWorld({ records: { invoices: 200 }, target })
    const due = await world.approved({ exported: false })

    const signal = await world.runKilled(step, times, small)
    const receipt = await world.run({ change: small })

    expect(signal).toBe('SIGKILL')
    expect(await deliveredTo(server)).toEqual(due.map(({ id }) => id))
    expect(await world.approved({ exported: false })).toEqual([])
    expect(receipt).toMatchObject({
      outcome: 'succeeded',
      isResumed: true,
      guarantee: 'exactly-once',
      delivered: due.length,
      acknowledged: due.length,
    })
  })
})

/** The ids that a consumer finds, sorted: those of the objects that the manifests name. */
async function deliveredTo(server: TestS3Server): Promise<readonly number[]> {
  const manifests = (await server.keys()).filter((key) => key.startsWith('manifest/'))
  const lines = (await Promise.all(manifests.map((key) => linesOf<{ file: string }>(server, key)))).flat()
  const documents = await Promise.all(lines.map(({ file }) => linesOf<{ id: number }>(server, file)))
  return documents
    .flat()
    .map(({ id }) => id)
    .sort((a, b) => a - b)
}

async function linesOf<Line>(server: TestS3Server, key: string): Promise<readonly Line[]> {
  const text = (await server.read(key)) ?? ''
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Line => JSON.parse(line))
}
