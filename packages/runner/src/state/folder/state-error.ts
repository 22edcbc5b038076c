export type StateErrorCode =
  | 'STATE_DAMAGED'
  | 'STATE_FULL'
  | 'STATE_NOT_WRITABLE'
  | 'STATE_TOO_NEW'
  | 'STATE_OF_ANOTHER'

/** The folder of a state cannot be used, in words for the person who has to mend it. */
export class StateError extends Error {
  readonly code: StateErrorCode
  readonly remedy: string

  constructor(code: StateErrorCode, message: string, remedy: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StateError'
    this.code = code
    this.remedy = remedy
  }
}

/** Works on the state of a folder. What the disk or the database says against it is thrown as a `StateError`. */
export function onState<Result>(folder: string, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    throw toStateError(error, folder) ?? error
  }
}

function toStateError(error: unknown, folder: string): StateError | undefined {
  if (!(error instanceof Error) || error instanceof StateError) return undefined
  const { code, errcode } = error as { readonly code?: unknown; readonly errcode?: unknown }
  // Whatever SQLite adds to a result code is in its higher bits.
  const kind = code === 'ERR_SQLITE_ERROR' ? sqliteKinds[Number(errcode) & 0xff] : systemKinds[String(code)]
  if (kind === undefined) return undefined
  const { message, remedy } = words[kind]
  return new StateError(kind, `The state in ${folder} ${message}: ${error.message}.`, remedy, { cause: error })
}

type Kind = Exclude<StateErrorCode, 'STATE_TOO_NEW' | 'STATE_OF_ANOTHER'>

const sqliteKinds: Readonly<Record<number, Kind>> = {
  8: 'STATE_NOT_WRITABLE',
  10: 'STATE_NOT_WRITABLE',
  11: 'STATE_DAMAGED',
  13: 'STATE_FULL',
  14: 'STATE_NOT_WRITABLE',
  26: 'STATE_DAMAGED',
}

const systemKinds: Readonly<Record<string, Kind>> = {
  EACCES: 'STATE_NOT_WRITABLE',
  EEXIST: 'STATE_NOT_WRITABLE',
  ENOENT: 'STATE_NOT_WRITABLE',
  ENOSPC: 'STATE_FULL',
  ENOTDIR: 'STATE_NOT_WRITABLE',
  EPERM: 'STATE_NOT_WRITABLE',
  EROFS: 'STATE_NOT_WRITABLE',
}

const words: Readonly<Record<Kind, { readonly message: string; readonly remedy: string }>> = {
  STATE_DAMAGED: {
    message: 'is damaged',
    remedy:
      'Restore the folder from a backup. Without one, move it away: the next run begins a new state, and may deliver again what was delivered before.',
  },
  STATE_FULL: {
    message: 'cannot be written, because the disk is full',
    remedy: 'Free some space, and run the command again: it continues where it stopped.',
  },
  STATE_NOT_WRITABLE: {
    message: 'cannot be opened',
    remedy:
      'The state is a folder that this user can write to. Check its owner and mode, or name another with --state.',
  },
}
