import { lookup } from 'node:dns/promises'
import type { OpenOptions } from '../contract/destination-type.ts'
import { EndpointError } from '../contract/endpoint-error.ts'

/** The addresses of a host, each of them allowed. A connection goes to one of these, so that no second look-up differs. */
export async function checkedAddresses(
  host: string,
  checkAddress: OpenOptions['checkAddress'],
): Promise<readonly { readonly address: string; readonly family: number }[]> {
  const addresses = await lookup(host.replace(/^\[(.*)\]$/, '$1'), { all: true })
  for (const { address } of addresses) refuseForbidden(host, address, checkAddress)
  return addresses
}

function refuseForbidden(host: string, address: string, checkAddress: OpenOptions['checkAddress']): void {
  try {
    checkAddress?.(host, address)
  } catch (error) {
    if (error instanceof EndpointError) throw error
    throw new EndpointError('ADDRESS_FORBIDDEN', `${host} is at an address that this container must not reach.`, {
      remedy: 'Run the process on a container of your own network, or use a public address.',
      cause: error,
    })
  }
}
