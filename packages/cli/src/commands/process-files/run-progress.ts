import type { Counters, LoadCounters } from '@coupa-connector/runner'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { count, createCounting, duration } from '../../terminal/progress.ts'

/** What a run has done so far, shown while it goes on. */
export interface RunProgress {
  readonly onProgress: (counters: Partial<Counters>) => void
  readonly onLoadProgress: (counters: LoadCounters) => void
  stop(): void
}

/** The counts that are shown, in the order of a run. Those that are 0 are left out. */
const shown = [
  ['read', 'read'],
  ['delivered', 'delivered'],
  ['acknowledged', 'acknowledged'],
  ['setAside', 'set aside'],
] as const

/** Shows on a terminal what a run has read, delivered and acknowledged, or an acknowledgement of answers. Silent with `--json`. */
export function showRunProgress(process: string, input: CommandInput, context: Context): RunProgress {
  const startedAtMs = context.clock.monotonicMs()
  let counters: Partial<Counters> = {}
  const text = (): string => runProgressText(counters, context.clock.monotonicMs() - startedAtMs)
  const { stop } = createCounting(process, text, input, context)
  return {
    onProgress: (now) => {
      counters = now
    },
    onLoadProgress: ({ created, updated, unchanged, inactivated, failed, unknown, held, skipped }) => {
      const delivered = created + updated + inactivated
      const quarantined = unknown + held + skipped
      counters = { read: delivered + unchanged + failed + quarantined, delivered, refused: failed, quarantined }
    },
    stop,
  }
}

/** `1,200 read, 1,150 delivered, 900 acknowledged, 2 set aside, 48 s` */
export function runProgressText(counters: Partial<Counters>, elapsedMs: number): string {
  const { read = 0, delivered = 0, acknowledged = 0, acknowledgedEarlier = 0, refused = 0, quarantined = 0 } = counters
  const counts = { read, delivered, acknowledged: acknowledged + acknowledgedEarlier, setAside: refused + quarantined }
  const parts = shown.filter(([name]) => counts[name] > 0).map(([name, word]) => `${count(counts[name])} ${word}`)
  return [...(parts.length === 0 ? ['starting'] : parts), duration(elapsedMs)].join(', ')
}
