import { isIP } from 'node:net'
import { Agent } from 'undici'
import type { OpenOptions } from '../contract/destination-type.ts'
import { checkedAddresses } from '../objects/check-addresses.ts'
import { checkedLookup } from '../objects/checked-lookup.ts'
import type { RequestSettings } from './request-settings.ts'

/** Connections go to the addresses that were checked, and to no others. */
export async function createAgent(
  { url, timeoutMs }: Pick<RequestSettings, 'url' | 'timeoutMs'>,
  { checkAddress }: Pick<OpenOptions, 'checkAddress'>,
): Promise<Agent> {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  // Addresses are not looked up on the way to a connection, so that they are checked here.
  if (isIP(host) !== 0) await checkedAddresses(host, checkAddress)
  const lookup = checkedLookup(checkAddress)
  return new Agent({ connect: { lookup, timeout: timeoutMs }, headersTimeout: 0, bodyTimeout: 0, allowH2: false })
}
