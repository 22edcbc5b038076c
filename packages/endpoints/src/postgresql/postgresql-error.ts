import { EndpointError, type EndpointErrorCode } from '../contract/endpoint-error.ts'

type Row = readonly [EndpointErrorCode, string | undefined]

/** By SQLSTATE, whole or its class. */
const states: Readonly<Record<string, Row>> = {
  '28': ['SIGN_IN_REFUSED', 'Check user and password.'],
  '42501': ['NOT_PERMITTED', 'Grant the user the right to create and change tables of the schema.'],
  '3D000': ['NOT_FOUND', 'Correct the name of the database in the URL.'],
  '3F000': ['NOT_FOUND', 'Create the schema, or correct its name.'],
  '42P01': ['NOT_FOUND', undefined],
  '42703': ['SHAPE_CONFLICT', undefined],
  '53': ['NO_SPACE', 'The server has run out of space, memory or connections. The run continues where it stopped.'],
  '57': ['INTERRUPTED', 'The server is stopping or starting, or took too long. The run continues where it stopped.'],
  '55P03': ['INTERRUPTED', 'Another session holds the tables. The run continues where it stopped.'],
  '40': ['INTERRUPTED', undefined],
  '08': ['INTERRUPTED', undefined],
  '22': ['VALUE_REFUSED', 'Correct the type of the column in the mapping.'],
  '23': ['VALUE_REFUSED', 'Look at the key of the table in the mapping, and at constraints that somebody added.'],
}

const unreachable = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'])

/** A failure of the server or of the connection to it. Messages of the server never contain a password. */
export function postgresqlError(error: unknown, action: string): EndpointError {
  if (error instanceof EndpointError) return error
  const { code = '', message = String(error), column, table, where } = Object(error) as Readonly<Record<string, string>>
  // Of what COPY cannot read, the server says only in its context where it is.
  const field = column ?? /^COPY .*, line \d+, column ([^:]+)/.exec(where ?? '')?.[1] ?? table
  if (unreachable.has(code)) {
    return new EndpointError('UNREACHABLE', `${action} failed: the server cannot be reached (${code}).`, {
      field: 'url',
      remedy: 'Check host and port, and that the server takes connections from this machine.',
      cause: error,
    })
  }
  const known = states[code] ?? states[code.slice(0, 2)]
  if (known !== undefined) {
    const [kind, remedy] = known
    return new EndpointError(kind, `${action} failed: ${message}.`, { field, remedy, cause: error })
  }
  if (/terminated|ended|closed|reset|timeout/i.test(message) || code === 'ECONNRESET' || code === 'EPIPE') {
    return new EndpointError('INTERRUPTED', `${action} failed: the connection was lost.`, { cause: error })
  }
  return new EndpointError('REFUSED', `${action} failed: ${message}.`, { field, cause: error })
}
