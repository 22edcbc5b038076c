import { afterEach, describe, expect, it } from 'vitest'
import { createJobWorld, type JobWorld, testReport } from '../../testing/job-world.ts'
import { completeJobs } from '../end/complete-jobs.ts'
import { claimJobs } from '../queue/claim-jobs.ts'
import { streamEvents, type Watcher } from './watch-job.ts'

let world: JobWorld

afterEach(async () => await world[Symbol.asyncDispose]())

const watcher = (signal = new AbortController().signal): Watcher => ({
  account: world.account,
  signal,
  recheck: async () => {},
})

describe('streamEvents', () => {
  it('gives events as they happen and ends with the job, without the clock moving', async () => {
    world = await createJobWorld()
    const job = await world.addJob()
    const types: string[] = []
    const reading = (async () => {
      for await (const { type } of streamEvents(world.context, watcher(), job, 0)) types.push(type)
    })()

    await claimJobs(world.context, world.nodes[0], 1)
    await completeJobs(world.context, world.nodes[0], [{ job, attempt: 1, outcome: 'OK', report: testReport() }])
    await reading

    expect(types).toEqual(['queued', 'leased', 'finished'])
  })

  it('goes on behind a number', async () => {
    world = await createJobWorld()
    const job = await world.addJob()
    await claimJobs(world.context, world.nodes[0], 1)
    await completeJobs(world.context, world.nodes[0], [{ job, attempt: 1, outcome: 'OK', report: testReport() }])
    const sequences: number[] = []

    for await (const { sequence } of streamEvents(world.context, watcher(), job, 2)) sequences.push(sequence)

    expect(sequences).toEqual([3])
  })

  it('ends when the client goes', async () => {
    world = await createJobWorld()
    const job = await world.addJob()
    const client = new AbortController()
    const stream = streamEvents(world.context, watcher(client.signal), job, 0)

    expect((await stream.next()).value).toMatchObject({ type: 'queued' })
    const ending = stream.next()
    client.abort()

    expect((await ending).done).toBe(true)
  })
})
