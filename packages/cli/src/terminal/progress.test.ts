import { Readable, Writable } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Context } from '../command/context.ts'
import { createCounting, createProgress, type ProgressState, progressText } from './progress.ts'

const half: ProgressState = { records: 2500, estimatedTotal: 5000, recordsPerSecond: 250, remainingMs: 10_000 }

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
afterEach(() => void vi.useRealTimers())

describe('createProgress', () => {
  test('draws a bar at once, and again five times a second', () => {
    const screen = createScreen(100)
    let state = half

    const progress = createProgress('invoices', () => state, noInput, screen.context)
    expect(screen.line()).toBe(`invoices ${'█'.repeat(12)}${'░'.repeat(12)} ${progressText(half)}`)
    state = { ...half, records: 5000, remainingMs: undefined }
    vi.advanceTimersByTime(200)
    expect(screen.line()).toBe(`invoices ${'█'.repeat(24)} 5,000 records, 250/s`)
    progress.stop()
  })

  test.each([20, 40, 60, 79])('never reaches the edge of a terminal of %i columns', (columns) => {
    const screen = createScreen(columns)

    createProgress('purchase_orders', () => half, noInput, screen.context).stop()

    expect(screen.longestLine()).toBeLessThan(columns)
  })

  test('cuts nothing on a terminal that does not know its width', () => {
    const screen = createScreen(0)

    createCounting('ok-to-pay', () => 'starting, 1 s', noInput, screen.context)

    expect(screen.line()).toBe('ok-to-pay starting, 1 s')
  })

  test('leaves an empty line and draws no more when stopped', () => {
    const screen = createScreen(100)

    createProgress('invoices', () => half, noInput, screen.context).stop()
    vi.advanceTimersByTime(60_000)

    expect(screen.line()).toBe('')
  })

  test('writes a plain line every ten seconds where there is no terminal, when asked to', () => {
    const screen = createScreen(100, { isTerminal: false })

    const progress = createProgress('invoices', () => half, { ...noInput, flag: () => true }, screen.context)
    vi.advanceTimersByTime(20_000)
    progress.stop()

    expect(screen.written()).toBe(`invoices: ${progressText(half)}\n`.repeat(2))
  })
})

describe('createCounting', () => {
  test('draws what was done so far, and leaves an empty line', () => {
    const screen = createScreen(100)
    let text = 'starting, 1 s'

    const counting = createCounting('ok-to-pay', () => text, noInput, screen.context)
    const first = screen.line()
    text = '1,200 read, 900 delivered, 12 s'
    vi.advanceTimersByTime(200)
    const second = screen.line()
    counting.stop()

    expect([first, second, screen.line()]).toEqual([
      'ok-to-pay starting, 1 s',
      'ok-to-pay 1,200 read, 900 delivered, 12 s',
      '',
    ])
  })

  test.each([
    ['where there is no terminal', false, []],
    ['with --json', true, ['json']],
  ])('is silent %s', (_where, isTerminal, flags: readonly string[]) => {
    const screen = createScreen(100, { isTerminal })
    const input = { ...noInput, flag: (name: string) => flags.includes(name) }

    const counting = createCounting('ok-to-pay', () => 'starting, 1 s', input, screen.context)
    vi.advanceTimersByTime(60_000)
    counting.stop()

    expect(screen.written()).toBe('')
  })
})

const noInput = { text: () => undefined, flag: () => false } as unknown as Parameters<typeof createProgress>[2]

/** A terminal that is one line high. */
function createScreen(columns: number, { isTerminal = true } = {}) {
  let written = ''
  const stderr = Object.assign(
    new Writable({
      write(chunk, _encoding, done) {
        written += chunk
        done()
      },
    }),
    { columns },
  )
  const context: Context = {
    stdout: new Writable(),
    stderr,
    stdin: Readable.from([]),
    environment: {},
    clock: { now: () => 0, monotonicMs: () => 0, sleep: async () => {} },
    signal: new AbortController().signal,
    isTerminal: { stdin: false, stdout: false, stderr: isTerminal },
  }
  // "To the first column" begins a line anew; the codes for "clear the line" and for colours are taken away.
  const lines = (): string[] => written.split('\u001b[1G').map((line) => stripVTControlCharacters(line))
  return {
    context,
    written: () => written,
    line: () => lines().at(-1),
    longestLine: () => Math.max(...lines().map((line) => line.length)),
  }
}
