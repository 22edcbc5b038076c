import type { FieldType } from '@coupa-connector/catalog'
import { customFieldsName, type FieldSchema, readOwnFields } from '@coupa-connector/connector/schema'
import type { Context } from '../command/context.ts'
import { describeFailure } from './failure.ts'
import type { Reader } from './open-reader.ts'
import type { Stream } from './stream.ts'

/** What an organization has beside the catalog. A type is `unknown` where the records that were looked at do not tell. */
export interface OwnFields {
  /** Below `custom-fields`. */
  readonly custom: ReadonlyMap<string, FieldType>
  /** At the top of the record: custom fields of the older kind (F-140), and fields newer than the catalog. */
  readonly top: ReadonlyMap<string, FieldType>
}

export const noOwnFields: OwnFields = { custom: new Map(), top: new Map() }

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
      const fields = (await readOwnFields(connection, name, { signal })) ?? []
      for (const stream of ofResource) found.set(stream, ofStream(stream, fields))
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

/** The fields of a stream among those of its resource, where the ones of nested records follow the name of their list. */
function ofStream({ nestedIn }: Stream, fields: readonly FieldSchema[]): OwnFields {
  const prefix = nestedIn === undefined ? '' : `${nestedIn}.`
  const custom = `${prefix}${customFieldsName}.`
  const isTop = ({ path, origin }: FieldSchema): boolean =>
    origin === 'unlisted' && path.startsWith(prefix) && !path.slice(prefix.length).includes('.')
  const named = (all: readonly FieldSchema[], from: string) =>
    new Map(all.map((field) => [field.path.slice(from.length), typeOf(field)] as const))
  return {
    custom: named(
      fields.filter(({ path }) => path.startsWith(custom)),
      custom,
    ),
    top: named(fields.filter(isTop), prefix),
  }
}

/**
 * The type that a column can have for good. A few values do not prove that a text is always a date, or a number always whole, and
 * a destination refuses what does not fit its column.
 */
function typeOf({ type, confidence }: FieldSchema): FieldType {
  switch (type) {
    case 'integer':
    case 'decimal':
      return 'unknown'
    case 'date':
    case 'datetime':
      return confidence === 'high' ? type : 'string'
    default:
      return confidence === 'low' ? 'unknown' : type
  }
}
