import type { FieldDef } from 'pg'
import pg from 'pg'
import { EndpointError } from '../../contract/endpoint-error.ts'
import { parseExactly } from '../formats/parse-exactly.ts'
import type { QueryPage } from './query-pages.ts'

/** Numbers of the server's own types that are not texts for us. */
const types = {
  boolean: 16,
  json: 114,
  jsonb: 3802,
  character: 1042,
  timestamp: 1114,
  timestampWithZone: 1184,
} as const
/** Lists of booleans, texts, numbers, dates and UUIDs. */
const listTypes = new Set([1000, 1005, 1007, 1016, 1009, 1014, 1015, 1021, 1022, 1231, 1182, 1115, 1185, 2951])

/** The names of the columns. Throws `EndpointError` for a name that is there twice. */
export function columnNames({ fields }: Pick<QueryPage, 'fields'>): readonly string[] {
  const names = fields.map(({ name }) => name)
  const twice = names.find((name, place) => names.indexOf(name) !== place)
  if (twice === undefined) return names
  throw new EndpointError('REFUSED', `The query has the column "${twice}" twice.`, {
    field: 'query',
    remedy: 'Give each column a name of its own: select a.name, b.name as other_name …',
  })
}

/** A row by its columns. Numbers, dates and times are exact texts; times have the form of ISO 8601. */
export function toRecord(
  names: readonly string[],
  fields: readonly FieldDef[],
  row: readonly (string | null)[],
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(names.map((name, place) => [name, toValue(row[place] ?? null, fields[place]?.dataTypeID)]))
}

function toValue(text: string | null, type: number | undefined): unknown {
  if (text === null || type === undefined) return text
  switch (type) {
    case types.boolean:
      return text === 't'
    case types.json:
    case types.jsonb:
      return parseExactly(text)
    case types.character:
      // What fills the column up is not part of the value.
      return text.trimEnd()
    case types.timestamp:
      return text.replace(' ', 'T')
    case types.timestampWithZone:
      return text.replace(' ', 'T').replace(/\+00(?::00)?$/, 'Z')
    default:
      return listTypes.has(type) ? parseList(text) : text
  }
}

/** A list of texts; other lists are written in the same way. */
const textList: number = 1009
/** Parses `{a,b}` into texts. */
const parseList = (text: string): unknown => pg.types.getTypeParser(textList)(text)
