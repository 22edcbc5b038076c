import { clearLine, cursorTo } from 'node:readline'
import type { Run } from '@coupa-connector/protocol'
import type { Context } from '../../../command/context.ts'
import { printable } from '../../../terminal/printable.ts'

/** What a run has done so far, on standard error: a line that is overwritten on a terminal, and lines elsewhere. */
export interface RunCounting {
  show(run: Run): void
  /** Takes the line of a terminal away. */
  stop(): void
}

/** How often a line is added where none can be overwritten, as long as only counts change. */
const lineEveryMs = 10_000

export function createRunCounting({ stderr, isTerminal, clock }: Context): RunCounting {
  let last = { state: '', text: '', atMs: Number.NEGATIVE_INFINITY }
  return {
    show: (run) => {
      const text = printable(countingText(run))
      if (isTerminal.stderr) {
        const columns = ('columns' in stderr && typeof stderr.columns === 'number' && stderr.columns) || 80
        cursorTo(stderr, 0)
        stderr.write(text.slice(0, columns - 1))
        clearLine(stderr, 1)
        return
      }
      const nowMs = clock.monotonicMs()
      const isDue = text !== last.text && nowMs - last.atMs >= lineEveryMs
      const state = stateOf(run)
      if (state === last.state && !isDue) return
      last = { state, text, atMs: nowMs }
      stderr.write(`${text}\n`)
    },
    stop: () => {
      if (!isTerminal.stderr) return
      cursorTo(stderr, 0)
      clearLine(stderr, 0)
    },
  }
}

const shown = ['read', 'delivered', 'unchanged', 'acknowledged', 'waiting', 'refused', 'quarantined'] as const

/** `ok-to-pay in test: running on plant-7, 1,200 read, 1,150 delivered` */
export function countingText(run: Run): string {
  const counts = shown.flatMap((name) => {
    const count = run.counters[name] ?? 0
    return count > 0 ? [`${count.toLocaleString('en-US')} ${name}`] : []
  })
  return `${run.process.name} in ${run.environment}: ${[stateOf(run), ...counts].join(', ')}`
}

function stateOf({ state, node, isInterrupted, isCancelRequested, attempt }: Run): string {
  switch (state) {
    case 'waiting':
      return 'waiting for the run before, or because the deployment is paused'
    case 'queued':
      return attempt > 0 ? 'waiting for a container to continue it' : 'waiting for a container'
    case 'running':
      if (isInterrupted) return `not heard of from ${node ?? 'its node'}; another one is about to continue it`
      return `${isCancelRequested ? 'ending' : 'running'}${node === null ? '' : ` on ${node}`}`
    default:
      return state
  }
}
