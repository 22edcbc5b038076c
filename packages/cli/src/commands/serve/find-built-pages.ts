import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the built web console. Undefined when it was not built; the hub then serves only its API. */
export function findConsole(): string | undefined {
  return builtPagesOf(import.meta.resolve('@coupa-connector/console/package.json'))
}

/** The folder of the built documentation. Undefined when it was not built; the hub then has no pages at `/docs`. */
export function findDocumentation(): string | undefined {
  return builtPagesOf(import.meta.resolve('@coupa-connector/site/package.json'))
}

function builtPagesOf(manifest: string): string | undefined {
  const directory = join(dirname(fileURLToPath(manifest)), 'dist')
  return existsSync(join(directory, 'index.html')) ? directory : undefined
}
