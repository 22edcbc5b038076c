import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '../../src/command/clock.ts'
import { type Agent, startAgent, type ToolAnswer } from '../support/agent.ts'
import { type Gate, openGate } from '../support/gate.ts'
import { createPerson, environmentOf, type Person } from '../support/program.ts'
import { runHere } from '../support/run-here.ts'

// An agent proposes on this machine, and a person decides in a terminal of it: real programs, and real kills.

let sandbox: Sandbox
let gate: Gate
let person: Person
let environment: Record<string, string>
let agent: Agent
beforeAll(async () => {
  ;[sandbox, person] = await Promise.all([startSandbox({ records: 12, rateLimit: false }), createPerson()])
  gate = await openGate(Number(new URL(sandbox.url).port))
  const behindGate = (url: string): string => Object.assign(new URL(url), { port: String(gate.port) }).href
  environment = {
    HOME: person.home,
    PATH: process.env.PATH ?? '',
    ...environmentOf({ ...sandbox, url: behindGate(sandbox.url), accessTokenUrl: behindGate(sandbox.accessTokenUrl) }),
  }
  agent = await startAgent(environment, ['--allow-writes'])
})
afterAll(async () => {
  await agent[Symbol.asyncDispose]()
  await gate[Symbol.asyncDispose]()
  await Promise.all([person[Symbol.asyncDispose](), sandbox.close()])
})

const writes = (): number =>
  sandbox.requests.filter(({ method, path }) => method !== 'GET' && path.startsWith('/api/')).length

let next = 0
const anotherSupplier = (): number => sandbox.control.ids('suppliers')[next++] ?? 0

async function propose(id: number, website: string): Promise<ToolAnswer['json']> {
  const input = { resource: 'suppliers', id, set: { website }, reason: 'The web site moved.' }
  return (await agent.call('propose_change', input)).json
}

async function told(proposal: string): Promise<ToolAnswer['json']> {
  return (await agent.call('check_proposal', { proposal })).json
}

async function websiteOf(id: number): Promise<unknown> {
  return (await agent.call('get_record', { resource: 'suppliers', id, fields: ['id', 'website'] })).json.record.website
}

const atTerminal = (args: readonly string[], input = '', clock = systemClock) =>
  runHere(['mcp', ...args], { environment, input, isPerson: true, clock })

/** A clock by which Coupa has had its time for whatever was sent. */
const settled = { ...systemClock, now: () => Date.now() + 20_000 }

describe('the list of tools', () => {
  test('costs less than 4,000 tokens with those that propose, and says what each does', async () => {
    const { tools } = await agent.client.listTools()

    expect(tools.slice(-3).map(({ name, annotations }) => [name, annotations?.destructiveHint])).toEqual([
      ['propose_create', false],
      ['propose_change', true],
      ['check_proposal', undefined],
    ])
    expect(Buffer.byteLength(JSON.stringify(tools)) / 3).toBeLessThan(4000)
  })
})

describe('a proposal on this machine', () => {
  test('is shown field by field, and carried out once when a person types the word', async () => {
    const id = anotherSupplier()
    const before = await websiteOf(id)
    const sent = writes()
    const { proposal, ...rest } = await propose(id, 'https://moved.example')
    const again = await propose(id, 'https://moved.example')

    expect(rest).toMatchObject({
      decision: 'not decided yet',
      message: expect.stringContaining(`coupa-connector mcp approve ${proposal}`),
      changes: [{ field: 'website', before, after: 'https://moved.example' }],
      request: { method: 'PUT', path: `suppliers/${id}`, body: { website: 'https://moved.example' } },
    })
    expect(again.proposal).toBe(proposal)
    expect((await atTerminal(['proposals'])).stdout).toContain(`${proposal}  Change suppliers ${id}`)
    expect(writes()).toBe(sent)

    const other = await atTerminal(['approve', proposal], 'yes\n')
    expect(other).toMatchObject({ status: 1, stdout: expect.stringContaining('Nothing was decided') })
    expect((await told(proposal)).decision).toBe('not decided yet')

    const approved = await atTerminal(['approve', proposal, '--note', 'Checked.'], 'approve\n')
    expect(approved).toMatchObject({ status: 0, stdout: expect.stringContaining('test-agent 1.0.0') })
    expect(approved.stdout).toContain('https://moved.example')
    expect(await told(proposal)).toMatchObject({
      decision: 'accepted',
      execution: 'done',
      message: expect.stringContaining('Checked.'),
    })
    const twice = await atTerminal(['approve', proposal], 'approve\n')
    expect(twice).toMatchObject({ status: 0, stdout: expect.stringContaining('done') })
    expect([await websiteOf(id), writes()]).toEqual(['https://moved.example', sent + 1])
  })

  test('is refused with a note, and can be decided no more', async () => {
    const sent = writes()
    const { proposal } = await propose(anotherSupplier(), 'https://refused.example')

    const refused = await atTerminal(['refuse', proposal, '--note', 'Ask them first.'], 'refuse\n')
    const late = await atTerminal(['approve', proposal], 'approve\n')

    expect(refused.status).toBe(0)
    expect(await told(proposal)).toMatchObject({
      decision: 'refused',
      message: expect.stringContaining('Ask them first.'),
    })
    expect(late).toMatchObject({ status: 2, stderr: expect.stringContaining('can no longer be decided: refused') })
    expect(writes()).toBe(sent)
  })

  test('is not sent when the record was changed meanwhile', async () => {
    const id = anotherSupplier()
    const sent = writes()
    const { proposal } = await propose(id, 'https://late.example')
    sandbox.control.update('suppliers', id, { website: 'https://by-somebody.example' })

    const { status, stdout } = await atTerminal(['approve', proposal], 'approve\n')

    expect([status, stdout]).toEqual([1, expect.stringContaining('Not done. suppliers')])
    expect((await told(proposal)).execution).toBe('not done')
    expect(writes()).toBe(sent)
  })

  test('ends after seven days', async () => {
    const { proposal } = await propose(anotherSupplier(), 'https://old.example')
    const later = { ...systemClock, now: () => Date.now() + 7 * 86_400_000 }

    const { status, stderr } = await atTerminal(['approve', proposal], 'approve\n', later)

    expect([status, stderr]).toEqual([2, expect.stringContaining('expired: nobody decided it')])
  })

  test('is decided by nobody but a person at a terminal', async () => {
    const { proposal } = await propose(anotherSupplier(), 'https://who.example')

    const piped = await runHere(['mcp', 'approve', proposal], { environment, input: 'approve\n' })
    const confirmed = await agent.call('propose_change', {
      resource: 'suppliers',
      id: 1,
      set: { website: 'x' },
      reason: 'x',
      confirm: true,
    })

    expect(piped).toMatchObject({ status: 2, stderr: expect.stringContaining('is for a person at a terminal') })
    expect(confirmed.text).toContain('Unrecognized key: "confirm"')
    expect((await told(proposal)).decision).toBe('not decided yet')
  })

  test('goes to the organization that it was made for, and to no other', async () => {
    const { proposal } = await propose(anotherSupplier(), 'https://elsewhere.example')
    const elsewhere = { ...environment, COUPA_URL: 'http://localhost:9' }

    const { status, stderr } = await runHere(['mcp', 'approve', proposal], {
      environment: elsewhere,
      input: 'approve\n',
      isPerson: true,
    })

    expect([status, stderr]).toEqual([2, expect.stringContaining('this connection is for localhost:9')])
  })

  test('holds no secret, neither on the disk nor in what is printed', async () => {
    const folder = join(person.home, '.local', 'state', 'coupa-connector', 'proposals')
    const files = await Promise.all(
      ['proposals.db', 'proposals.db-wal'].map((name) => readFile(join(folder, name), 'latin1')),
    )
    const { stdout } = await atTerminal(['proposals', '--all', '--json'])

    expect(stdout).toContain('https://moved.example')
    for (const text of [...files, stdout]) expect(text).not.toContain(sandbox.clientSecret)
  })
})

/** The program of util-linux that gives another one a terminal. */
const hasScript = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') === true

describe.skipIf(!hasScript)('an approved change whose program is killed', () => {
  const bin = fileURLToPath(new URL('../../bin/coupa-connector.js', import.meta.url))

  /** Approves in a real terminal, and kills the program when its request of the method is at the gate. */
  async function approveAndKill(proposal: string, method: string, when: 'before' | 'after'): Promise<void> {
    const held = gate.hold(method, when)
    const command = `exec ${process.execPath} ${bin} mcp approve ${proposal}`
    const terminal = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], { env: environment })
    const ended = once(terminal, 'close')
    terminal.stdout.setEncoding('utf8')
    let shown = ''
    for await (const text of terminal.stdout) {
      shown += String(text)
      if (shown.includes('Type approve')) break
    }
    terminal.stdin.write('approve\n')
    const drop = await held
    const lock = join(person.home, '.local/state/coupa-connector/proposals', `${proposal}.lock.owner`)
    process.kill((JSON.parse(await readFile(lock, 'utf8')) as { pid: number }).pid, 'SIGKILL')
    terminal.stdin.end()
    await ended
    drop()
  }

  test('before its request is sent is sent by the next, once', async () => {
    const id = anotherSupplier()
    const sent = writes()
    const { proposal } = await propose(id, 'https://killed-early.example')
    await approveAndKill(proposal, 'GET', 'before')

    const between = await told(proposal)
    const { status } = await atTerminal(['approve', proposal])

    expect(between).toMatchObject({ decision: 'accepted', execution: 'under way' })
    expect(between.message).toContain('Nothing was sent yet')
    expect([status, await websiteOf(id), writes()]).toEqual([0, 'https://killed-early.example', sent + 1])
  })

  test('while its request is on the way is proved not done, and never sent again', async () => {
    const id = anotherSupplier()
    const sent = writes()
    const { proposal } = await propose(id, 'https://killed-on-the-way.example')
    await approveAndKill(proposal, 'PUT', 'before')

    const { status, stdout } = await atTerminal(['approve', proposal], '', settled)

    expect([status, stdout]).toEqual([1, expect.stringContaining('Not done.')])
    expect(await told(proposal)).toMatchObject({ execution: 'not done' })
    expect(writes()).toBe(sent)
  })

  test('before the answer is kept is proved done, and never sent again', async () => {
    const id = anotherSupplier()
    const sent = writes()
    const { proposal } = await propose(id, 'https://killed-late.example')
    await approveAndKill(proposal, 'PUT', 'after')

    const { status, stdout } = await atTerminal(['approve', proposal], '', settled)

    expect([status, stdout]).toEqual([0, expect.stringContaining('has the values that were sent')])
    expect([await websiteOf(id), writes()]).toEqual(['https://killed-late.example', sent + 1])
  })

  test('is unknown where Coupa cannot tell', async () => {
    const id = sandbox.control.insert('invoices', { 'invoice-number': 'V-9', status: 'approved' })
    const sent = writes()
    const { json } = await agent.call('propose_change', { resource: 'invoices', id, action: 'void', reason: 'Twice.' })
    await approveAndKill(json.proposal, 'PUT', 'after')

    const { status, stdout } = await atTerminal(['approve', json.proposal], '', settled)

    expect([status, stdout]).toEqual([1, expect.stringContaining('Outcome unknown.')])
    expect(await told(json.proposal)).toMatchObject({ decision: 'accepted', execution: 'outcome unknown' })
    expect(writes()).toBe(sent + 1)
  })
})
