/**
 * The address at which this machine can call a listening hub. A hub that listens on all addresses is called on loopback, since
 * the wildcard is not an address to call.
 */
export function urlOnThisMachine({ url, port }: { readonly url: string; readonly port: number }): string {
  const { hostname } = new URL(url)
  if (hostname === '0.0.0.0') return `http://127.0.0.1:${port}`
  return hostname === '[::]' ? `http://[::1]:${port}` : url
}
