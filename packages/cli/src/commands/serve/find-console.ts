import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where the built web console is; undefined when it was not built, and the hub then serves its API alone. */
export function findConsole(): string | undefined {
  const manifest = fileURLToPath(import.meta.resolve('@coupa-connector/console/package.json'))
  const directory = join(dirname(manifest), 'dist')
  return existsSync(join(directory, 'index.html')) ? directory : undefined
}
