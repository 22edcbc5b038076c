import type { OutboxChange } from '../../state/outbox.ts'
import type { ProcessState } from '../../state/process-state.ts'
import { nothingTold, readTold, type Told, type ToldRun, withoutRun, withRun } from './told.ts'

/** What Coupa was told so far, read once and kept with each change. One run at a time has the state. */
export interface ToldInState {
  all(): Promise<Told>
  of(run: string): Promise<ToldRun>
  keep(run: string, toldRun: ToldRun, change?: Pick<OutboxChange, 'done'>): Promise<void>
  /** Nothing more is to be told about the run. `runErrors` are the errors about runs that are open now. */
  forget(run: string, runErrors: readonly number[], change?: Pick<OutboxChange, 'done'>): Promise<void>
  /** The run has ended in Coupa. It is remembered until another run begins. */
  ended(run: string, toldRun: ToldRun, runErrors: readonly number[]): Promise<void>
  /** What a run was told, as this program last read or kept it. */
  lastOf(run: string): ToldRun
}

export function createToldInState(state: ProcessState): ToldInState {
  const last = new Map<string, ToldRun>()
  let told: Told | undefined
  const all = async (): Promise<Told> => {
    told ??= readTold(await state.told())
    return told
  }
  const replace = async (next: Told, change: Pick<OutboxChange, 'done'> = {}): Promise<void> => {
    await state.keepOutbox({ ...change, told: next })
    told = next
  }
  return {
    all,
    of: async (run) => {
      const toldRun = (await all()).runs[run] ?? nothingTold
      last.set(run, toldRun)
      return toldRun
    },
    keep: async (run, toldRun, change) => {
      await replace(withRun(await all(), run, toldRun), change)
      last.set(run, toldRun)
    },
    forget: async (run, runErrors, change) => await replace(withoutRun(await all(), run, runErrors), change),
    ended: async (run, toldRun, runErrors) => {
      await replace({ ...withRun(await all(), run, { ...toldRun, isEnded: true }), runErrors })
    },
    lastOf: (run) => last.get(run) ?? nothingTold,
  }
}
