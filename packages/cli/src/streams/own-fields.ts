import type { Context } from '../command/context.ts'
import { findOwnFields, type OwnFields } from './custom-fields.ts'
import { describeFailure } from './failure.ts'
import type { Reader } from './open-reader.ts'
import type { Stream } from './stream.ts'

/** Resources that are looked at at the same time; the rate of the organization bounds all of them. */
const atOnce = 8
/** A platform waits a few minutes for the list of streams. What was not looked at by then has the fields of the catalog. */
const longestMs = 90_000

/**
 * Looks at a few records of every resource for fields that only this organization has. One that cannot be read is left out, and
 * `warn` is told why. Throws what would stop every read, such as a refused token.
 */
export async function ownFieldsOf(
  { connection, streams }: Reader,
  { clock, signal }: Pick<Context, 'clock' | 'signal'>,
  warn: (message: string) => Promise<void>,
): Promise<ReadonlyMap<Stream, OwnFields>> {
  const found = new Map<Stream, OwnFields>()
  const waiting = [...Map.groupBy(streams, ({ resource }) => resource.name)]
  const endsAtMs = clock.monotonicMs() + longestMs
  const look = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      if (clock.monotonicMs() > endsAtMs) return void waiting.unshift(next)
      await lookAt(...next)
    }
  }
  const lookAt = async (name: string, ofResource: readonly Stream[]): Promise<void> => {
    try {
      const own = await findOwnFields(connection.resource(name), ofResource, signal)
      for (const [stream, fields] of own) found.set(stream, fields)
    } catch (error) {
      const { message, stopsAll } = await describeFailure(error)
      if (stopsAll) throw error
      await warn(`${name} has the columns of the catalog only, because it cannot be looked at. ${message}`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, look))
  if (waiting.length > 0) {
    const names = waiting.map(([name]) => name).join(', ')
    await warn(`Looking at records took longer than ${longestMs / 1000} seconds. Without custom fields: ${names}.`)
  }
  return found
}
