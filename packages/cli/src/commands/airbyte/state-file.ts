import { UsageError } from '../../command/usage-error.ts'
import { isJsonObject } from '../../input/json-object.ts'

/**
 * The states of streams by their names, as a platform hands them over: a list of states, whole STATE messages among them, or one
 * of them alone. Throws a `UsageError` for what is neither.
 */
export function parseStates(value: unknown): ReadonlyMap<string, unknown> {
  const states = new Map<string, unknown>()
  for (const one of Array.isArray(value) ? value : [value]) {
    const state = isJsonObject(one) && one.type === 'STATE' ? one.state : one
    // An empty object is what is kept of a source that was never read.
    if (isJsonObject(state) && Object.keys(state).length === 0) continue
    const stream = isJsonObject(state) && isJsonObject(state.stream) ? state.stream : undefined
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
