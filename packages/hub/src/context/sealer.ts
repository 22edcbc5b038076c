import type { SealedValue } from '../database/schema.ts'

/**
 * Seals and opens values. The binding names what the value belongs to, `secret:<account>:<id>:<field>`. A value that is moved
 * to another place does not open there.
 */
export interface Sealer {
  seal(value: string, binding: string): SealedValue
  /** Throws `UnsealError` when the key is missing, the binding is another, or the value was changed. */
  open(sealed: SealedValue, binding: string): string
  /** The key that seals now. */
  readonly currentKeyId: string
  /** Reads the keys again if their source allows it, since another program may have rotated them. */
  refresh?(): Promise<void>
}
