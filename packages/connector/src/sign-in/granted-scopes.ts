/**
 * The scopes that an answer grants (F-028): from its `scope` member, else from the claims of the token when it
 * is a JWT. Undefined when neither says, which means "as requested" (RFC 6749 §5.1). An empty list says nothing. The signature is not checked: the
 * claims are information about a token that the server will judge itself.
 */
export function grantedScopesOf(scope: unknown, accessToken: string): readonly string[] | undefined {
  const said = scopeNames(scope)
  if (said !== undefined && said.length > 0) return said
  return scopesInToken(accessToken)
}

/** Requested and not granted, in the order requested; nothing when it is not known what was granted. */
export function missingScopes(requested: readonly string[], granted: readonly string[] | undefined): readonly string[] {
  if (granted === undefined) return []
  return requested.flatMap((scope) => scopeNames(scope) ?? []).filter((name) => !granted.includes(name))
}

function scopesInToken(accessToken: string): readonly string[] | undefined {
  const [, payload, signature, ...rest] = accessToken.split('.')
  if (payload === undefined || signature === undefined || rest.length > 0) return undefined
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
    if (typeof claims !== 'object' || claims === null) return undefined
    for (const name of ['scope', 'scp', 'scopes']) {
      const names = scopeNames(Reflect.get(claims, name))
      if (names !== undefined && names.length > 0) return names
    }
  } catch {
    // Not a JWT after all: nothing is known.
  }
  return undefined
}

/** Separated by blanks or commas, or a list; undefined when it is none of these. */
function scopeNames(value: unknown): readonly string[] | undefined {
  if (Array.isArray(value))
    return value.filter((name) => typeof name === 'string').flatMap((name) => scopeNames(name) ?? [])
  return typeof value === 'string' ? value.split(/[\s,]+/).filter((name) => name !== '') : undefined
}
