import type { LoadStepName } from '../load/load-context.ts'
import type { LoadState } from '../load/state/load-state.ts'

/** What a run meets that was killed. */
export class KilledError extends Error {}

/**
 * A kill in the same program: after a step was done for the given time nothing is kept any more, as if the program were gone.
 * Requests that are on their way still arrive.
 */
export function killAfter(
  state: LoadState,
  step: LoadStepName,
  times: number,
): { readonly state: LoadState; readonly onStep: (name: LoadStepName) => void } {
  let done = 0
  let isDead = false
  const refuseWhenDead = (): void => {
    if (isDead) throw new KilledError('the program was killed')
  }
  const dying = new Proxy(state, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== 'function' || name === Symbol.asyncDispose) return member
      return (...given: unknown[]): unknown => {
        refuseWhenDead()
        return Reflect.apply(member, target, given)
      }
    },
  })
  return {
    state: dying,
    onStep: (name) => {
      if (name === step) done++
      if (done >= times) isDead = true
      refuseWhenDead()
    },
  }
}
