/**
 * Whether Coupa understood the call and said no to it: a parameter that this resource or organization does not take.
 * Then a request that only helps (a look-up of the highest id, a scout) is done without; other errors end the read.
 */
import { CoupaError } from '../../errors/coupa-error.ts'
export function isRefusal(error: unknown): boolean {
  if (!(error instanceof CoupaError)) return false
  return error.code === 'COUPA_VALIDATION' || error.code === 'COUPA_QUERY_INVALID'
}
