import { UsageError } from '../../command/usage-error.ts'

/**
 * The states of streams by their names, as a platform hands them over: a list of states, whole STATE messages among them, or one
 * of them alone. Throws a `UsageError` for what is neither.
 */
export function parseStates(value: unknown): ReadonlyMap<string, unknown> {
  const states = new Map<string, unknown>()
  for (const one of Array.isArray(value) ? value : [value]) {
    const state = isObject(one) && one.type === 'STATE' ? one.state : one
    // An empty object is what is kept of a source that was never read.
    if (isObject(state) && Object.keys(state).length === 0) continue
    const stream = isObject(state) && isObject(state.stream) ? state.stream : undefined
    const name: unknown = Object(stream?.stream_descriptor).name
    if (typeof name !== 'string') {
      throw new UsageError('--state has something that is not the state of a stream.', {
        suggestion: 'Give a list of STATE messages, the last one of each stream.',
      })
    }
    states.set(name, stream?.stream_state)
  }
  return states
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
