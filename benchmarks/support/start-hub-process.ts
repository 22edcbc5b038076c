import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** Starts a hub on a database in a process of its own; resolves when it listens. */
export async function startHubProcess(url: string): Promise<AsyncDisposable & { readonly pid: number }> {
  const script = fileURLToPath(new URL('./start-job-hub.ts', import.meta.url))
  const child: ChildProcess = spawn(process.execPath, [script, url], { stdio: ['ignore', 'pipe', 'inherit'] })
  if (child.stdout) await once(child.stdout, 'data')
  return {
    pid: child.pid ?? 0,
    [Symbol.asyncDispose]: async () => {
      const isOver = once(child, 'exit')
      child.kill('SIGKILL')
      await isOver
    },
  }
}
