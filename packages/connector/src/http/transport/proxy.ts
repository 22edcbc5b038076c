import { BlockList, isIP } from 'node:net'
import { Secret } from '../../secrets/secret.ts'
import { ConnectFailure } from './connect-failure.ts'

/**
 * Which proxy to use. `environment` follows `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` of the environment that is handed
 * to the transport; explicit addresses ignore the environment.
 */
export type ProxyChoice = 'environment' | 'none' | ProxyAddresses

export interface ProxyAddresses {
  /** For https targets, `http://user:password@proxy.example:3128`; the scheme may be left out. */
  readonly https?: string | undefined
  /** For http targets. */
  readonly http?: string | undefined
  /** Hosts that are reached directly, in the syntax of `NO_PROXY`. */
  readonly noProxy?: string | undefined
}

export type Environment = Readonly<Record<string, string | undefined>>

export interface ProxyServer {
  readonly secure: boolean
  readonly hostname: string
  readonly port: number
  /** The value of `Proxy-Authorization`, from the user info of the proxy's address. */
  readonly authorization: Secret | undefined
  /** For people: scheme, host and port, never the user info. */
  readonly label: string
}

/**
 * The proxy for a target, if any. As curl does: each scheme has its own variable, the lower-case name wins, and loopback
 * is not an exception, so that `NO_PROXY` alone decides what is reached directly (undici's own proxy agent agrees on the
 * last two). Throws `ConnectFailure` for an address that is not an http or https proxy.
 */
export function selectProxy(target: URL, choice: ProxyChoice, environment: Environment): ProxyServer | undefined {
  const addresses = addressesOf(choice, environment)
  const address = target.protocol === 'https:' ? addresses.https : addresses.http
  if (!address?.trim() || isExempt(target, addresses.noProxy ?? '')) return undefined
  return parseProxy(address.trim())
}

function addressesOf(choice: ProxyChoice, environment: Environment): ProxyAddresses {
  if (choice === 'none') return {}
  if (choice !== 'environment') return choice
  return {
    https: environment.https_proxy ?? environment.HTTPS_PROXY,
    http: environment.http_proxy ?? environment.HTTP_PROXY,
    noProxy: environment.no_proxy ?? environment.NO_PROXY,
  }
}

function parseProxy(address: string): ProxyServer {
  const url = URL.parse(address.includes('://') ? address : `http://${address}`)
  if (!url?.hostname || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    // The address itself may hold a password and stays out of the message.
    throw new ConnectFailure('proxy', `the proxy's address is not one of an http or https proxy`, {
      scheme: url?.protocol.slice(0, -1) ?? 'unreadable',
    })
  }
  const secure = url.protocol === 'https:'
  return {
    secure,
    hostname: bareHostname(url),
    port: Number(url.port) || (secure ? 443 : 80),
    authorization: url.username || url.password ? basicAuthorization(url) : undefined,
    label: `${url.protocol}//${url.host}`,
  }
}

function basicAuthorization({ username, password }: URL): Secret {
  const credentials = `${decodeUserInfo(username)}:${decodeUserInfo(password)}`
  return new Secret(`Basic ${Buffer.from(credentials).toString('base64')}`)
}

function decodeUserInfo(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/**
 * `NO_PROXY`: entries between commas or blanks. `*` exempts everything; `example.com` and `.example.com` the host and
 * what is below it, `*.example.com` only what is below; an address or a network in CIDR form; each may end in `:port`.
 */
function isExempt(target: URL, noProxy: string): boolean {
  const hostname = bareHostname(target).replace(/\.$/, '')
  const port = Number(target.port) || (target.protocol === 'https:' ? 443 : 80)
  return noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => matchesEntry(entry, hostname, port))
}

function matchesEntry(entry: string, hostname: string, port: number): boolean {
  const { name, onlyPort } = splitEntry(entry)
  if (onlyPort !== undefined && onlyPort !== port) return false
  if (name === '*') return true
  if (name.includes('/')) return isInNetwork(hostname, name)
  const suffix = name.replace(/^\*?\./, '').replace(/\.$/, '')
  if (suffix === '') return false
  return (hostname === suffix && !name.startsWith('*')) || hostname.endsWith(`.${suffix}`)
}

function splitEntry(entry: string): { name: string; onlyPort: number | undefined } {
  const [, bracketed, bracketedPort] = /^\[(.+)\](?::(\d+))?$/.exec(entry) ?? []
  if (bracketed !== undefined) return { name: bracketed, onlyPort: bracketedPort ? Number(bracketedPort) : undefined }
  // More than one colon: an IPv6 address without brackets, which can have no port.
  const [, name, port] = /^([^:]+):(\d+)$/.exec(entry) ?? []
  return name === undefined ? { name: entry, onlyPort: undefined } : { name, onlyPort: Number(port) }
}

function isInNetwork(hostname: string, network: string): boolean {
  const [base = '', prefix = ''] = network.split('/')
  const version = isIP(hostname)
  if (version === 0 || version !== isIP(base) || !/^\d{1,3}$/.test(prefix)) return false
  if (Number(prefix) > (version === 4 ? 32 : 128)) return false
  const family = version === 4 ? 'ipv4' : 'ipv6'
  const list = new BlockList()
  list.addSubnet(base, Number(prefix), family)
  return list.check(hostname, family)
}

function bareHostname(url: URL): string {
  return url.hostname.replace(/^\[(.+)\]$/, '$1').toLowerCase()
}
