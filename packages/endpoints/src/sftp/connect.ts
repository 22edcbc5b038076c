import type { Client, ConnectConfig } from 'ssh2'
import type { OpenOptions } from '../contract/destination-type.ts'
import { EndpointError } from '../contract/endpoint-error.ts'
import { checkedAddresses } from '../objects/check-addresses.ts'
import { fingerprint, hostKeyAlgorithms, keyType, readHostKeys } from './host-keys.ts'
import { connectError } from './sftp-error.ts'
import { createSession, type SftpSession } from './sftp-session.ts'

const handshakeTimeoutMs = 20_000
const keepAliveMs = 15_000

/** What is reported while a connection is established, for the stages of a check. */
export type ConnectStage = 'connect' | 'identify' | 'sign-in'

export interface ConnectOptions extends Pick<OpenOptions, 'clock' | 'checkAddress' | 'signal'> {
  readonly onStage?: ((stage: ConnectStage, message: string) => void) | undefined
}

/** Throws `SETTING_INVALID` for settings that no server could be reached with. */
export async function checkSettings(settings: Readonly<Record<string, string>>): Promise<void> {
  const { host = '', port = '', hostKey = '', password, privateKey } = settings
  if (/[/\s@]/.test(host)) {
    throw new EndpointError('SETTING_INVALID', `host is "${host}", which is not a host name.`, {
      field: 'host',
      remedy:
        'Write only the name or address, such as sftp.example.com. Port, user and folder are settings of their own.',
    })
  }
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535) {
    throw new EndpointError('SETTING_INVALID', `port is "${port}", which is not a port.`, {
      field: 'port',
      remedy: 'Write a number from 1 to 65535.',
    })
  }
  readHostKeys(hostKey)
  if (password === undefined && privateKey === undefined) {
    throw new EndpointError('SETTING_INVALID', 'Neither password nor privateKey is set.', {
      field: 'password',
      remedy: 'Set one of them.',
    })
  }
  await checkPrivateKey(settings)
}

async function checkPrivateKey({ privateKey, passphrase }: Readonly<Record<string, string>>): Promise<void> {
  if (privateKey === undefined) return
  const { utils } = await loadLibrary()
  const parsed = utils.parseKey(keyText(privateKey), passphrase)
  if (!(parsed instanceof Error) && (Array.isArray(parsed) ? parsed : [parsed]).some((key) => key.isPrivateKey()))
    return
  const isLocked = parsed instanceof Error && /passphrase|decrypt|integrity|bad/i.test(parsed.message)
  if (isLocked) {
    throw new EndpointError('SETTING_INVALID', 'The private key cannot be opened with the passphrase that is set.', {
      field: 'passphrase',
      remedy: passphrase === undefined ? 'The key is protected: set its passphrase.' : 'Correct the passphrase.',
    })
  }
  throw new EndpointError('SETTING_INVALID', 'privateKey is not a private key in OpenSSH, PEM or PuTTY format.', {
    field: 'privateKey',
    remedy: 'Give the whole file, with its first and last line. A public key (.pub) does not work.',
  })
}

/** Line ends survive few environment files: written as backslash and n they count, too. */
function keyText(privateKey: string): string {
  return privateKey.includes('\n') ? privateKey : privateKey.replaceAll('\\n', '\n')
}

/** Connects, identifies the server and signs in. */
export async function connect(
  settings: Readonly<Record<string, string>>,
  options: ConnectOptions,
): Promise<SftpSession> {
  const { host = '', port = '22' } = settings
  const server = `${host}:${port}`
  try {
    const addresses = await checkedAddresses(host, options.checkAddress)
    return await firstThatAnswers(addresses, (address) => connectTo(address, server, settings, options))
  } catch (error) {
    throw connectError(error, server)
  }
}

async function firstThatAnswers(
  addresses: readonly { readonly address: string }[],
  attempt: (address: string) => Promise<SftpSession>,
): Promise<SftpSession> {
  let failure: unknown
  for (const { address } of addresses) {
    try {
      return await attempt(address)
    } catch (error) {
      failure = error
      const isNext = error instanceof EndpointError && error.code === 'UNREACHABLE'
      if (!isNext) throw error
    }
  }
  throw failure
}

/** A server has several keys. The expected one need not be the one that both prefer: it is asked for by its algorithm. */
async function connectTo(
  address: string,
  server: string,
  settings: Readonly<Record<string, string>>,
  options: ConnectOptions,
): Promise<SftpSession> {
  const expected = readHostKeys(settings.hostKey ?? '')
  const found: string[] = []
  for (const algorithms of hostKeyAlgorithms) {
    let presented: string | undefined
    const client = new (await loadLibrary()).Client()
    try {
      await establish(client, server, options, {
        ...credentials(settings),
        host: address,
        port: Number(settings.port),
        username: settings.user ?? '',
        readyTimeout: handshakeTimeoutMs,
        keepaliveInterval: keepAliveMs,
        algorithms: { serverHostKey: [...algorithms] },
        hostVerifier: (key: Buffer) => {
          presented = `${keyType(key)} ${fingerprint(key)}`
          const isExpected = expected.includes(fingerprint(key))
          options.onStage?.('connect', `${server} answers.`)
          if (isExpected) options.onStage?.('identify', `The server has the expected key ${fingerprint(key)}.`)
          return isExpected
        },
      })
      options.onStage?.('sign-in', `${settings.user} is signed in.`)
      return await createSession(client, options)
    } catch (error) {
      client.destroy()
      const isOtherKey = presented !== undefined && !expected.some((key) => presented?.endsWith(key))
      if (presented !== undefined && isOtherKey) found.push(presented)
      else if (!isWithoutAlgorithm(error)) throw connectError(error, server)
      else if (algorithms === hostKeyAlgorithms.at(-1) && found.length === 0) throw connectError(error, server)
    }
  }
  throw differentIdentity(server, expected, found)
}

function isWithoutAlgorithm(error: unknown): boolean {
  return /no matching host key/i.test(String((error as { readonly message?: unknown })?.message))
}

function differentIdentity(server: string, expected: readonly string[], found: readonly string[]): EndpointError {
  const presented = found.join(', ')
  const [first = ''] = found[0]?.split(' ').slice(1) ?? []
  const problem =
    expected.length === 0
      ? `The setting hostKey is missing, and ${server} presents ${presented}.`
      : `${server} presents ${presented}, and hostKey is ${expected.join(', ')}.`
  const warning = expected.length === 0 ? '' : ' A key that changed without notice can mean that somebody intercepts.'
  return new EndpointError('IDENTITY_MISMATCH', problem, {
    field: 'hostKey',
    remedy: `Compare it with the fingerprint from the operator of the server. If it is the same, set hostKey to ${first}.${warning}`,
  })
}

function credentials({ password, privateKey, passphrase }: Readonly<Record<string, string>>): Partial<ConnectConfig> {
  return {
    ...(password === undefined ? {} : { password, tryKeyboard: true }),
    ...(privateKey === undefined ? {} : { privateKey: keyText(privateKey) }),
    ...(passphrase === undefined ? {} : { passphrase }),
  }
}

async function establish(
  client: Client,
  server: string,
  { signal }: ConnectOptions,
  config: ConnectConfig,
): Promise<void> {
  signal?.throwIfAborted()
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const abort = (): void => reject(new EndpointError('INTERRUPTED', `Connecting to ${server} was stopped.`))
  signal?.addEventListener('abort', abort, { once: true })
  client.once('ready', resolve)
  client.on('error', reject)
  client.once('close', () => reject(new Error('closed')))
  // Servers with PAM ask for the password in a dialog.
  client.on('keyboard-interactive', (_name, _instructions, _language, prompts, finish) => {
    finish(prompts.map(() => String(config.password ?? '')))
  })
  try {
    client.connect(config)
    await promise
    // Requests are small and wait for their answers.
    client.setNoDelay(true)
  } finally {
    signal?.removeEventListener('abort', abort)
  }
}

/** Loaded when it is needed: its parts in C++ are optional, and without them the same is done by Node. */
async function loadLibrary(): Promise<typeof import('ssh2')> {
  return (await import('ssh2')).default
}
