import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export interface PageServer extends AsyncDisposable {
  readonly origin: string
}

/** Starts the page server in a process of its own, so that its processor time is not counted as ours. */
export async function startPageServer(
  options: { records?: number; latencyMs?: number; lines?: number } = {},
): Promise<PageServer> {
  const { records = 100_000, latencyMs = 0, lines = 3 } = options
  const args = ['--records', String(records), '--latency-ms', String(latencyMs), '--lines', String(lines)]
  return await startServer(new URL('./page-server.ts', import.meta.url), args)
}

/** Starts a program that is a server and prints its port. */
export async function startServer(program: URL, args: readonly string[] = []): Promise<PageServer> {
  const child: ChildProcess = spawn(process.execPath, [fileURLToPath(program), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [port] = child.stdout ? await once(child.stdout, 'data') : []

  return {
    origin: `http://127.0.0.1:${String(port).trim()}`,
    [Symbol.asyncDispose]: async () => {
      child.kill()
      await once(child, 'exit')
    },
  }
}
