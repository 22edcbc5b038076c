import { connect, createServer, type Socket } from 'node:net'

/** Passes connections on to a port, and cuts them when it is told to. */
export interface CuttingProxy extends AsyncDisposable {
  readonly port: number
  /** Connections so far. */
  readonly connections: number
  /** Cuts the connection after so many more bytes to the server; and the ones after it, too, if they are to be cut. */
  cutAfter(bytes: number, connections?: number): void
  /** Cuts what is open. */
  cut(): void
}

export async function startCuttingProxy(target: number): Promise<CuttingProxy> {
  const open = new Set<Socket>()
  let connections = 0
  let left = Number.POSITIVE_INFINITY
  let cutsLeft = 0
  let limit = Number.POSITIVE_INFINITY
  const cut = (): void => {
    for (const socket of open) socket.destroy()
  }
  const server = createServer((incoming) => {
    connections += 1
    const outgoing = connect(target, '127.0.0.1')
    for (const socket of [incoming, outgoing]) {
      open.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        open.delete(socket)
        incoming.destroy()
        outgoing.destroy()
      })
    }
    outgoing.pipe(incoming)
    incoming.on('data', (part) => {
      const passed = part.subarray(0, Math.max(0, left))
      left -= part.length
      outgoing.write(passed, () => {
        if (passed.length === part.length) return
        cutsLeft -= 1
        left = cutsLeft > 0 ? limit : Number.POSITIVE_INFINITY
        incoming.destroy()
      })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  return {
    port: (server.address() as { port: number }).port,
    get connections() {
      return connections
    },
    cutAfter: (bytes, times = 1) => {
      limit = bytes
      left = bytes
      cutsLeft = times
    },
    cut,
    [Symbol.asyncDispose]: async () => {
      cut()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
