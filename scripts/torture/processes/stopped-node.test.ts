import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Run } from '@coupa-connector/protocol'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { testServerUrl } from '../../../packages/hub/src/testing/database/test-server-url.ts'
import type { Program } from '../program.ts'
import { checkContents, checkMarks } from './check-deliveries.ts'
import { type DeployedProcess, type ProcessWorld, startProcessWorld } from './process-world.ts'

let world: ProcessWorld
beforeAll(async () => {
  world = await startProcessWorld({ server: testServerUrl(), targetServer: testServerUrl() })
}, 120_000)
afterAll(async () => {
  await world[Symbol.asyncDispose]()
})

const withinMs = 120_000

/** The process that delivers invoices to files, in batches of ten. */
const invoices = (): DeployedProcess => world.processes[0] as DeployedProcess

async function readRun(run: string): Promise<Run> {
  const params = { account: world.installation.account, run }
  return await world.answered(() => world.installation.client.call('run.get', { params, query: {} }))
}

async function countBatches(): Promise<number> {
  const manifest = await readFile(join(world.folder, 'manifest.ndjson'), 'utf8').catch(() => '')
  return manifest.split('\n').length - 1
}

/** Starts a run, and resolves when it has committed so many batches more. */
async function startUntil(batches: number): Promise<string> {
  const before = await countBatches()
  const run = await world.start(invoices())
  if (run === undefined) throw new Error('no run was started')
  const options = { timeout: 60_000, interval: 5 }
  await vi.waitFor(async () => expect(await countBatches()).toBeGreaterThanOrEqual(before + batches), options)
  return run
}

async function nodeOf(run: string): Promise<Program> {
  const { node } = await readRun(run)
  const found = world.installation.nodes.find(({ name }) => name === `node ${node}`)
  if (found === undefined) throw new Error(`no node has the run: ${node}`)
  return found
}

/** Edits every invoice, as a person whose edit asks for a new export. */
function editAll(text: string): void {
  for (const id of invoices().due) {
    const values = { 'invoice-number': `${text}-${id}` }
    world.installation.sandbox.control.edit({ resource: 'invoices', id, as: 'person', values })
  }
}

async function deliverRest(): Promise<void> {
  for (const process of world.processes) {
    for (let last = 0; last < 2; last++) {
      const run = await world.start(process)
      if (run === undefined) throw new Error('no run was started')
      expect(await world.ended(run, withinMs)).toMatchObject({ state: 'ended', outcome: 'succeeded' })
    }
  }
}

describe('a run on a container of two nodes', { timeout: 300_000 }, () => {
  it('whose node stands still after a commit is ended by the other node, and the first changes nothing when it goes on', async () => {
    const run = await startUntil(2)
    const stopped = await nodeOf(run)
    stopped.signal('SIGSTOP')
    const ended = await world.ended(run, withinMs)
    // What the node was about to deliver and to mark is out of date when it goes on.
    editAll('EDITED')

    stopped.signal('SIGCONT')
    await deliverRest()

    expect(ended).toMatchObject({ state: 'ended', outcome: 'succeeded', attempt: 2 })
    expect(`node ${ended.node}`).not.toBe(stopped.name)
    expect(await readRun(run)).toEqual(ended)
    expect(await checkMarks(world)).toEqual([])
    expect(await checkContents(world)).toEqual([])
  })

  it('ends after the batch in hand when it is cancelled, with what it committed marked', async () => {
    editAll('CANCELLED')
    const run = await startUntil(2)
    const params = { account: world.installation.account, run }

    await world.installation.client.call('run.cancel', { params })
    const ended = await world.ended(run, 60_000)

    expect(ended).toMatchObject({ state: 'ended', outcome: 'cancelled' })
    expect(ended.counters.acknowledged).toBe(ended.counters.delivered)
    expect(ended.counters.delivered).toBeLessThan(invoices().due.length)
    await deliverRest()
    expect(await checkContents(world)).toEqual([])
  })

  it('ends at once when it is cancelled twice, and the next run delivers nothing twice and leaves out nothing', async () => {
    editAll('TWICE')
    const before = await countBatches()
    const run = await startUntil(2)
    const params = { account: world.installation.account, run }

    await world.installation.client.call('run.cancel', { params })
    await world.installation.client.call('run.cancel', { params })
    const startedMs = performance.now()
    const ended = await world.ended(run, 60_000)

    expect(ended).toMatchObject({ state: 'ended', outcome: 'cancelled' })
    expect(performance.now() - startedMs).toBeLessThan(15_000)
    await deliverRest()
    expect(await checkContents(world)).toEqual([])
    expect(await checkMarks(world)).toEqual([])
    expect((await countBatches()) - before).toBe(Math.ceil(invoices().due.length / 10))
  })
})
