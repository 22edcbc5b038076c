/** What a new account does first, in this order. */
export type StepName = 'connection' | 'test' | 'explore' | 'process' | 'container' | 'people'

export interface FirstStep {
  readonly name: StepName
  readonly isDone: boolean
}

export interface FirstStepFacts {
  readonly connections: number
  /** Connections by state. */
  readonly counts: Readonly<Record<string, number>>
  readonly processes: number
  readonly containers: number
  readonly hasLooked: boolean
  readonly isAlone: boolean
}

/**
 * Whether the steps are of use to somebody: while one is left that they may do, or while there is nothing in the account. To
 * others they would only be in the way of what needs attention.
 */
export function areOfUse(steps: readonly FirstStep[], mayDo: (step: StepName) => boolean): boolean {
  const isEmpty = steps.some(({ name, isDone }) => name === 'connection' && !isDone)
  const isAnyLeft = steps.some(({ name, isDone }) => !isDone && mayDo(name))
  return isEmpty || isAnyLeft
}

/** The steps with a tick at those that are done, in whatever order they were done. */
export function firstSteps({
  connections,
  counts,
  processes,
  containers,
  hasLooked,
  isAlone,
}: FirstStepFacts): readonly FirstStep[] {
  // A draft has passed a test before; a failing one was tested at least.
  const tested = (counts.verified ?? 0) + (counts.draft ?? 0)
  return [
    { name: 'connection', isDone: connections > 0 },
    { name: 'test', isDone: tested > 0 },
    { name: 'explore', isDone: hasLooked },
    { name: 'process', isDone: processes > 0 },
    { name: 'container', isDone: containers > 1 },
    { name: 'people', isDone: !isAlone },
  ]
}
