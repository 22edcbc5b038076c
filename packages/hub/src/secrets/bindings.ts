/** What a sealed secret belongs to. Moved to another account, row or field, it does not open. */
export function secretBinding(secret: {
  readonly account: string
  readonly id: string
  readonly field: string
}): string {
  return `secret:${secret.account}:${secret.id}:${secret.field}`
}

/**
 * Where a secret that a connection has taken up may be sent, as it is sealed. Changed in the database, the secret does not
 * open. Undefined for one that is not taken up yet.
 */
export function secretScope(hosts: readonly string[] | null): string | undefined {
  return hosts === null ? undefined : `hosts:${JSON.stringify([...hosts].sort())}`
}

/** What a sealed access token of the shared token store belongs to. */
export function nodeTokenBinding(token: {
  readonly container: string
  readonly account: string
  readonly key: string
}): string {
  return `token:${token.container}:${token.account}:${token.key}`
}

/** What the check value of the installation belongs to. */
export const keyringCheckBinding = 'installation:keyring-check'
