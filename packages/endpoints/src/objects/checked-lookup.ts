import type { LookupFunction } from 'node:net'
import type { OpenOptions } from '../contract/destination-type.ts'
import { checkedAddresses } from './check-addresses.ts'

/** Looks up a host for a connection, so that it goes to the addresses that were checked and to no others. */
export function checkedLookup(checkAddress: OpenOptions['checkAddress']): LookupFunction {
  return (host, { all }, answer) => {
    checkedAddresses(host, checkAddress).then(
      (addresses) => {
        const [first] = addresses
        if (all) answer(null, [...addresses])
        else answer(null, first?.address ?? '', first?.family)
      },
      (error: Error) => answer(error, ''),
    )
  }
}
