// A PostgreSQL server of Debian's, for the tests that run on both databases: on a socket in a folder of its own, so that
// it needs no port, and gone when the tests are over.
import { spawnSync } from 'node:child_process'
import { chownSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A server that is not started yet. */
export interface PostgresqlServer {
  readonly url: string
  start(): void
  stop(): void
}

/** Finds the newest PostgreSQL of this machine, 15 or later; undefined when there is none. */
export function findPostgresqlServer(): PostgresqlServer | undefined {
  const bin = globSync('/usr/lib/postgresql/*/bin')
    .filter((folder) => versionOf(folder) >= 15)
    .sort((one, other) => versionOf(one) - versionOf(other))
    .at(-1)
  if (bin === undefined) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'coupa-connector-postgresql-'))
  const run = (program: string, ...options: string[]): void => {
    const line = [join(bin, program), ...options]
    // PostgreSQL does not run as root; Debian's package brings a user for it.
    const [first = '', ...rest] = isRoot() ? ['runuser', '-u', 'postgres', '--', ...line] : line
    const { status, stderr } = spawnSync(first, rest, {
      encoding: 'utf8',
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    if (status !== 0) throw new Error(`${program} failed: ${stderr}`)
  }
  const data = join(folder, 'data')
  const settings = [
    `-c unix_socket_directories=${folder}`,
    "-c listen_addresses=''",
    '-c max_connections=300',
    // The tests look at what a commit means, not at whether the disk survives a power cut.
    '-c fsync=off',
  ].join(' ')
  return {
    url: `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`,
    start: () => {
      if (isRoot()) chownSync(folder, ...postgresUser())
      run('initdb', '-D', data, '-U', 'postgres', '--auth=trust', '-E', 'UTF8', '--no-sync')
      run('pg_ctl', '-D', data, '-l', join(folder, 'log'), '-o', settings, '-w', 'start')
    },
    stop: () => {
      run('pg_ctl', '-D', data, '-m', 'immediate', '-w', 'stop')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function versionOf(bin: string): number {
  return Number(/(\d+)\/bin$/.exec(bin)?.[1] ?? 0)
}

function isRoot(): boolean {
  return process.getuid?.() === 0
}

function postgresUser(): [number, number] {
  const idOf = (option: string): number => Number(spawnSync('id', [option, 'postgres'], { encoding: 'utf8' }).stdout)
  return [idOf('-u'), idOf('-g')]
}
