import { createServer as createHttpServer, type IncomingMessage, type Server } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { createControl, type SandboxControl } from './faults/control.ts'
import { createControlEndpoint } from './faults/control-endpoint.ts'
import { createFaults } from './faults/faults.ts'
import { createRateLimit } from './http/rate-limit.ts'
import { createRequestLog, type LoggedRequest, type RequestCounters } from './http/request-log.ts'
import { createSleeper } from './http/sleeper.ts'
import { createTokens } from './oauth/tokens.ts'
import { createFrontDoor } from './server/front-door.ts'
import { allScopes, createOrganization } from './server/organization.ts'
import { createClients, seededCredential } from './settings/clients.ts'
import { parseOptions, type SandboxOptions } from './settings/options.ts'
import type { RemoteFiles } from './sftp/remote-files.ts'
import type { SftpFault, SftpServer } from './sftp/sftp-server.ts'

/** A running stand-in organization. */
export interface Sandbox extends AsyncDisposable {
  /** Root of the API, ending in `/api`. */
  readonly url: string
  readonly accessTokenUrl: string
  readonly clientId: string
  readonly clientSecret: string
  /** Scopes of the client, separated by blanks. */
  readonly scope: string
  /** Let in only with the option `apiKey`. */
  readonly apiKey: string
  readonly port: number
  /** With the option `sftp`. */
  readonly sftp: SandboxSftp | undefined
  /** Steers faults, tokens and records from the same process. */
  readonly control: SandboxControl
  /** The last requests, oldest first; without queries, headers and bodies. */
  readonly requests: readonly LoggedRequest[]
  readonly counters: RequestCounters
  /** Ends all connections. Calling it again does nothing. */
  close(): Promise<void>
}

/** The SFTP server of an organization. */
export interface SandboxSftp {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  /** Fingerprint of the host key: `SHA256:…`. */
  readonly hostKey: string
  /** Makes something go wrong once, the next time that it can. */
  fail(fault: SftpFault): void
}

/** Starts an organization on loopback. Throws TypeError for wrong options, and what listening throws (a port in use). */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const settings = parseOptions(options)
  const { seed, clock } = settings
  const clientId = seededCredential(seed, 'client id', 32)
  const clientSecret = seededCredential(seed, 'client secret', 64)
  const apiKey = seededCredential(seed, 'api key', 40)
  const scopes = allScopes()
  const scope = settings.scope ?? scopes.join(' ')
  const clients = createClients([{ id: clientId, secret: clientSecret, scope }, ...settings.clients], scopes)
  let organization = createOrganization(settings)
  const now = (): number => clock.now()
  const faults = createFaults(now)
  const log = createRequestLog()
  const sleeper = createSleeper()
  let origin = ''
  const tokens = createTokens({
    issuer: `sandbox-${seed}`,
    lifetimeSeconds: settings.tokenLifetimeSeconds,
    warmUpMs: settings.tokenWarmUpMs,
    now,
  })
  const control = createControl({
    faults,
    tokens,
    organization: () => organization,
    swapOrganization: (other) => {
      organization = createOrganization(parseOptions({ ...options, seed: other }))
    },
    log,
  })
  const rateNow = options.clock ? now : () => performance.now()
  const frontDoor = createFrontDoor({
    settings,
    answerRecords: (request) => organization.answerApi(request),
    clients,
    tokens,
    apiKey: settings.hasApiKey ? apiKey : undefined,
    rateLimit: settings.rateLimit && createRateLimit({ ...settings.rateLimit, now: rateNow }),
    faults,
    log,
    origin: () => origin,
    sleep: sleeper.sleep,
    reportFailure: settings.onFailure,
    answerControl: settings.hasControl ? createControlEndpoint(control) : undefined,
  })
  const server = settings.tls ? createHttpsServer(settings.tls) : createHttpServer()
  server.keepAliveTimeout = 65_000
  server.maxHeadersCount = 200
  server.on('request', (request, response) => {
    frontDoor(request, response).catch((error: unknown) => {
      // A broken connection has nobody to answer; whatever else keeps an answer from being sent is a bug.
      const isBroken = request.destroyed || response.destroyed
      if (!isBroken) settings.onFailure({ method: request.method ?? 'GET', path: pathOf(request), error })
      response.destroy()
    })
  })
  const port = await listen(server, settings.port, settings.host)
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host
  origin = `${settings.tls ? 'https' : 'http'}://${host}:${port}`
  const user = 'coupa'
  const password = seededCredential(seed, 'sftp password', 24)
  let closing: Promise<void> | undefined
  let sftp: SftpServer | undefined

  async function openSftp(address: string, sftpPort: number): Promise<SftpServer> {
    // Its library is for those who ask for it.
    const { startSftpServer } = await import('./sftp/sftp-server.ts')
    const files = (): RemoteFiles => organization.context.remoteFiles
    try {
      return await startSftpServer({ host: address, port: sftpPort, user, password, files })
    } catch (error) {
      await close()
      throw error
    }
  }

  function close(): Promise<void> {
    closing ??= Promise.all([
      sftp?.close(),
      new Promise<void>((resolve) => {
        control.stop()
        sleeper.wakeAll()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
    ]).then(() => {})
    return closing
  }

  if (settings.sftp) sftp = await openSftp(settings.host, settings.sftp.port)
  return {
    url: `${origin}/api`,
    accessTokenUrl: `${origin}/oauth2/token`,
    clientId,
    clientSecret,
    scope,
    apiKey,
    port,
    sftp: sftp && { host: settings.host, port: sftp.port, user, password, hostKey: sftp.hostKey, fail: sftp.fail },
    control,
    get requests() {
      return log.requests
    },
    get counters() {
      return log.counters
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}

function pathOf({ url = '/' }: IncomingMessage): string {
  return url.split('?')[0] ?? url
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}
