import type { SealedValue } from '../database/connection-tables.ts'

/**
 * Seals and opens values. The binding names what the value belongs to, `secret:<account>:<id>:<field>`. A value that is moved
 * to another place does not open there. A scope, such as the hosts that a secret may be sent to, is bound in the same way:
 * a value with one opens under exactly that.
 */
export interface Sealer {
  seal(value: string, binding: string): SealedValue
  /** Throws `UnsealError` when the key is missing, binding or scope is another, or the value was changed. */
  open(sealed: SealedValue, binding: string, scope?: string | undefined): string
  /** The same value with a scope. One that has a scope already keeps it: throws `UnsealError`. */
  narrow(sealed: SealedValue, binding: string, scope: string): SealedValue
  /** The key that seals now. */
  readonly currentKeyId: string
  /** Reads the keys again if their source allows it, since another program may have rotated them. */
  refresh?(): Promise<void>
}
