import { EndpointError, type EndpointErrorCode } from '../contract/endpoint-error.ts'

/** Codes of SSH_FXP_STATUS. Those above 8 come from servers that answer in a later version of the protocol. */
export const status = {
  noSuchFile: 2,
  permissionDenied: 3,
  failure: 4,
  unsupported: 8,
  exists: 11,
  noSpace: 14,
} as const

type Row = readonly [EndpointErrorCode, string, string | undefined]

const freeSpace = 'Free space on the server. The run continues where it stopped.'
const statuses: Readonly<Record<number, Row>> = {
  2: [
    'NOT_FOUND',
    'the path does not exist',
    'Create it on the server, or correct the settings folder and temporaryFolder.',
  ],
  3: [
    'NOT_PERMITTED',
    'the server does not allow it',
    'Give the user the right to write there, to rename and to delete.',
  ],
  6: ['INTERRUPTED', 'the server has no connection', undefined],
  7: ['INTERRUPTED', 'the connection was lost', undefined],
  8: ['REFUSED', 'the server does not support it', 'Ask the operator of the server which operations it allows.'],
  10: ['NOT_FOUND', 'the path does not exist', 'Create it on the server, or correct the setting folder.'],
  12: ['NOT_PERMITTED', 'the server is read-only', 'Choose a folder that can be written to.'],
  14: ['NO_SPACE', 'the disk of the server is full', freeSpace],
  15: ['NO_SPACE', 'the quota of the user is used up', freeSpace],
}

const unreachable = /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/

/** A failure of an operation on the server, or of the connection. `action` begins with a capital: `Writing x.csv`. */
export function sftpError(error: unknown, action: string): EndpointError {
  if (error instanceof EndpointError) return error
  const { code, message = String(error) } = Object(error) as { readonly code?: unknown; readonly message?: string }
  const known = typeof code === 'number' ? statuses[code] : undefined
  if (known !== undefined) {
    const [kind, reason, remedy] = known
    return new EndpointError(kind, `${action} failed: ${reason}.`, { field: 'folder', remedy, cause: error })
  }
  if (typeof code === 'number') {
    if (/no space|disk.{0,8}full|quota/i.test(message)) {
      return new EndpointError('NO_SPACE', `${action} failed: the disk or the quota of the server is full.`, {
        field: 'folder',
        remedy: freeSpace,
        cause: error,
      })
    }
    return new EndpointError('REFUSED', `${action} failed: the server says "${message.slice(0, 200)}".`, {
      cause: error,
    })
  }
  return new EndpointError('INTERRUPTED', `${action} failed: the connection was lost.`, {
    remedy: 'The run continues where it stopped.',
    cause: error,
  })
}

/** A failure before files can be worked with. `server` is `host:port`. */
export function connectError(error: unknown, server: string): EndpointError {
  if (error instanceof EndpointError) return error
  const { level, code = '', message = String(error) } = Object(error) as Readonly<Record<string, string>>
  if (level === 'client-authentication') {
    return new EndpointError('SIGN_IN_REFUSED', `${server} refused the user or the credentials.`, {
      field: 'user',
      remedy: 'Check user, password and private key, and that the server knows the public key of the user.',
      cause: error,
    })
  }
  if (unreachable.test(code) || level === 'client-timeout' || level === 'client-dns') {
    const reason = level === 'client-timeout' ? 'it did not answer in time' : code
    return new EndpointError('UNREACHABLE', `${server} cannot be reached: ${reason}.`, {
      field: 'host',
      remedy: 'Check host and port, and that firewalls let this machine connect to them.',
      cause: error,
    })
  }
  if (/no matching/i.test(message)) {
    return new EndpointError('REFUSED', `${server} and this program share no algorithm: ${message}.`, {
      field: 'host',
      remedy: 'Ask the operator of the server to allow current algorithms.',
      cause: error,
    })
  }
  return new EndpointError('UNREACHABLE', `The connection to ${server} was closed before it was established.`, {
    field: 'host',
    remedy: 'Check that host and port belong to an SSH server, and that it accepts connections from this machine.',
    cause: error,
  })
}

export function hasStatus(error: unknown, ...wanted: readonly number[]): boolean {
  return wanted.includes(Number((error as { readonly code?: unknown } | undefined)?.code))
}
