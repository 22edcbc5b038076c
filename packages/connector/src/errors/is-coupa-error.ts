import type { AnyCoupaError } from './any-coupa-error.ts'
import { coupaErrorCodes } from './codes.ts'
import { coupaErrorBrand } from './coupa-error.ts'

const knownCodes: ReadonlySet<unknown> = new Set(coupaErrorCodes)

/**
 * Whether something caught is an error of this connector. Unlike `instanceof` it also knows the errors of a second copy
 * of the package, which npm installs when versions differ. Afterwards a `switch` on `code` narrows to the class.
 */
export function isCoupaError(value: unknown): value is AnyCoupaError {
  if (!(value instanceof Error)) return false
  return Reflect.get(value, coupaErrorBrand) === true && knownCodes.has(Reflect.get(value, 'code'))
}
