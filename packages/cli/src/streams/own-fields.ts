import type { Context } from '../command/context.ts'
import { findOwnFields, noOwnFields, type OwnFields } from './custom-fields.ts'
import { describeFailure } from './failure.ts'
import type { Reader } from './open-reader.ts'
import type { Stream } from './stream.ts'

/** Streams that are looked at at the same time; the rate of the organization bounds all of them. */
const atOnce = 8
/** A platform waits a few minutes for the list of streams. What was not looked at by then has the fields of the catalog. */
const longestMs = 90_000

/**
 * Looks at a few records of every stream for fields that only this organization has. A stream that cannot be read has those of
 * the catalog, and `warn` is told why. Throws what would stop every read, such as a refused token.
 */
export async function ownFieldsOf(
  { connection, streams }: Reader,
  { clock, signal }: Pick<Context, 'clock' | 'signal'>,
  warn: (message: string) => Promise<void>,
): Promise<ReadonlyMap<Stream, OwnFields>> {
  const found = new Map<Stream, OwnFields>()
  const waiting = [...streams]
  const endsAtMs = clock.monotonicMs() + longestMs
  const look = async (): Promise<void> => {
    for (let stream = waiting.shift(); stream !== undefined; stream = waiting.shift()) {
      if (clock.monotonicMs() > endsAtMs) return void waiting.unshift(stream)
      found.set(stream, await lookAt(stream))
    }
  }
  const lookAt = async (stream: Stream): Promise<OwnFields> => {
    try {
      return await findOwnFields(connection.resource(stream.resource.name), stream, signal)
    } catch (error) {
      const { message, stopsAll } = await describeFailure(error)
      if (stopsAll) throw error
      await warn(`${stream.name} has the columns of the catalog only, because it cannot be looked at. ${message}`)
      return noOwnFields
    }
  }
  await Promise.all(Array.from({ length: atOnce }, look))
  if (waiting.length > 0) {
    const names = waiting.map(({ name }) => name).join(', ')
    await warn(`Looking at records took longer than ${longestMs / 1000} seconds. Without custom fields: ${names}.`)
  }
  return found
}
