import type { Checkpoint } from '@coupa-connector/connector'
import { UsageError } from '../command/usage-error.ts'
import { isJsonObject } from '../input/json-object.ts'

export type ReadMode = 'incremental' | 'full'

/** Which repetition of a full read a platform asks for; members are absent where it does not say. */
export interface Generation {
  /** Changes when the rows of earlier reads are thrown away. */
  readonly generationId?: number | undefined
  /** Changes with every read but not with another attempt at it. */
  readonly syncId?: number | undefined
}

/** Where the reading of a stream stands, as plain data that a platform keeps and hands back. */
export interface StreamState {
  readonly version: 1
  /** Host of the organization: ids and times of another one mean other records. */
  readonly organization: string
  readonly mode: ReadMode
  readonly checkpoint: Checkpoint
  readonly generation?: Generation | undefined
}

/**
 * Takes the state of a stream out of what a platform kept. Undefined for an empty one. Throws a `UsageError` for what is no
 * state of this program, and for one of another organization; the parts of its checkpoint are checked by the read.
 */
export function parseStreamState(value: unknown, stream: string, organization: string): StreamState | undefined {
  if (value === undefined || value === null) return undefined
  if (!isJsonObject(value)) throw unusable(stream, 'it is not a JSON object')
  if (Object.keys(value).length === 0) return undefined
  const { version, mode, checkpoint } = value
  if (version !== 1) throw unusable(stream, `version 1 is understood, and it has version ${JSON.stringify(version)}`)
  if (mode !== 'incremental' && mode !== 'full') throw unusable(stream, `its mode is ${JSON.stringify(mode)}`)
  if (!isJsonObject(checkpoint)) throw unusable(stream, 'it has no checkpoint')
  if (mode === 'incremental' && !isWindow(checkpoint.window)) throw unusable(stream, 'its checkpoint has no window')
  if (value.organization !== organization) {
    const written = `it was written for ${JSON.stringify(value.organization)}, and URL leads to ${organization}`
    throw unusable(stream, written)
  }
  return value as unknown as StreamState // every part that is read here was checked above
}

function unusable(stream: string, reason: string): UsageError {
  return new UsageError(`The state of the stream ${stream} cannot be used: ${reason}.`, {
    suggestion: 'Clear the state of the stream, so that it is read from the beginning.',
  })
}

function isWindow(value: unknown): boolean {
  return isJsonObject(value) && [value.from, value.before].every((time) => !Number.isNaN(Date.parse(String(time))))
}
