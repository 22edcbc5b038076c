/**
 * The field under which a secret of a destination is stored: of another kind, or of a connection to Coupa, it is another
 * secret even if the setting has the same name.
 */
export function destinationSecretField(kind: string, setting: string): string {
  return `${kind}.${setting}`
}
