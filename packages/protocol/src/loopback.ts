const ipv4Loopback = /^127(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}$/

/**
 * Whether a host is this machine itself: `localhost`, 127.0.0.0/8 or ::1, also as IPv4 inside IPv6. Plain http may carry
 * secrets only there. Takes a host as people type it, as a URL has it (`[::1]`), or as a socket names it. Names below
 * `localhost` do not count, because not every resolver keeps them on this machine.
 */
export function isLoopbackHost(host: string): boolean {
  const name = host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')
  if (!name.includes(':')) return name === 'localhost' || ipv4Loopback.test(name)
  // The URL parser writes every spelling of an IPv6 address the same way.
  const address = URL.parse(`http://[${name}]`)?.hostname ?? ''
  return address === '[::1]' || /^\[::ffff:7f[\da-f]{2}:[\da-f]{1,4}\]$/.test(address)
}
