import type { Deployment, Process } from '@coupa-connector/protocol'
import { plural } from '../ui/words/numbers.ts'
import type { Attention } from './attention-row.ts'

export interface ProcessFacts {
  /** Number of processes by state. */
  readonly counts: Readonly<Record<string, number>>
  /** The first of those that fail, that are late, and that have records set aside. */
  readonly failing: readonly Process[]
  readonly late: readonly Process[]
  readonly setAside: readonly Process[]
}

interface Trouble extends Pick<Attention, 'tone' | 'icon'> {
  readonly state: 'failing' | 'late' | 'set-aside'
  readonly word: string
  /** What the rest of them do. */
  readonly many: string
}

const failingWords: Trouble = { state: 'failing', word: 'Failing', tone: 'bad', icon: 'cross', many: 'fail' }
const lateWords: Trouble = { state: 'late', word: 'Late', tone: 'bad', icon: 'clock', many: 'are late' }
const setAsideWords: Trouble = {
  state: 'set-aside',
  word: 'Records set aside',
  tone: 'warning',
  icon: 'warning',
  many: 'have records set aside',
}

/** Deployments that fail or are late, and those that set records aside, one row each; the rest of them in a row. */
export function troubledProcesses({ counts, failing, late, setAside }: ProcessFacts): Attention[] {
  return [
    ...rowsOf(failingWords, failing, counts.failing),
    ...rowsOf(lateWords, late, counts.late),
    ...rowsOf(setAsideWords, setAside, counts['set-aside']),
  ]
}

function rowsOf(trouble: Trouble, found: readonly Process[], count = 0): Attention[] {
  const { state, word, tone, icon, many } = trouble
  const rows = found.flatMap((process) =>
    process.deployments
      .filter((deployment) => deployment.state === state)
      .map((deployment) => rowOf(trouble, process, deployment)),
  )
  const more = count - found.length
  if (more <= 0) return rows
  const title = `${plural(more, 'more process', 'more processes')} ${many}`
  const target = { screen: 'processes', state } as const
  return [...rows, { id: `${state}-more`, tone, icon, state: word, title, detail: '', at: null, target }]
}

function rowOf({ state, word, tone, icon }: Trouble, { id, name }: Process, deployment: Deployment): Attention {
  return {
    id: `${state}-${deployment.id}`,
    tone,
    icon,
    state: deployment.paused && state === 'failing' ? 'Failing, paused' : word,
    title: `${name} in ${deployment.environment.name}`,
    detail: describeTrouble(deployment),
    at: (state === 'late' ? deployment.lastSuccessAt : deployment.lastRun?.endedAt) ?? null,
    target: { screen: 'process', id, view: state === 'set-aside' ? 'failures' : undefined },
  }
}

function describeTrouble({ state, lastRun, lastSuccessAt, openFailures }: Deployment): string {
  if (state === 'late') {
    return lastSuccessAt === null
      ? 'Its schedule has come several times, and no run has succeeded yet.'
      : 'Its schedule has come several times since the last run that succeeded.'
  }
  if (state === 'set-aside') {
    return `${plural(openFailures, 'record')} ${openFailures === 1 ? 'waits' : 'wait'} to be mended.`
  }
  return lastRun?.reason ?? 'The last run failed.'
}
