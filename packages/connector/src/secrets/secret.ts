import { inspect } from 'node:util'

const redacted = '[secret]'

/**
 * A value without a string form: printing, logging, serializing or inspecting it gives `[secret]`. Only the places that
 * send it call `reveal`.
 */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  /** The value itself. Its callers are the token request and the authorization header. */
  reveal(): string {
    return this.#value
  }

  toString(): string {
    return redacted
  }

  toJSON(): string {
    return redacted
  }

  [Symbol.toPrimitive](): string {
    return redacted
  }
}

Object.defineProperty(Secret.prototype, inspect.custom, { value: () => redacted })

/** Wraps a secret; a secret stays as it is. */
export function secret(value: string | Secret): Secret {
  return value instanceof Secret ? value : new Secret(value)
}
