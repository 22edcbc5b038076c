/**
 * The address at which a listening hub is called from its own machine: loopback when it listens on all addresses, which is
 * no address to call, else the one that it listens on.
 */
export function urlOnThisMachine({ url, port }: { readonly url: string; readonly port: number }): string {
  const { hostname } = new URL(url)
  if (hostname === '0.0.0.0') return `http://127.0.0.1:${port}`
  return hostname === '[::]' ? `http://[::1]:${port}` : url
}
