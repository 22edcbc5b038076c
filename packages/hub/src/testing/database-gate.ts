import { connect as connectTcp, createServer, type Socket } from 'node:net'

/** A way to a database server that can be shut: connections break, and new ones are refused until it is opened again. */
export interface DatabaseGate extends AsyncDisposable {
  /** Of the database, through the gate. */
  readonly url: string
  shut(): void
  open(): void
}

/** Opens a gate to the server of a `postgresql://` address. */
export async function startGate(url: string): Promise<DatabaseGate> {
  const target = new URL(url)
  const sockets = new Set<Socket>()
  let isOpen = true
  const gate = createServer((socket) => {
    if (!isOpen) return socket.destroy()
    const onward = connectTcp(Number(target.port || 5432), target.hostname)
    for (const each of [socket, onward]) {
      sockets.add(each)
      each.on('error', () => {}).on('close', () => sockets.delete(each))
    }
    socket.pipe(onward).pipe(socket)
  })
  await new Promise<void>((resolve) => gate.listen(0, '127.0.0.1', resolve))
  const { port } = gate.address() as { port: number }
  const shut = (): void => {
    isOpen = false
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: Object.assign(new URL(url), { host: `127.0.0.1:${port}` }).href,
    shut,
    open: () => {
      isOpen = true
    },
    [Symbol.asyncDispose]: async () => {
      shut()
      await new Promise<void>((resolve) => gate.close(() => resolve()))
    },
  }
}
