import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createDefinition } from '@coupa-connector/process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Person } from './support/program.ts'
import { type ReadyHub, startReadyHub } from './support/ready-hub.ts'
import { runHere } from './support/run-here.ts'

let ready: ReadyHub
let person: Person

beforeAll(async () => {
  ready = await startReadyHub()
  person = ready.person
}, 180_000)
afterAll(async () => {
  await ready[Symbol.asyncDispose]()
})

/** What one command line prints and ends with, signed in to the hub. */
async function processes(...args: readonly string[]) {
  return await runHere(['processes', ...args], { environment: { HOME: person.home } })
}

async function json(...args: readonly string[]) {
  const { status, stdout, stderr } = await processes(...args, '--json')
  expect(status, stderr).toBe(0)
  return JSON.parse(stdout)
}

async function apply(name: string, columns: object = {}): Promise<void> {
  const made = createDefinition({
    template: 'E20',
    resource: 'suppliers',
    destination: 'files',
    format: 'csv',
    shape: 'flat',
    name,
  })
  const mapping = made.mapping as { readonly columns: object }
  const definition = { ...made, mapping: { ...mapping, columns: { ...mapping.columns, ...columns } } }
  const file = join(person.home, `${name}.json`)
  await writeFile(file, JSON.stringify(definition))
  await processes('apply', file)
}

/** Applies and deploys a process that reads suppliers; answers with the folder of its files. */
async function deploy(name: string): Promise<string> {
  const folder = join(person.home, `out-${name}`)
  await mkdir(folder, { recursive: true })
  await json('destinations', 'create', name, '--kind', 'files', '--set', `folder=${folder}`)
  await apply(name)
  await json('deploy', name, '--environment', 'test', '--connection', 'Sandbox', '--destination', name)
  return folder
}

async function files(folder: string): Promise<readonly string[]> {
  return (await readdir(folder)).filter((name) => !name.startsWith('.'))
}

describe('a process of a hub', { timeout: 120_000 }, () => {
  test('is previewed by its container, with nothing written', async () => {
    const folder = await deploy('previewed')

    const preview = await json('preview', 'previewed', '--records', '2')
    const words = await processes('preview', 'previewed', '--records', '2')

    expect(preview.records).toHaveLength(2)
    expect(preview.records[0]).toMatchObject({ source: { id: expect.anything() }, rows: expect.anything() })
    expect(words.stdout).toContain('2 records shown. Nothing was written and nothing was marked.')
    expect(await files(folder)).toEqual([])
  })

  test('fills in a range; a run afterwards delivers the rest, and verify finds everything', async () => {
    await deploy('filled')
    const preview = await json('preview', 'filled', '--records', '3')
    const ids = preview.records.map(({ id }: { id: string }) => id)

    const receipt = await json('backfill', 'filled', '--ids', `${ids[0]}..${ids[2]}`, '--wait')
    const run = await json('run', 'filled', '--wait')
    const verification = await json('verify', 'filled')
    const ofRun = await json('verify', receipt.run)

    expect(receipt).toMatchObject({ outcome: 'succeeded', delivered: 3 })
    expect(run).toMatchObject({ outcome: 'succeeded', unchanged: 3 })
    expect(verification).toMatchObject({ records: run.read, differences: [] })
    expect(ofRun).toEqual({ batches: 1, records: 3, differences: [] })
    const listed = await processes('runs', 'filled')
    expect(listed.stdout).toMatch(/backfill/)
  })

  test('says at its deployment what a back-fill has to deliver again', async () => {
    await deploy('widened')
    await apply('widened', { short_name: { path: 'name', apply: ['upper'] } })
    const compatible = await processes('deploy', 'widened', '--environment', 'test')
    await apply('widened', { short_name: { path: 'name', apply: ['lower'] } })

    const needing = await processes('deploy', 'widened', '--environment', 'test')

    expect(compatible.stderr).toBe('')
    expect(needing.stderr).toContain('does not have the change of mapping.columns.short_name')
    expect(needing.stderr).toContain('processes backfill widened --environment test --from 2000-01-01 --again')
  })

  test('reconciles on its container', async () => {
    await deploy('reconciled')
    await json('run', 'reconciled', '--wait')

    const started = await processes('reconcile', 'reconciled')
    const receipt = await json('reconcile', 'reconciled', '--compare', 'content', '--wait')

    expect(started.stdout).toMatch(/reconciled in test (?:is started|waits)/)
    expect(receipt).toMatchObject({ outcome: 'succeeded', delivered: 0, deleted: 0 })
  })

  test.each([
    [['backfill', 'refused', '--wait'], 'The range is missing'],
    [['backfill', 'refused', '--from', '2026-01-01', '--until', '2025-01-01'], 'source.until'],
    [['preview', 'refused', '--records', '101'], '--records'],
    [['reconcile', 'refused', '--state', 'here'], '--state does not fit here'],
  ])('refuses %j', async (args, said) => {
    if ((await processes('show', 'refused')).status !== 0) await deploy('refused')

    const { status, stderr } = await processes(...args)

    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(said) })
  })
})
