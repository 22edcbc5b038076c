/** How an error of the API is reported: its status, and a title that is the same each time. */
export interface ProblemKind {
  readonly status: number
  readonly title: string
}

/** Every code that the API may answer with instead of what was asked for. */
export const problemKinds = {
  REQUEST_INVALID: { status: 400, title: 'The request is not as described' },
  CURSOR_INVALID: { status: 400, title: 'The cursor was not made by this list' },
  NOT_SIGNED_IN: { status: 401, title: 'Not signed in' },
  SIGN_IN_REFUSED: { status: 401, title: 'Email address or password is wrong' },
  CREDENTIAL_REFUSED: { status: 401, title: 'The credential is unknown, expired or revoked' },
  ROLE_TOO_LOW: { status: 403, title: 'The role does not allow this' },
  ORIGIN_REFUSED: { status: 403, title: 'The request comes from another site' },
  PERSON_REQUIRED: { status: 403, title: 'API keys may not do this' },
  NOT_FOUND: { status: 404, title: 'Not found' },
  CONTAINER_NOT_ASSOCIATED: { status: 404, title: 'Container not found' },
  METHOD_NOT_ALLOWED: { status: 405, title: 'The address does not take this method' },
  NAME_TAKEN: { status: 409, title: 'The name is taken' },
  LAST_OWNER: { status: 409, title: 'An account keeps at least one owner' },
  ALREADY_MEMBER: { status: 409, title: 'The person is a member already' },
  ALREADY_SET_UP: { status: 409, title: 'The installation is set up already' },
  IN_USE: { status: 409, title: 'Something still uses it' },
  CONFIRMATION_NEEDED: { status: 409, title: 'Somebody has to confirm this' },
  APPROVAL_NEEDED: { status: 409, title: 'Another person has to approve this first' },
  NOT_READY: { status: 409, title: 'Not possible in this state' },
  DRAFT_NOT_USABLE: { status: 409, title: 'The account does not let drafts be used' },
  QUOTA_REACHED: { status: 409, title: 'The quota is reached' },
  LEASE_LOST: { status: 409, title: 'The job or run is no longer held by this node' },
  IDEMPOTENCY_KEY_REUSED: { status: 409, title: 'The idempotency key belongs to another request' },
  LINK_SPENT: { status: 410, title: 'The link was used, withdrawn or has expired' },
  INSTALLER_TOKEN_UNKNOWN: { status: 401, title: 'Installer token unknown' },
  INSTALLER_TOKEN_EXPIRED: { status: 401, title: 'Installer token expired' },
  INSTALLER_TOKEN_REVOKED: { status: 401, title: 'Installer token revoked' },
  INSTALLER_TOKEN_USED_UP: { status: 401, title: 'Installer token used up' },
  INSTALLER_TOKEN_OTHER_KIND: { status: 409, title: 'Installer token is for another kind of container' },
  CHANGED_MEANWHILE: { status: 412, title: 'Somebody else changed it' },
  BODY_TOO_LARGE: { status: 413, title: 'The body is too large' },
  MEDIA_TYPE_UNSUPPORTED: { status: 415, title: 'The body must be JSON' },
  DEFINITION_INVALID: { status: 422, title: 'The definition of the process is wrong' },
  SETTINGS_INVALID: { status: 422, title: 'The settings are incomplete or wrong' },
  SECRET_NOT_USABLE: { status: 422, title: 'The secret has to be set again' },
  PASSWORD_TOO_WEAK: { status: 422, title: 'The password is too easy to guess' },
  VERSION_REQUIRED: { status: 428, title: 'The request must carry If-Match' },
  TOO_MANY_REQUESTS: { status: 429, title: 'Too many requests' },
  INTERNAL_ERROR: { status: 500, title: 'An unexpected error' },
  UNAVAILABLE: { status: 503, title: 'Temporarily unavailable' },
} as const satisfies Record<string, ProblemKind>

export type ProblemCode = keyof typeof problemKinds
