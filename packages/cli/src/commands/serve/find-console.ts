import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the built web console. Undefined when it was not built; the hub then serves only its API. */
export function findConsole(): string | undefined {
  const manifest = fileURLToPath(import.meta.resolve('@coupa-connector/console/package.json'))
  const directory = join(dirname(manifest), 'dist')
  return existsSync(join(directory, 'index.html')) ? directory : undefined
}
