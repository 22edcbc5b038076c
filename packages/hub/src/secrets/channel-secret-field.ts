/** The field under which a secret of a channel is stored: of another kind it is another secret. */
export function channelSecretField(kind: string, name: string): string {
  return `alert-${kind}.${name}`
}

/** The name of a secret of a channel, from the field under which it is stored. */
export function channelSecretName(kind: string, field: string): string {
  return field.slice(channelSecretField(kind, '').length)
}
