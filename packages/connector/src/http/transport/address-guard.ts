import { BlockList, isIPv4, isIPv6 } from 'node:net'

/**
 * Whether an address may be reached by everybody: neither private, loopback, link-local (cloud metadata lives there),
 * shared (CGNAT), reserved, multicast nor documentation. IPv4 addresses inside IPv6 ones (mapped, NAT64) are judged as
 * the IPv4 address that they reach. What is not an address is not public.
 */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !blockedIPv4.check(address, 'ipv4')
  if (!isIPv6(address) || address.includes('%')) return false
  const embedded = embeddedIPv4(address)
  if (embedded !== undefined) return !blockedIPv4.check(embedded, 'ipv4')
  return globalUnicast.check(address, 'ipv6') && !blockedIPv6.check(address, 'ipv6')
}

/** RFC 6890 and the IANA special-purpose registry, IPv4, and what clouds give only to the machines in them. */
const blockedIPv4 = blockList('ipv4', [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // The host agent of Azure, a public number that its machines alone reach.
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
])

/** Everything outside of it is loopback, link-local, unique-local, multicast or unassigned. */
const globalUnicast = blockList('ipv6', [['2000::', 3]])

/** Inside global unicast: IETF protocols with Teredo, documentation, 6to4. */
const blockedIPv6 = blockList('ipv6', [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
])

const mappedOrTranslated = blockList('ipv6', [
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
])

function blockList(family: 'ipv4' | 'ipv6', ranges: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList()
  for (const [network, prefix] of ranges) list.addSubnet(network, prefix, family)
  return list
}

function embeddedIPv4(address: string): string | undefined {
  if (!mappedOrTranslated.check(address, 'ipv6')) return undefined
  // The URL parser writes every spelling the same way: the last 32 bits are its last two groups.
  const groups = new URL(`http://[${address}]`).hostname.slice(1, -1).split(':').slice(-2)
  const [high = 0, low = 0] = groups.map((group) => Number.parseInt(group || '0', 16))
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}
