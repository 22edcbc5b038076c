import { connect, createServer, type NetConnectOpts, type Socket } from 'node:net'
import { join } from 'node:path'

/** A way to a database server that can be shut: connections break, and new ones are refused until it is opened again. */
export interface DatabaseGate extends AsyncDisposable {
  /** Of the database, through the gate. */
  readonly url: string
  shut(): void
  open(): void
}

/** Opens a gate to the server of a `postgresql://` address, which may name a port or, as `host`, the folder of a socket. */
export async function startGate(url: string): Promise<DatabaseGate> {
  const target = placeOf(new URL(url))
  const sockets = new Set<Socket>()
  let isOpen = true
  const gate = createServer((socket) => {
    if (!isOpen) return socket.destroy()
    const onward = connect(target)
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
    url: throughPort(url, port),
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

function placeOf({ hostname, port, searchParams }: URL): NetConnectOpts {
  const folder = searchParams.get('host')
  const number = Number(port || 5432)
  return folder?.startsWith('/') ? { path: join(folder, `.s.PGSQL.${number}`) } : { host: hostname, port: number }
}

function throughPort(url: string, port: number): string {
  const through = Object.assign(new URL(url), { host: `127.0.0.1:${port}` })
  through.searchParams.delete('host')
  return through.href
}
