import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Message, readMessages } from './support/airbyte-protocol.ts'
import { createPerson, type Person } from './support/program.ts'

// A platform keeps what comes before a STATE message. Of a source that dies, it throws away what came after the last one, and
// starts the source again with it.

const streams = ['uoms', 'departments']
let sandbox: Sandbox
let person: Person

beforeAll(async () => {
  sandbox = await startSandbox({ records: { uoms: 2300, departments: 1200 }, rateLimit: false })
  person = await createPerson()
})
afterAll(async () => {
  await person[Symbol.asyncDispose]()
  await sandbox.close()
})

interface Kept {
  readonly rows: Map<string, Readonly<Record<string, unknown>>[]>
  readonly states: Map<string, unknown>
}

/** Reads until the program ends, or kills it when it has printed so many records. Keeps what a platform keeps. */
async function readOnce(kept: Kept, mode: string, killAfter: number | undefined): Promise<number | null> {
  const { url, accessTokenUrl, clientId, clientSecret } = sandbox
  const scope = 'core.common.read core.uom.read'
  const configured = streams.map((name) => ({ stream: { name }, sync_mode: mode, generation_id: 1, sync_id: 1 }))
  const files = {
    config: { url, accessTokenUrl, clientId, clientSecret, scope, requestsPerSecond: 1000 },
    catalog: { streams: configured },
    state: [...kept.states.values()],
  }
  for (const [name, value] of Object.entries(files)) await writeFile(join(person.home, name), JSON.stringify(value))
  const args = Object.keys(files).flatMap((name) => [`--${name}`, name])
  const { process: program, finished } = person.start(['airbyte', 'read', ...args])
  let seen = 0
  program.stdout?.on('data', (chunk: Buffer | string) => {
    seen += String(chunk).split('"type":"RECORD"').length - 1
    if (killAfter !== undefined && seen >= killAfter) program.kill('SIGKILL')
  })
  const { status, stdout } = await finished
  keep(kept, readMessages(stdout.slice(0, stdout.lastIndexOf('\n') + 1)))
  return status
}

function keep({ rows, states }: Kept, messages: readonly Message[]): void {
  const waiting = new Map<string, Readonly<Record<string, unknown>>[]>()
  for (const { record, state } of messages) {
    if (record) waiting.set(record.stream, [...(waiting.get(record.stream) ?? []), record.data])
    if (!state) continue
    const { name } = state.stream.stream_descriptor
    const taken = waiting.get(name) ?? []
    expect(state.sourceStats.recordCount).toBe(taken.length)
    rows.set(name, [...(rows.get(name) ?? []), ...taken])
    states.set(name, state)
    waiting.delete(name)
  }
}

test('a read that is killed again and again loses nothing, and repeats of what was kept only what changed', async () => {
  const kept: Kept = { rows: new Map(), states: new Map() }
  expect(await readOnce(kept, 'incremental', 1)).toBeNull()
  expect(await readOnce(kept, 'incremental', 1400)).toBeNull()
  const changed = sandbox.control.ids('uoms').filter((_id, index) => index % 500 === 0)
  for (const id of changed) sandbox.control.update('uoms', id, { name: `changed ${id}` })
  expect(await readOnce(kept, 'incremental', 1400)).toBeNull()
  expect(await readOnce(kept, 'incremental', undefined)).toBe(0)
  expect(await readOnce(kept, 'incremental', undefined)).toBe(0)

  const rows = kept.rows.get('uoms') ?? []
  const latest = new Map(rows.map((row) => [row.id, row.name]))
  expect(idsOf(kept, 'departments')).toEqual(sortedIds('departments'))
  expect([...new Set(idsOf(kept, 'uoms'))]).toEqual(sortedIds('uoms'))
  expect(changed.map((id) => latest.get(id))).toEqual(changed.map((id) => `changed ${id}`))
  const repeated = rows.filter(({ id }, index) => rows.findIndex((row) => row.id === id) !== index)
  expect(repeated.filter(({ id }) => !changed.includes(Number(id)))).toEqual([])
})

test('a full refresh that is killed goes on where its last state was', async () => {
  const kept: Kept = { rows: new Map(), states: new Map() }
  expect(await readOnce(kept, 'full_refresh', 1400)).toBeNull()
  const before = idsOf(kept, 'uoms').length + idsOf(kept, 'departments').length
  expect(await readOnce(kept, 'full_refresh', undefined)).toBe(0)

  expect(before).toBeGreaterThanOrEqual(1000)
  for (const name of streams) expect(idsOf(kept, name)).toEqual(sortedIds(name))
})

function idsOf({ rows }: Kept, name: string): number[] {
  return (rows.get(name) ?? []).map(({ id }) => Number(id)).sort((a, b) => a - b)
}

function sortedIds(name: string): number[] {
  return [...sandbox.control.ids(name)].sort((a, b) => a - b)
}
