/** What a sealed secret belongs to. Moved to another account, row or field, it does not open. */
export function secretBinding(secret: {
  readonly account: string
  readonly id: string
  readonly field: string
}): string {
  return `secret:${secret.account}:${secret.id}:${secret.field}`
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
