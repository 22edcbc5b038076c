import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** A load balancer in front of hubs: hands connections on in turn, and holds them while no hub answers. */
export interface Balancer {
  readonly origin: string
  setPorts(ports: readonly number[]): void
  close(): Promise<void>
}

/** How long a connection waits for a hub: longer than one takes to start, so that callers need no long pauses. */
const patienceMs = 20_000
const lookEveryMs = 50

/** Starts one on a free port. */
export async function startBalancer(): Promise<Balancer> {
  let ports: readonly number[] = []
  let turn = 0
  const open = new Set<Socket>()
  const server = createServer({ pauseOnConnect: true }, (caller) => {
    open.add(caller)
    caller.on('error', () => caller.destroy())
    caller.on('close', () => open.delete(caller))
    void join(caller)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  async function join(caller: Socket): Promise<void> {
    const until = performance.now() + patienceMs
    while (!caller.destroyed && performance.now() < until) {
      const port = ports[turn++ % Math.max(1, ports.length)]
      const hub = port === undefined ? undefined : await reach(port)
      if (hub === undefined) {
        await sleep(lookEveryMs)
        continue
      }
      hub.on('error', () => caller.destroy())
      hub.on('close', () => caller.destroy())
      caller.on('close', () => hub.destroy())
      caller.pipe(hub).pipe(caller)
      caller.resume()
      return
    }
    caller.destroy()
  }

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    setPorts: (given) => {
      ports = given
    },
    close: async () => {
      server.close()
      for (const socket of open) socket.destroy()
      await once(server, 'close')
    },
  }
}

function reach(port: number): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(socket))
    socket.once('error', () => resolve(undefined))
  })
}

/** A port that was free a moment ago. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
