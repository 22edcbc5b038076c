import type { OpenOptions } from '../contract/destination-type.ts'
import { checkSettings, connect } from './connect.ts'
import { sftpError } from './sftp-error.ts'
import type { SftpSession } from './sftp-session.ts'

const idleMs = 60_000

/** One connection to a server, opened when it is needed, and again after it was lost. */
export interface KeptSession extends AsyncDisposable {
  /**
   * Carries out a call. One that can be repeated is, once, on a new connection, where the connection is lost. Throws
   * `EndpointError`; `action` begins with a capital and has the server behind it: `Writing to`.
   */
  attempt<Result>(
    action: string,
    work: (sftp: SftpSession) => Promise<Result>,
    options?: { readonly canRepeat?: boolean },
  ): Promise<Result>
  /** Hands on what a call brings piece by piece. It is not repeated. */
  pieces(action: string, work: (sftp: SftpSession) => AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>
}

/** Keeps a connection until nobody has used it for a minute. */
export function keepSession(
  settings: Readonly<Record<string, string>>,
  options: Pick<OpenOptions, 'clock' | 'checkAddress' | 'signal'>,
): KeptSession {
  const server = `${settings.host}:${settings.port}`
  let session: SftpSession | undefined
  let opening: Promise<SftpSession> | undefined
  let idle = new AbortController()
  /** Calls that use the connection now. */
  let calls = 0

  async function connected(): Promise<SftpSession> {
    if (session?.isOpen) return session
    opening ??= open().finally(() => {
      opening = undefined
    })
    session = await opening
    return session
  }

  async function open(): Promise<SftpSession> {
    await checkSettings(settings)
    return await connect(settings, options)
  }

  function begin(): void {
    idle.abort()
    calls += 1
  }

  function end(): void {
    calls -= 1
    if (calls > 0) return
    idle = new AbortController()
    const { signal } = idle
    options.clock.sleep(idleMs, signal).then(
      () => {
        if (!signal.aborted) session?.close()
      },
      () => {},
    )
  }

  return {
    attempt: async (action, work, { canRepeat = true } = {}) => {
      begin()
      try {
        for (let isRepeated = !canRepeat; ; isRepeated = true) {
          const sftp = await connected()
          try {
            return await work(sftp)
          } catch (error) {
            if (error instanceof TypeError) throw error
            if (sftp.isOpen || isRepeated || options.signal?.aborted) throw sftpError(error, `${action} ${server}`)
          }
        }
      } finally {
        end()
      }
    },
    pieces: async function* (action, work) {
      begin()
      try {
        yield* work(await connected())
      } catch (error) {
        throw sftpError(error, `${action} ${server}`)
      } finally {
        end()
      }
    },
    [Symbol.asyncDispose]: async () => {
      idle.abort()
      session?.close()
    },
  }
}
