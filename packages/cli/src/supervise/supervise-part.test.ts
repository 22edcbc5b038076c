import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createManualClock } from '../../../connector/src/testing/manual-clock.ts'
import { systemClock } from '../command/clock.ts'
import { UsageError } from '../command/usage-error.ts'
import { readProcessStart } from '../files/process-start.ts'
import type { FakeBehaviour } from '../testing/fake-part-program.ts'
import { type Part, type SupervisePartOptions, supervisePart } from './supervise-part.ts'

interface Facts {
  readonly pid: number
}

/** Starting a process takes its time on a machine that has much to do. */
const patience = { timeout: 20_000, interval: 20 }

let folder: string
let part: Part<Facts> | undefined
const lines: { level: string; message: string; facts: Record<string, unknown> }[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'coupa-part-'))
  lines.length = 0
})
afterEach(async () => {
  if (part?.pid !== undefined) process.kill(part.pid, 'SIGKILL')
  await part?.stop()
  await rm(folder, { recursive: true, force: true })
})

describe('supervisePart', () => {
  test('hands on what the part says of itself and what it logs, and ends it when it is told to', async () => {
    part = start('works')

    const { pid } = await part.ready
    expect(pid).toBe(part.pid)
    expect(line('begun')).toEqual({
      level: 'info',
      message: 'begun',
      facts: { part: 'fake', behaviour: 'works' },
    })
    await part.stop()
    await part.ended
    expect(readProcessStart(pid)).toBeUndefined()
    expect(line('died')).toBeUndefined()
  })

  test('starts a part again that was killed, after a pause, and says why', async () => {
    const clock = createManualClock()
    part = start('works', { clock })
    const { pid } = await part.ready

    process.kill(pid, 'SIGKILL')
    const died = await vi.waitFor(() => found('died and is started again'), patience)
    expect(died.facts).toMatchObject({ part: 'fake', deaths: 1, pauseMs: 250 })
    expect(died.facts.reason).toMatch(/killed by SIGKILL/)
    await clock.advance(249)
    expect(part.pid).toBeUndefined()
    await clock.advance(1)
    await vi.waitFor(() => expect(lines.filter(({ message }) => message === 'begun')).toHaveLength(2), patience)
    expect(part.pid).not.toBe(pid)
  })

  test('pauses longer with each death in a row, and as for the first after the part ran well for a minute', async () => {
    const clock = createManualClock()
    let leapMs = 0
    const leaping = { ...clock, monotonicMs: () => clock.monotonicMs() + leapMs }
    const behaviours: FakeBehaviour[] = ['works', 'exits', 'exits', 'works', 'works']
    part = start(() => behaviours.shift() ?? 'works', { clock: leaping })
    await part.ready
    const pauses = () => lines.filter(({ message }) => message.includes('died')).map(({ facts }) => facts.pauseMs)

    process.kill(part.pid ?? 0, 'SIGKILL')
    for (const [deaths, pauseMs] of [250, 500, 1000].entries()) {
      await vi.waitFor(() => expect(pauses()).toHaveLength(deaths + 1), patience)
      await clock.advance(pauseMs)
    }
    await vi.waitFor(() => expect(lines.filter(({ message }) => message === 'begun')).toHaveLength(2), patience)
    leapMs = 60_000
    process.kill(part.pid ?? 0, 'SIGKILL')

    await vi.waitFor(() => expect(pauses()).toEqual([250, 500, 1000, 250]), patience)
  })

  test.each<[FakeBehaviour, RegExp]>([
    ['exits', /^it ended with exit code 3$/],
    ['throws', /^it ended with exit code 1$/],
    ['fills-its-heap', /^it ran out of memory: its heap may grow to 32 MiB$/],
    ['fills-buffers', /^it used \d+ MiB of memory and may use 256$/],
  ])(
    'says why a part died that %s',
    async (behaviour, reason) => {
      part = start(behaviour, { memory: { residentMebibytes: 256, heapMebibytes: 32 } })

      const died = await vi.waitFor(() => found('died and is started again'), patience)
      expect(died.facts.reason).toMatch(reason)
      if (behaviour === 'throws') expect(found('the part failed').facts.reason).toContain('a fault of the part')
    },
    30_000,
  )

  test('ends and replaces a part that is stuck', async () => {
    const clock = createManualClock()
    part = start('is-stuck', { clock })
    const { pid } = await part.ready

    await vi.waitFor(async () => {
      await clock.advance(1000)
      expect(found('died and is started again').facts.reason).toMatch(/^it was stuck: no sign of life for 3\d s$/)
    }, patience)
    expect(readProcessStart(pid)).toBeUndefined()
  })

  test('ends and replaces a part that was stopped by a signal', async () => {
    const clock = createManualClock()
    part = start('works', { clock })
    const { pid } = await part.ready

    process.kill(pid, 'SIGSTOP')
    await vi.waitFor(async () => {
      await clock.advance(1000)
      expect(found('died and is started again').facts.reason).toMatch(/^it was stuck/)
    }, patience)
    expect(readProcessStart(pid)).toBeUndefined()
  })

  test('does not start a part again that is over', async () => {
    part = start('is-over')

    await part.ended
    expect(line('died')).toBeUndefined()
    await expect(part.ready).rejects.toThrow('The fake has ended before it worked')
  })

  test('tells what a person has to correct, and does not try again', async () => {
    part = start('needs-a-person')

    await expect(part.ready).rejects.toThrow(new UsageError('The port is taken.', { suggestion: 'Take another.' }))
    await part.ended
  })

  test('tries again when what a person has to correct came up after it had worked', async () => {
    const behaviours: FakeBehaviour[] = ['works', 'needs-a-person', 'works']
    part = start(() => behaviours.shift() ?? 'works')
    process.kill((await part.ready).pid, 'SIGKILL')

    await vi.waitFor(() => expect(lines.filter(({ message }) => message === 'begun')).toHaveLength(2), patience)
    expect(lines.map(({ facts }) => facts.reason)).toContain('The port is taken. Take another.')
  })

  test('gives up on a part that dies five times before it ever worked', async () => {
    part = start('exits')

    await expect(part.ready).rejects.toThrow(
      'The fake died 5 times before it worked; the last time it ended with exit code 3.',
    )
    await part.ended
  })

  test('tries again when it could not find out what to tell the part', async () => {
    let tries = 0
    part = start(() => {
      if (tries++ === 0) throw new Error('the database is away')
      return 'works'
    })

    await part.ready
    expect(found('died').facts.reason).toBe('it could not be told what to do: the database is away')
  })

  test('ends a part that does not stop in time', async () => {
    const clock = createManualClock()
    part = start('does-not-stop', { clock })
    const { pid } = await part.ready

    const stopped = part.stop()
    await vi.waitFor(async () => {
      await clock.advance(1000)
      expect(found('did not end in time')).toBeDefined()
    }, patience)
    await stopped
    expect(readProcessStart(pid)).toBeUndefined()
  })

  test('stops a part that waits to be told what to do', async () => {
    part = start(() => new Promise<never>(() => {}))
    await vi.waitFor(() => expect(part?.pid).toBeDefined(), patience)

    await part.stop()
    expect(part.pid).toBeUndefined()
  })

  test('leaves the signals of a terminal to the supervisor', async () => {
    part = start('works')
    const { pid } = await part.ready

    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.kill(pid, signal)
    await part.stop()
    expect(line('died')).toBeUndefined()
  })

  test('ends a stuck process that an earlier program left behind', async () => {
    const noteFile = join(folder, 'fake.process')
    part = start('works')
    const { pid } = await part.ready
    const note = await vi.waitFor(() => readFile(noteFile, 'utf8'), patience)
    expect(JSON.parse(note)).toMatchObject({ pid })
    await part.stop()
    await using stuck = startIdleProcess()
    await writeNote(stuck.pid)

    part = start('works')
    await part.ready

    expect(found('left behind').facts).toMatchObject({ part: 'fake', pid: stuck.pid })
    expect(readProcessStart(stuck.pid)).toBeUndefined()
  })

  test('does not touch a process that only has the number of one that was left behind', async () => {
    await using other = startIdleProcess()
    await writeNote(other.pid, 'another-boot:1')

    part = start('works')
    await part.ready

    expect(line('left behind')).toBeUndefined()
    expect(readProcessStart(other.pid)).toBeDefined()
  })
})

function start(
  behaviour: FakeBehaviour | (() => FakeBehaviour | Promise<never>),
  options: Partial<SupervisePartOptions<FakeBehaviour>> = {},
): Part<Facts> {
  const at = (level: string) => (facts: object, message: string) => {
    lines.push({ level, message, facts: { ...facts } })
  }
  return supervisePart<FakeBehaviour, Facts>({
    name: 'fake',
    program: new URL('../testing/fake-part-program.ts', import.meta.url),
    memory: { residentMebibytes: 512, heapMebibytes: 256 },
    environment: {},
    prepare: async () => (typeof behaviour === 'string' ? behaviour : await behaviour()),
    stopMs: 5000,
    noteFile: join(folder, 'fake.process'),
    logLevel: 'info',
    log: { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') },
    clock: systemClock,
    ...options,
  })
}

/** A process that knows nothing of supervisors, as one that is stuck. */
function startIdleProcess(): { readonly pid: number } & AsyncDisposable {
  const child: ChildProcess = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' })
  const gone = once(child, 'exit')
  return {
    pid: child.pid ?? 0,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL')
      await gone
    },
  }
}

async function writeNote(pid: number, startedAt = readProcessStart(pid)): Promise<void> {
  await writeFile(join(folder, 'fake.process'), JSON.stringify({ pid, startedAt }))
}

function line(part: string): (typeof lines)[number] | undefined {
  return lines.find(({ message }) => message.includes(part))
}

function found(part: string): (typeof lines)[number] {
  const known = line(part)
  if (!known) throw new Error(`no line says "${part}": ${JSON.stringify(lines)}`)
  return known
}
