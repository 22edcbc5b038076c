import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { UsageError } from '../../../command/usage-error.ts'
import type { Setting } from './setting.ts'

/** Secrets that stand in files of their own, by the names of their settings. */
export interface Credentials {
  readonly directory: string
  readonly values: Readonly<Record<string, string>>
}

/**
 * Reads the secret settings that have a file in a folder, as systemd, Kubernetes and Docker lay out secrets: one file for each,
 * named like the setting in the configuration file. Other files are left alone, since such a folder may hold secrets of other
 * programs. The line break at the end of a file does not count. Throws a `UsageError` for what cannot be read.
 */
export async function readCredentials(directory: string, settings: readonly Setting[]): Promise<Credentials> {
  const facts = await stat(directory).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(directory, error)
  })
  if (!facts.isDirectory()) {
    throw new UsageError(`credentialsDirectory ${directory} is not a folder.`, {
      suggestion: 'Name the folder in which each secret has a file, such as "database" or "metricsToken".',
    })
  }
  const entries = await Promise.all(
    settings
      .filter(({ isSecret = false }) => isSecret)
      .map(async ({ name }) => [name, await readOne(join(directory, name))] as const),
  )
  const values = Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined))
  return { directory, values }
}

async function readOne(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, 'utf8')).replace(/\r?\n$/, '')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw unreadable(path, error as NodeJS.ErrnoException)
  }
}

function unreadable(path: string, error: NodeJS.ErrnoException): UsageError {
  return new UsageError(`${path} of credentialsDirectory cannot be read (${error.code}).`, {
    suggestion: 'Give the user of this program the right to read it, or correct credentialsDirectory.',
    cause: error,
  })
}
