import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startSandbox } from '@coupa-connector/sandbox'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { readProcessStart } from '../src/files/process-start.ts'
import { openGate } from './support/gate.ts'
import { anna, createConnection, createDataDirectory, type RunningHub, setUp, startServe } from './support/hub.ts'
import { createHubPerson } from './support/hub-person.ts'
import { createPerson, lines, type Person } from './support/program.ts'

/** Programs start slowly on a machine that has much to do. */
const patience = { timeout: 60_000, interval: 100 }

let person: Person
let data: Awaited<ReturnType<typeof createDataDirectory>>
let hub: RunningHub
let port: string
let log = ''
beforeAll(async () => {
  person = await createPerson()
  data = await createDataDirectory()
  await serve()
  expect(await setUp(person, hub)).toMatchObject({ status: 0 })
  expect(await createConnection(person, hub, 'acme')).toMatchObject({ status: 0 })
  port = new URL(hub.url).port
  await untilOnline()
  // A connection that was seen to work may be used.
  expect(await person.run(['hub', 'test', 'acme'])).toMatchObject({ status: 0 })
}, 180_000)
afterAll(async () => {
  // In order: the server of the database outlives a hub that is killed.
  await hub?.stop()
  await data[Symbol.asyncDispose]()
  await person[Symbol.asyncDispose]()
})

// The tests go one after the other on one installation, as its life goes on.
describe('the parts of serve', () => {
  test('the organization is back at its address with its records when it was killed', async () => {
    const before = await person.run(['hub', 'run', 'query', 'acme', 'invoices', '--limit', '3'])
    expect(before).toMatchObject({ status: 0 })

    const killed = await kill('sandbox')

    await vi.waitFor(
      async () => expect(await person.run(['hub', 'test', 'acme'])).toMatchObject({ status: 0 }),
      patience,
    )
    const after = await person.run(['hub', 'run', 'query', 'acme', 'invoices', '--limit', '3'])
    expect(lines(after.stdout)).toEqual(lines(before.stdout))
    expect(await pidOf('sandbox')).not.toBe(killed)
    expect(log).toMatch(/"part":"sandbox","reason":"it was killed by SIGKILL[^}]*the sandbox died and is started again/)
    expect(hub.process.exitCode).toBeNull()
  })

  test('a job whose atom was killed in it is run by the atom that follows', async () => {
    await using slow = await startSandbox({ latencyMs: 3000 })
    const settings = {
      URL: slow.url,
      'Client ID': slow.clientId,
      'Client Secret': slow.clientSecret,
      Scope: 'core.common.read',
      'Access Token URL': slow.accessTokenUrl,
    }
    await createConnection(person, { ...hub, settings }, 'slow')
    const running = person.start(['hub', 'test', 'slow'])
    await vi.waitFor(() => expect(slow.requests.length).toBeGreaterThan(0), patience)

    const killed = await kill('atom')

    const { status, stdout } = await running.finished
    expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringContaining('OK') })
    expect(await pidOf('atom')).not.toBe(killed)
    expect(log).toMatch(/"part":"atom","reason":"it was killed by SIGKILL[^}]*the atom died and is started again/)
    expect(hub.process.exitCode).toBeNull()
  })

  test('an approved change is carried out once, at whatever step hub and container are killed', async () => {
    await using organization = await startSandbox({ records: 6, rateLimit: false })
    await using gate = await openGate(Number(new URL(organization.url).port))
    const behindGate = (url: string): string => Object.assign(new URL(url), { port: String(gate.port) }).href
    const settings = {
      URL: behindGate(organization.url),
      'Client ID': organization.clientId,
      'Client Secret': organization.clientSecret,
      Scope: organization.scope,
      'Access Token URL': behindGate(organization.accessTokenUrl),
    }
    await createConnection(person, { ...hub, settings }, 'gated')
    expect(await person.run(['hub', 'test', 'gated'])).toMatchObject({ status: 0 })
    const { client } = createHubPerson(hub.url, anna)
    const { body: session } = await client.call('session.create', {
      body: { email: anna.email, password: anna.password },
    })
    const account = session.memberships[0]?.account.id ?? ''
    const { items } = (await client.call('connections.list', { params: { account }, query: { search: 'gated' } })).body
    const ids = organization.control.ids('suppliers')
    const approve = async (index: number): Promise<string> => {
      const id = ids[index] ?? 0
      const operation = {
        action: 'update',
        resource: 'suppliers',
        id,
        record: { website: `https://${index}.example` },
      } as const
      const params = { account, connection: items[0]?.id ?? '' }
      const expected = { id }
      const body = { operation: { ...operation, expected }, reason: 'It moved.' }
      const { body: made } = await client.call('proposals.create', { params, body })
      const decision = { params: { account, proposal: made.id }, body: { decision: 'approve' } } as const
      await client.call('proposal.decide', decision)
      return made.id
    }
    const read = async (proposal: string) =>
      (await client.call('proposal.get', { params: { account, proposal } })).body.execution
    const ended = (proposal: string) =>
      vi.waitFor(async () => {
        const execution = await read(proposal)
        expect(execution?.state).toBe('finished')
        return execution?.outcome
      }, patience)

    const recorded = await approve(0)
    expect(await ended(recorded)).toBe('OK')
    const answering = gate.hold('PUT', 'after')
    const sent = await approve(1)
    const drops = [await answering]
    const looking = gate.hold('GET', 'before')
    const given = await approve(2)
    drops.push(await looking)
    process.kill(await runningPidOf('atom'), 'SIGSTOP')
    const approved = await approve(3)
    hub.process.kill('SIGKILL')
    await hub.finished
    for (const drop of drops) drop()
    await serve(['--port', port])

    const outcomes = []
    for (const proposal of [recorded, sent, given, approved]) outcomes.push(await ended(proposal))
    expect(outcomes).toEqual(['OK', 'OUTCOME_UNKNOWN', 'OUTCOME_UNKNOWN', 'OK'])
    const writes = organization.requests.filter(({ method, path }) => method !== 'GET' && path.startsWith('/api/'))
    expect(writes.map(({ path }) => path)).toEqual([0, 1, 3].map((index) => `/api/suppliers/${ids[index]}`))
  })

  test('none is left when the program is killed', async () => {
    const pids = [await runningPidOf('atom'), await runningPidOf('sandbox')]

    hub.process.kill('SIGKILL')
    await hub.finished

    await vi.waitFor(() => expect(pids.map(readProcessStart)).toEqual([undefined, undefined]), patience)
  })

  test('the atom reaches a hub that others know at another address, and that listens on all', async () => {
    await serve(['--host', '0.0.0.0', '--origin', 'https://hub.example.com', '--port', port])
    await untilOnline()

    expect(await person.run(['hub', 'test', 'acme'])).toMatchObject({ status: 0 })
  })

  test('Ctrl-C reaches the whole group of a terminal, and each part ends when the program says so', async () => {
    const pids = [await runningPidOf('atom'), await runningPidOf('sandbox')]

    for (const pid of [...pids, hub.process.pid ?? 0]) process.kill(pid, 'SIGINT')

    expect(await hub.finished).toMatchObject({ status: 0 })
    expect(pids.map(readProcessStart)).toEqual([undefined, undefined])
    expect(log).toContain('The node stops')
    expect(log).not.toContain('died')
  })

  test('an atom that was removed ends, says so, and is not started again, and the hub goes on', async () => {
    await serve(['--port', port])
    await untilOnline()
    const { stdout } = await person.run(['hub', 'containers', 'list', '--json'])
    const [{ id }] = JSON.parse(stdout) as [{ id: string }]
    const removed = await person.run(['hub', 'api', 'container.delete', '--param', `container=${id}`])
    expect(removed).toMatchObject({ status: 0, stderr: '' })

    await vi.waitFor(() => expect(log).toContain('the atom of this hub does not run'), patience)
    await vi.waitFor(async () => expect(await pidOf('atom')).toBeUndefined(), patience)
    expect(log).not.toContain('died')
    expect(await person.run(['hub', 'containers', 'list'])).toMatchObject({ status: 0 })
    expect(await hub.stop()).toMatchObject({ status: 0 })
  })
})

async function serve(args: readonly string[] = []): Promise<void> {
  log = ''
  hub = await startServe(person, data.path, args)
  hub.process.stderr?.on('data', (text: string) => {
    log += text
  })
}

/** The process that runs a part now; undefined when there is none. */
async function pidOf(part: 'atom' | 'sandbox'): Promise<number | undefined> {
  const note = await readFile(join(data.path, `${part}.process`), 'utf8').catch(() => undefined)
  return note === undefined ? undefined : (JSON.parse(note) as { pid: number }).pid
}

async function runningPidOf(part: 'atom' | 'sandbox'): Promise<number> {
  const pid = await pidOf(part)
  if (pid === undefined) throw new Error(`no process runs the ${part}`)
  return pid
}

async function kill(part: 'atom' | 'sandbox'): Promise<number> {
  const pid = await runningPidOf(part)
  process.kill(pid, 'SIGKILL')
  return pid
}

/** Waits until the atom can take jobs. */
async function untilOnline(): Promise<void> {
  await vi.waitFor(async () => {
    const { stdout } = await person.run(['hub', 'containers', 'list', '--json'])
    expect(JSON.parse(stdout)).toMatchObject([{ status: 'online' }])
  }, patience)
}
