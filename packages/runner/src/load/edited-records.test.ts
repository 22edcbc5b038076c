import { editRecord } from '@coupa-connector/process'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findInFolder } from '../state/folder/find-in-folder.ts'
import { hastyClock, loadDefinition } from '../testing/load-files.ts'
import { createLoadWorld, type LoadWorld } from '../testing/load-world.ts'
import { openLoadFolder } from './state/folder/open-load-folder.ts'

let world: LoadWorld
beforeEach(async () => {
  world = await createLoadWorld({ records: { suppliers: 5 } })
})
afterEach(() => world[Symbol.asyncDispose]())

const header = ['number', 'name', 'status']
const options = { clock: hastyClock }

/** Corrects a record as a person does. */
async function edit(label: string, fields: Readonly<Record<string, string>>): Promise<void> {
  await using state = openLoadFolder(`${world.folder}/state`, { now: Date.now })
  const row = await state.setAside(label)
  if (row === undefined) throw new Error(`${label} is not set aside`)
  const edited = await editRecord(loadDefinition(), { ...row, sourceHash: row.edit?.sourceHash }, fields)
  if ('faults' in edited) throw new Error('the correction is wrong')
  await state.editRow(label, row, edited, 'Ada')
}

const statusOf = async (number: string) => (await world.records('suppliers', { number }, ['name', 'status']))[0]
const edited = { by: 'Ada', at: expect.stringMatching(/Z$/) }

describe('a corrected record', () => {
  it('is tried as the one record of a retry, and the result says who corrected it', async () => {
    const file = await world.writeRows('a.csv', [header, ['N-1', 'Initech', 'active'], ['N-2', 'Globex', 'actve']])
    await world.load(file, options)

    await edit('N-2', { number: 'N-2', name: 'Globex', status: 'active' })
    const receipt = await world.load(file, { ...options, retried: { labels: ['N-2'] } })

    expect(receipt).toMatchObject({ outcome: 'succeeded', created: 1, read: 1, fixed: 1 })
    expect(await statusOf('N-2')).toMatchObject({ status: 'active' })
    expect(await world.results(file)).toMatchObject([
      { row: 1, outcome: 'created' },
      { row: 2, key: 'N-2', outcome: 'created', edited },
    ])
  })

  it('counts in every input that has the uncorrected record again, and costs no request there', async () => {
    const rows = [header, ['N-2', 'Globex', 'actve']]
    await world.load(await world.writeRows('a.csv', rows), options)
    await edit('N-2', { number: 'N-2', name: 'Globex Corporation', status: 'active' })
    await world.load(`${world.folder}/a.csv`, { ...options, retried: { labels: ['N-2'] } })

    const file = await world.writeRows('b.csv', [...rows, ['N-3', 'Hooli', 'active']])
    const receipt = await world.load(file, options)

    expect(receipt).toMatchObject({ outcome: 'succeeded', unchanged: 1, created: 1, failed: 0 })
    expect(await world.results(file)).toMatchObject([{ key: 'N-2', outcome: 'unchanged', edited }, { key: 'N-3' }])
    expect(await statusOf('N-2')).toMatchObject({ name: 'Globex Corporation' })
    const [newest, older] = findInFolder(`${world.folder}/state`, 'N-2')
    expect(newest).toMatchObject({ kind: 'load', key: 'N-2', state: 'unchanged', input: { name: 'b.csv', row: 1 } })
    expect(older).toMatchObject({ state: 'created', input: { name: 'a.csv' } })
    expect(findInFolder(`${world.folder}/state`, String(newest?.id))).toEqual([newest, older])
  })

  it('gives way to an input that has another content', async () => {
    await world.load(await world.writeRows('a.csv', [header, ['N-2', 'Globex', 'actve']]), options)
    await edit('N-2', { number: 'N-2', name: 'Globex Corporation', status: 'active' })
    await world.load(`${world.folder}/a.csv`, { ...options, retried: { labels: ['N-2'] } })

    const receipt = await world.load(
      await world.writeRows('b.csv', [header, ['N-2', 'Globex Inc.', 'active']]),
      options,
    )

    expect(receipt).toMatchObject({ updated: 1 })
    expect(await statusOf('N-2')).toMatchObject({ name: 'Globex Inc.' })
  })

  it('takes the place of all records of its key that were refused because they differ', async () => {
    const rows = [header, ['N-2', 'Globex', 'active'], ['N-2', 'Globex Inc.', 'active']]
    const file = await world.writeRows('a.csv', rows)
    await world.load(file, options)

    await edit('N-2', { number: 'N-2', name: 'Globex Corporation', status: 'active' })
    const receipt = await world.load(file, { ...options, retried: { labels: ['N-2'] } })

    expect(receipt).toMatchObject({ outcome: 'succeeded', created: 1, read: 1 })
    expect(await world.results(file)).toMatchObject([
      { row: 1, outcome: 'created', edited },
      { row: 2, outcome: 'skipped', code: 'REPLACED_BY_EDIT' },
    ])
    expect(await statusOf('N-2')).toMatchObject({ name: 'Globex Corporation' })
  })

  it('is the only way out for records of one key that differ: a retry sends none of them', async () => {
    const rows = [header, ['N-2', 'Globex', 'active'], ['N-2', 'Globex Inc.', 'active']]
    const file = await world.writeRows('a.csv', rows)
    await world.load(file, options)

    const receipt = await world.load(file, { ...options, retried: {} })

    expect(receipt).toMatchObject({ read: 0, created: 0, failed: 0 })
    expect(await statusOf('N-2')).toBeUndefined()
  })

  it('may get the key that was missing', async () => {
    const file = await world.writeRows('a.csv', [header, ['', 'Globex', 'active']])
    await world.load(file, options)

    await edit('row 1', { number: 'N-2', name: 'Globex', status: 'active' })
    const receipt = await world.load(file, { ...options, retried: { labels: ['row 1'] } })

    expect(receipt).toMatchObject({ outcome: 'succeeded', created: 1 })
    expect(await statusOf('N-2')).toMatchObject({ name: 'Globex' })
  })
})
