import type { Client } from 'ssh2'
import type { OpenOptions } from '../contract/destination-type.ts'
import { hasStatus, status } from './sftp-error.ts'

const answerTimeoutMs = 60_000

/** Sends a request, and hands on how its answer is to be given. */
export type SendRequest<Answer> = (answer: (error?: Error | null, value?: Answer) => void) => void

/** Requests on a connection, one answer each. */
export interface SftpRequests {
  readonly isOpen: boolean
  /**
   * Rejects with the server's status, or when the connection ends. A server that does not answer for a minute loses the
   * connection.
   */
  ask<Answer>(send: SendRequest<Answer>): Promise<Answer>
  /** Asks for an extension of the protocol; false if the server does not have it. */
  askExtension(send: SendRequest<void>): Promise<boolean>
  close(): void
}

export function createRequests(client: Client, { clock, signal }: Pick<OpenOptions, 'clock' | 'signal'>): SftpRequests {
  let isOpen = true
  const closed = Promise.withResolvers<never>()
  closed.promise.catch(() => {})
  client.once('close', () => {
    isOpen = false
    closed.reject(new Error('closed'))
  })
  const abort = (): void => {
    client.destroy()
  }
  signal?.addEventListener('abort', abort, { once: true })

  return {
    get isOpen() {
      return isOpen
    },
    ask,
    askExtension: async (send) => {
      try {
        await ask(send)
        return true
      } catch (error) {
        const isMissing = hasStatus(error, status.unsupported) || /does not support/i.test(String(error))
        if (isMissing) return false
        throw error
      }
    },
    close: () => {
      isOpen = false
      signal?.removeEventListener('abort', abort)
      client.end()
    },
  }

  async function ask<Answer>(send: SendRequest<Answer>): Promise<Answer> {
    const answered = new Promise<Answer>((resolve, reject) => {
      send((error, value) => (error ? reject(error) : resolve(value as Answer)))
    })
    const over = new AbortController()
    try {
      return await Promise.race([answered, closed.promise, tooLate(over.signal)])
    } finally {
      over.abort()
    }
  }

  /** Ends the connection when an answer does not come in time. Never resolves. */
  function tooLate(over: AbortSignal): Promise<never> {
    const late = clock.sleep(answerTimeoutMs, over).then(() => {
      if (over.aborted) return new Promise<never>(() => {})
      client.destroy()
      throw new Error('no answer')
    })
    // The race may be over when the sleep is interrupted.
    late.catch(() => {})
    return late
  }
}
