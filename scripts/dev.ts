// `npm run dev`: the hub from its sources, started again when one of them changes, and the console with reload in front of it
// at http://127.0.0.1:5173. What follows `--` goes to `serve`: `npm run dev -- --log-level debug`. The data stay in .dev.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const origin = 'http://127.0.0.1:5173'
const hubPort = '8090'
const root = fileURLToPath(new URL('..', import.meta.url))

const hub = start(process.execPath, [
  '--watch',
  '--watch-preserve-output',
  '--conditions=source',
  ...(process.env.INSPECT ? ['--inspect'] : []),
  'scripts/dev/serve.ts',
  ...['--data-directory', '.dev', '--port', hubPort, '--origin', origin],
  ...process.argv.slice(2),
])
const console = start(process.execPath, [
  'node_modules/vite/bin/vite.js',
  'packages/console',
  ...['--host', '127.0.0.1', '--port', '5173', '--strictPort', '--logLevel', 'warn'],
])

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop(signal))
// One without the other is of no use.
const [code] = await Promise.race([once(hub, 'exit'), once(console, 'exit')])
stop('SIGTERM')
await Promise.all([hub, console].map((child) => (isOver(child) ? undefined : once(child, 'exit'))))
process.exitCode = code ?? 0

function start(program: string, programArguments: readonly string[]): ChildProcess {
  // In groups of their own, so that Ctrl-C reaches this program alone and it ends them in order.
  return spawn(program, programArguments, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], detached: true })
}

/** Asks each once: a second time would end the hub before its database. */
function stop(signal: NodeJS.Signals): void {
  for (const child of [hub, console]) if (!isOver(child) && !child.killed) child.kill(signal)
}

function isOver({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
}
