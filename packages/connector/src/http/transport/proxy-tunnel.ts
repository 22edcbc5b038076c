import type { Socket } from 'node:net'
import { ConnectFailure } from './connect-failure.ts'
import type { ProxyServer } from './proxy.ts'
import { watchSocket } from './watch-socket.ts'

/** A proxy's answer to CONNECT is a few lines; more is not a proxy. */
const maxAnswerBytes = 16 * 1024

/**
 * Asks a proxy for a tunnel to `authority` (`host:port`) over an open socket. Afterwards the socket talks to the target. Throws
 * a `ConnectFailure` (`proxy`) when the proxy refuses, requires another sign-in, or does not answer with HTTP.
 */
export async function openTunnel(
  socket: Socket,
  { authority, proxy, signal }: { authority: string; proxy: ProxyServer; signal: AbortSignal },
): Promise<void> {
  const authorization = proxy.authorization ? `Proxy-Authorization: ${proxy.authorization.reveal()}\r\n` : ''
  socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${authorization}\r\n`, 'latin1')
  const head = await readHead(socket, { proxy, signal })
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1] ?? Number.NaN)
  if (status >= 200 && status < 300) return
  socket.destroy()
  throw refusal(status, authority, proxy)
}

async function readHead(
  socket: Socket,
  { proxy, signal }: { proxy: ProxyServer; signal: AbortSignal },
): Promise<string> {
  let received = Buffer.alloc(0)
  return watchSocket<string>(socket, {
    signal,
    event: 'readable',
    onEvent: (done, fail) => {
      for (let chunk = socket.read(); chunk !== null; chunk = socket.read()) {
        received = Buffer.concat([received, chunk])
        const end = received.indexOf('\r\n\r\n')
        if (end >= 0) {
          if (received.length > end + 4) socket.unshift(received.subarray(end + 4))
          return done(received.toString('latin1', 0, end))
        }
        if (received.length > maxAnswerBytes) return fail(new Error('the answer to CONNECT is too long'))
      }
    },
    toFailure: (error) =>
      new ConnectFailure(
        'proxy',
        `the proxy ${proxy.label} gave no answer to CONNECT: ${error.message}`,
        { proxy: proxy.label },
        { cause: error },
      ),
  })
}

function refusal(status: number, authority: string, proxy: ProxyServer): ConnectFailure {
  if (Number.isNaN(status)) {
    return new ConnectFailure('proxy', `the proxy ${proxy.label} does not speak HTTP`, { proxy: proxy.label })
  }
  const reason = status === 407 ? 'requires a valid user name and password' : `refused a tunnel to ${authority}`
  return new ConnectFailure('proxy', `the proxy ${proxy.label} ${reason} (status ${status})`, {
    proxy: proxy.label,
    status,
  })
}
