import type {
  BadResponseError,
  ForbiddenError,
  NotFoundError,
  RateLimitedError,
  RedirectedError,
  ServerError,
  UnauthorizedError,
  ValidationError,
} from './answer-errors.ts'
import { coupaErrorCodes } from './codes.ts'
import { coupaErrorBrand } from './coupa-error.ts'
import type { FieldsIgnoredError } from './fields-ignored-error.ts'
import type { NetworkError } from './network-error.ts'
import type { CheckpointError, PagingError } from './read-errors.ts'
import type { RecordInvalidError } from './record-invalid-error.ts'
import type {
  OptionsError,
  QueryInvalidError,
  UnknownActionError,
  UnknownResourceError,
  UnsupportedOperationError,
} from './request-errors.ts'
import type { SettingsError } from './settings-error.ts'
import type { ScopeNotGrantedError, TokenRefusedError, TokenResponseError } from './token-errors.ts'
import type { OutcomeUnknownError, TimeoutError } from './unfinished-errors.ts'

/** All error classes of the connector, told apart by `code`. */
export type AnyCoupaError =
  | SettingsError
  | OptionsError
  | NetworkError
  | TokenRefusedError
  | TokenResponseError
  | ScopeNotGrantedError
  | UnauthorizedError
  | ForbiddenError
  | RateLimitedError
  | ServerError
  | RedirectedError
  | NotFoundError
  | ValidationError
  | BadResponseError
  | UnknownResourceError
  | UnknownActionError
  | UnsupportedOperationError
  | QueryInvalidError
  | RecordInvalidError
  | FieldsIgnoredError
  | PagingError
  | CheckpointError
  | OutcomeUnknownError
  | TimeoutError

const knownCodes: ReadonlySet<unknown> = new Set(coupaErrorCodes)

/**
 * Whether something caught is an error of this connector. Unlike `instanceof` it also knows the errors of a second copy
 * of the package, which npm installs when versions differ. Afterwards a `switch` on `code` narrows to the class.
 *
 * @example
 * ```ts
 * try {
 *   await connection.resource('suppliers').create({ name: 'Initech', number: 'S-9041' })
 * } catch (error) {
 *   if (!isCoupaError(error)) throw error
 *   if (error.code === 'COUPA_VALIDATION') console.error(error.details.messages)
 *   else if (error.isRetryable) console.error('Try again later:', error.message)
 *   else throw error
 * }
 * ```
 */
export function isCoupaError(value: unknown): value is AnyCoupaError {
  if (!(value instanceof Error)) return false
  return Reflect.get(value, coupaErrorBrand) === true && knownCodes.has(Reflect.get(value, 'code'))
}
