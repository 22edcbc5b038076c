import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An address in front of a sandbox, which stops at a request of a method for as long as a test likes. */
export interface Gate extends AsyncDisposable {
  readonly port: number
  /**
   * Settles when the next request of the method is here. `before`: the sandbox does not get it. `after`: the sandbox has
   * answered it, and whoever sent it does not get the answer. The function drops the connection.
   */
  hold(method: string, when: 'before' | 'after'): Promise<() => void>
}

/** Opens the gate to a port of this machine. */
export async function openGate(target: number): Promise<Gate> {
  const holds: { method: string; when: 'before' | 'after'; reached: (drop: () => void) => void }[] = []
  const server = createServer((incoming, outgoing) => {
    const isCall = incoming.url?.includes('/api/') === true
    const index = holds.findIndex(({ method }) => isCall && method === incoming.method)
    const [held] = index < 0 ? [] : holds.splice(index, 1)
    const drop = (): void => void incoming.socket.destroy()
    if (held?.when === 'before') {
      held.reached(drop)
      return
    }
    const { method, url, headers } = incoming
    const onward = request({ host: '127.0.0.1', port: target, method, path: url, headers }, (answer) => {
      if (held) {
        answer.resume().once('end', () => held.reached(drop))
        return
      }
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    incoming.pipe(onward)
    onward.on('error', drop)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    hold: (method, when) => new Promise((reached) => holds.push({ method, when, reached })),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
