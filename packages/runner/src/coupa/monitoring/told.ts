/** What Coupa was told about a run. */
export interface ToldRun {
  /** The newest run in Coupa before this one was created: what comes after it may be this one. */
  readonly newestBefore?: number | undefined
  /** Id of the run in Coupa. */
  readonly coupaRun?: number | undefined
  readonly isRunning?: boolean | undefined
  /** Its end may have been sent. */
  readonly isEnding?: boolean | undefined
  /** It has ended in Coupa, and here it may not have been kept yet. */
  readonly isEnded?: boolean | undefined
  readonly counts: ToldCounts
}

export interface ToldCounts {
  /** History records. */
  readonly history: number
  /** Errors of single records. */
  readonly errors: number
  /** Errors whose contacts were alerted. */
  readonly alerts: number
  /** Errors and history records of earlier runs. */
  readonly resolved: number
  /** Messages that Coupa did not take, or that were too old to be sent. */
  readonly dropped: number
}

export const nothingTold: ToldRun = { counts: { history: 0, errors: 0, alerts: 0, resolved: 0, dropped: 0 } }

/** What Coupa was told so far, as it is kept in the state. */
export interface Told {
  /** By the id of our run: runs that have not ended in Coupa, and the latest one that has. */
  readonly runs: Readonly<Record<string, ToldRun>>
  /** Open errors in Coupa that are about runs, and not about a record. */
  readonly runErrors: readonly number[]
}

export const nothingToldYet: Told = { runs: {}, runErrors: [] }

export function readTold(kept: unknown): Told {
  return (kept ?? nothingToldYet) as Told // written by withRun and withoutRun
}

export function withRun(told: Told, run: string, toldRun: ToldRun): Told {
  return { ...told, runs: { ...told.runs, [run]: toldRun } }
}

export function withoutRun(told: Told, run: string, runErrors: readonly number[]): Told {
  const { [run]: _, ...runs } = told.runs
  return { runs, runErrors }
}

export function addTold(counts: ToldCounts, more: Partial<ToldCounts>): ToldCounts {
  return {
    history: counts.history + (more.history ?? 0),
    errors: counts.errors + (more.errors ?? 0),
    alerts: counts.alerts + (more.alerts ?? 0),
    resolved: counts.resolved + (more.resolved ?? 0),
    dropped: counts.dropped + (more.dropped ?? 0),
  }
}
