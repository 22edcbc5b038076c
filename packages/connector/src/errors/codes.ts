/** Every code a `CoupaError` can have; each belongs to exactly one class. */
export const coupaErrorCodes = [
  'COUPA_SETTINGS_INVALID',
  'COUPA_NETWORK',
  'COUPA_TOKEN_REFUSED',
  'COUPA_TOKEN_RESPONSE',
  'COUPA_SCOPE_NOT_GRANTED',
  'COUPA_UNAUTHORIZED',
  'COUPA_FORBIDDEN',
  'COUPA_RATE_LIMITED',
  'COUPA_SERVER_ERROR',
  'COUPA_REDIRECTED',
  'COUPA_NOT_FOUND',
  'COUPA_VALIDATION',
  'COUPA_BAD_RESPONSE',
  'COUPA_QUERY_INVALID',
  'COUPA_PAGING',
  'COUPA_CHECKPOINT',
  'COUPA_OUTCOME_UNKNOWN',
  'COUPA_TIMEOUT',
] as const

export type CoupaErrorCode = (typeof coupaErrorCodes)[number]
