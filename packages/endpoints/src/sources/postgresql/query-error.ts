import { EndpointError, type EndpointErrorCode } from '../../contract/endpoint-error.ts'
import { postgresqlError } from '../../postgresql/postgresql-error.ts'

/** What a query does that a source cannot carry out, by SQLSTATE, whole or its class. */
const states: Readonly<Record<string, readonly [EndpointErrorCode, string]>> = {
  '25006': ['NOT_PERMITTED', 'The query changes something, and a source only reads. Use a query that only reads.'],
  '42501': ['NOT_PERMITTED', 'Grant the user the right to read the tables of the query.'],
  '42P01': ['NOT_FOUND', 'Correct the name of the table in source.query, or write its schema before it.'],
  '42': ['REFUSED', 'Correct source.query or source.keySet.'],
  '22': ['REFUSED', 'Correct source.query: one of its expressions fails for a row.'],
}

/** A failure of a query or of the connection. `action` begins with a capital: `Reading`. */
export function queryError(error: unknown, action: string): EndpointError {
  if (error instanceof EndpointError) return error
  const { code = '', message = '' } = Object(error) as Readonly<Record<string, string>>
  const [kind, remedy] = states[code] ?? states[code.slice(0, 2)] ?? []
  if (kind === undefined) return postgresqlError(error, action)
  return new EndpointError(kind, `${action} failed: ${message}.`, { field: 'query', remedy, cause: error })
}
