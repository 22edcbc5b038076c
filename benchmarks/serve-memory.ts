// Resident memory of `serve` when nothing happens: hub, atom and sandbox organization on the embedded database, and what
// each of them has part in it, by leaving parts out. Linux, because it reads /proc.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { makeKey } from '../packages/cli/src/hub-client/sign-in.ts'
import { report, round } from './support/measurement.ts'

const bin = fileURLToPath(import.meta.resolve('coupa-connector/bin/coupa-connector.js'))
const idleMs = 15_000

const bare = await mebibytesOf([process.execPath, '-e', 'setInterval(() => {}, 1e6); console.log("ready")'], 'ready')
const hubAlone = await mebibytesOfServe(['--no-atom', '--no-sandbox'])
const withSandbox = await mebibytesOfServe(['--no-atom'])
const all = await mebibytesOfServe([])
report([
  {
    what: 'memory of hub, atom and sandbox organization, idle on PGlite',
    against: 'none',
    value: round(all, 0),
    unit: 'MiB',
    reach: { atMost: 1024 },
    figures: {
      nodeMebibytes: round(bare, 0),
      hubAndDatabaseMebibytes: round(hubAlone - bare, 0),
      sandboxMebibytes: round(withSandbox - hubAlone, 0),
      atomMebibytes: round(all - withSandbox, 0),
    },
  },
])

async function mebibytesOfServe(args: readonly string[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'serve-memory-'))
  const command = [process.execPath, bin, 'serve', '--data-directory', folder, '--port', '0', ...args]
  try {
    return await mebibytesOf(command, 'Ctrl-C ends it.', setUp)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** With an account, so that the atom joins it. */
async function setUp(printed: string): Promise<void> {
  const [url = '', token = ''] = (/http\S+\/set-up#\S+/.exec(printed)?.[0] ?? '').split('/set-up#')
  const person = { name: 'Anna', email: 'anna@example.com', password: 'a sentence that nobody guesses' }
  const body = { token, accountName: 'Acme', ...person }
  await makeKey(url, { kind: 'set-up', body }, { environment: {}, signal: new AbortController().signal })
}

async function mebibytesOf(
  [program = '', ...args]: readonly string[],
  ready: string,
  prepare?: (printed: string) => Promise<void>,
): Promise<number> {
  const child: ChildProcess = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] })
  let printed = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    printed += text
  })
  while (!printed.includes(ready)) await sleep(50)
  await prepare?.(printed)
  await sleep(idleMs)
  const kibibytes = Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1])
  child.kill('SIGKILL')
  await once(child, 'exit')
  return kibibytes / 1024
}
