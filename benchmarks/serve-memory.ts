// Memory of `serve` when nothing happens: hub, embedded database, atom and sandbox organization. The parts are processes, so
// their proportional set sizes are summed: a page that several of them share counts once. Linux, because it reads /proc.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeKey } from '../packages/cli/src/commands/hub-session/sign-in.ts'
import { report, round } from './support/measurement.ts'
import { readProcesses } from './support/processes.ts'
import { startServe } from './support/start-serve.ts'

/** Long enough for the atom to join, to work and to come to rest. */
const idleMs = 30_000

const folder = mkdtempSync(join(tmpdir(), 'serve-memory-'))
try {
  const serve = await startServe(folder)
  try {
    await setUp(serve.printed)
    await sleep(idleMs)
    const byPart = mebibytesByPart(serve.pid)
    report([
      {
        what: 'memory of hub, database, atom and sandbox organization, idle: proportional set sizes',
        against: 'none',
        value: round(
          Object.values(byPart).reduce((sum, mebibytes) => sum + mebibytes, 0),
          0,
        ),
        unit: 'MiB',
        reach: { atMost: 300 },
        figures: byPart,
      },
    ])
  } finally {
    await serve.stop()
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** With an account, so that the atom joins it. */
async function setUp(printed: string): Promise<void> {
  const [url = '', token = ''] = (/http\S+\/set-up#\S+/.exec(printed)?.[0] ?? '').split('/set-up#')
  const person = { name: 'Anna', email: 'anna@example.com', password: 'a sentence that nobody guesses' }
  const body = { token, accountName: 'Acme', ...person }
  await makeKey(url, { kind: 'set-up', body }, { environment: {}, signal: new AbortController().signal })
}

function mebibytesByPart(pid: number): Record<string, number> {
  const byPart: Record<string, number> = {}
  for (const { command, proportionalMebibytes } of readProcesses(pid)) {
    const part = partOf(command)
    byPart[part] = round((byPart[part] ?? 0) + proportionalMebibytes, 1)
  }
  for (const part of ['hubMebibytes', 'atomMebibytes', 'sandboxMebibytes']) {
    if (!(part in byPart)) throw new Error(`no process is the ${part}: ${JSON.stringify(byPart)}`)
  }
  return byPart
}

function partOf(command: string): string {
  if (command.startsWith('coupa-connector: ')) return `${command.split(' ')[1]}Mebibytes`
  return command.includes('coupa-connector.js') ? 'hubMebibytes' : 'databaseMebibytes'
}
