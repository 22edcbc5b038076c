import type { CommandClock } from '../command/context.ts'
import { type PartMemory, readResidentBytes } from './part-memory.ts'

export interface PartWatchOptions {
  readonly pid: number
  readonly memory: PartMemory
  readonly clock: Pick<CommandClock, 'sleep'>
  /** Aborted when the process is gone. */
  readonly signal: AbortSignal
  /** Called once, with the reason as a clause: the process has to be ended. */
  onUnfit(reason: string): void
}

/** Looks after one process. */
export interface PartWatch {
  /** The process gave a sign of life, and said how large it is. */
  alive(residentBytes: number): void
}

const lookEveryMs = 1000
/**
 * Twice the lease of a job. By then the hub has given the jobs of a silent atom away. A part reports every second that it
 * lives, and nothing that it does blocks it for more than a fraction of a second.
 */
const silentLooks = 30

/**
 * Checks a process every second. Finds it unfit when it is larger than allowed, or silent for 30 s. Silence is counted in
 * checks instead of read from a clock: when the whole machine sleeps, or a person pauses the program, watcher and part miss the
 * same time.
 */
export function watchPart({ pid, memory, clock, signal, onUnfit }: PartWatchOptions): PartWatch {
  let looksWithoutSign = 0
  let toldBytes = 0
  void look()
  return {
    alive: (residentBytes) => {
      looksWithoutSign = 0
      toldBytes = residentBytes
    },
  }

  async function look(): Promise<void> {
    for (;;) {
      try {
        await clock.sleep(lookEveryMs, signal)
      } catch {
        return
      }
      looksWithoutSign++
      const mebibytes = ((await readResidentBytes(pid)) ?? toldBytes) / 1024 / 1024
      if (signal.aborted) return
      const reason = unfitness(mebibytes)
      if (reason !== undefined) return onUnfit(reason)
    }
  }

  function unfitness(mebibytes: number): string | undefined {
    if (mebibytes > memory.residentMebibytes) {
      return `it used ${Math.round(mebibytes)} MiB of memory and may use ${memory.residentMebibytes}`
    }
    const silentSeconds = (looksWithoutSign * lookEveryMs) / 1000
    return looksWithoutSign > silentLooks ? `it was stuck: no sign of life for ${silentSeconds} s` : undefined
  }
}
