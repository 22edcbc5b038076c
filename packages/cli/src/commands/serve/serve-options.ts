import { createServer } from 'node:net'
import { isPublicAddress } from '@coupa-connector/connector/internals'
import type { MessagingOptions } from '@coupa-connector/hub'
import { isLoopbackHost } from '@coupa-connector/protocol'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { type InstallationOptions, installationOptions } from './installation/installation-options.ts'
import type { Configuration } from './settings/read-configuration.ts'
import { defaultAtomMemoryMebibytes, defaultPort } from './settings/serve-settings.ts'

/** What `serve` runs with, checked. */
export interface ServeOptions {
  readonly installation: InstallationOptions
  readonly host: string
  readonly port: number
  /** The usual port, when another program has it and none was asked for: `port` is the next that is free. */
  readonly takenPort: number | undefined
  readonly origin: string
  readonly trustProxy: readonly string[]
  readonly hasAtom: boolean
  /** Above which resident size the atom is ended and started again. */
  readonly atomMemoryMebibytes: number
  /** Undefined leaves it to what the installation was begun with. */
  readonly hasSandbox: boolean | undefined
  /** How long what is finished is kept; undefined is the hub's default. */
  readonly retention: { readonly jobRetentionDays: number | undefined; readonly auditRetentionDays: number | undefined }
  readonly metricsToken: string | undefined
  readonly openIdConnect:
    | { readonly issuer: string; readonly clientId: string; readonly clientSecret: string; readonly label: string }
    | undefined
  /** Mail, and what channels of alerts may reach. */
  readonly messaging: MessagingOptions
}

/** Reads the options of a configuration. Throws a `UsageError` for options that contradict each other. */
export async function readServeOptions(configuration: Configuration, context: Context): Promise<ServeOptions> {
  const host = configuration.text('host') ?? '127.0.0.1'
  const wantedPort = configuration.integer('port')
  const given = configuration.text('origin')
  refusePublicWithoutTls(host, given, configuration.flag('publishedOnLoopback') ?? false)
  // The hub has to know its own address before it listens.
  const port = await choosePort(host, wantedPort, given === undefined)
  return {
    installation: installationOptions(configuration, context),
    host,
    port,
    takenPort: wantedPort === undefined && port !== defaultPort ? defaultPort : undefined,
    origin: given ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    trustProxy: readProxies(configuration.text('trustProxy')),
    hasAtom: configuration.flag('atom') ?? true,
    atomMemoryMebibytes: configuration.integer('atomMemoryMebibytes') ?? defaultAtomMemoryMebibytes,
    hasSandbox: configuration.flag('sandbox'),
    retention: {
      jobRetentionDays: configuration.integer('jobRetentionDays'),
      auditRetentionDays: configuration.integer('auditRetentionDays'),
    },
    metricsToken: configuration.text('metricsToken'),
    openIdConnect: readOpenIdConnect(configuration),
    messaging: readMessaging(configuration),
  }
}

function refusePublicWithoutTls(host: string, origin: string | undefined, isPublishedOnLoopback: boolean): void {
  const url = origin === undefined ? undefined : URL.parse(origin)
  if (url?.protocol === 'https:') return
  if (url && !isLoopbackHost(url.hostname)) {
    throw new UsageError(
      `The origin ${url.origin} is plain http, and passwords and secrets would cross the network in clear.`,
      {
        suggestion: `Put a proxy with a certificate in front of the hub and give its address: --origin https://${url.host}`,
      },
    )
  }
  if (isLoopbackHost(host)) return
  if (isPublishedOnLoopback) {
    if (url) return
    throw new UsageError('With publishedOnLoopback, the hub has to know where the port is published.', {
      suggestion: 'Give the address that a browser on this machine opens: --origin http://localhost:8090',
    })
  }
  throw new UsageError(
    `Listening on ${host} lets other machines in, and passwords and secrets would cross the network in clear.`,
    {
      suggestion:
        'Put a proxy with a certificate in front of the hub and give its address, --origin https://hub.example.com; or listen on 127.0.0.1. In a container whose port is published on 127.0.0.1: --published-on-loopback --origin http://localhost:8090',
    },
  )
}

function readProxies(text: string | undefined): readonly string[] {
  const given = (text ?? '').split(/[\s,]+/).filter((entry) => entry !== '')
  return given.flatMap((entry) => (entry === 'loopback' ? ['127.0.0.0/8', '::1'] : [entry]))
}

function readOpenIdConnect(configuration: Configuration): ServeOptions['openIdConnect'] {
  const [issuer, clientId, clientSecret] = ['Issuer', 'ClientId', 'ClientSecret'].map((name) =>
    configuration.text(`openIdConnect${name}`),
  )
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return undefined
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) {
    throw new UsageError('Sign-in by OpenID Connect takes an issuer, a client id and a client secret together.', {
      suggestion: 'Set openIdConnectIssuer, openIdConnectClientId and openIdConnectClientSecret, or none of them.',
    })
  }
  return { issuer, clientId, clientSecret, label: configuration.text('openIdConnectLabel') ?? new URL(issuer).hostname }
}

function readMessaging(configuration: Configuration): MessagingOptions {
  const [url, from] = [configuration.text('smtpUrl'), configuration.text('mailFrom')]
  if ((url === undefined) !== (from === undefined)) {
    throw new UsageError(
      `Mail takes smtpUrl and mailFrom together, and ${url === undefined ? 'smtpUrl' : 'mailFrom'} is missing.`,
      {
        suggestion: 'Set both, or neither of them.',
      },
    )
  }
  const mayBePrivate = configuration.flag('privateAlertHosts') ?? false
  return {
    mail: url === undefined || from === undefined ? undefined : { url, from },
    isAddressAllowed: (address) => mayBePrivate || isPublicAddress(address),
    allowPlainHttp: mayBePrivate,
  }
}

/** How many ports behind the usual one are tried. */
const mostPorts = 20

/**
 * The port to listen on: the one that was asked for, any free one for 0, or the first free one from the usual port on. With an
 * origin the port is part of an arrangement with a proxy, and is not changed.
 */
async function choosePort(host: string, wanted: number | undefined, mayChange: boolean): Promise<number> {
  if (wanted !== undefined) return wanted === 0 ? await findFreePort(host, 0) : wanted
  if (!mayChange) return defaultPort
  for (let port = defaultPort; port < defaultPort + mostPorts; port++) {
    const isTaken = await findFreePort(host, port).then(
      () => false,
      (error: NodeJS.ErrnoException) => error.code === 'EADDRINUSE',
    )
    if (!isTaken) return port
  }
  return defaultPort
}

function findFreePort(host: string, wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(wanted, host, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : defaultPort))
    })
  })
}
