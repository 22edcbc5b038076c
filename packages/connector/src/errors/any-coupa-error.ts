import type { BadResponseError } from './bad-response-error.ts'
import type { CheckpointError } from './checkpoint-error.ts'
import type { ForbiddenError } from './forbidden-error.ts'
import type { NetworkError } from './network-error.ts'
import type { NotFoundError } from './not-found-error.ts'
import type { OutcomeUnknownError } from './outcome-unknown-error.ts'
import type { PagingError } from './paging-error.ts'
import type { QueryInvalidError } from './query-invalid-error.ts'
import type { RateLimitedError } from './rate-limited-error.ts'
import type { RedirectedError } from './redirected-error.ts'
import type { ScopeNotGrantedError } from './scope-not-granted-error.ts'
import type { ServerError } from './server-error.ts'
import type { SettingsError } from './settings-error.ts'
import type { TimeoutError } from './timeout-error.ts'
import type { TokenRefusedError } from './token-refused-error.ts'
import type { TokenResponseError } from './token-response-error.ts'
import type { UnauthorizedError } from './unauthorized-error.ts'
import type { ValidationError } from './validation-error.ts'

/** All error classes of the connector, told apart by `code`. */
export type AnyCoupaError =
  | SettingsError
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
  | QueryInvalidError
  | PagingError
  | CheckpointError
  | OutcomeUnknownError
  | TimeoutError
