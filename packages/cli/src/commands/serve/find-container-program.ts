import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The program of a container in one file, which the build makes. Undefined when it was not built. */
export function findContainerProgram(): string | undefined {
  // From src and from dist alike.
  const file = fileURLToPath(new URL('../../../dist/container-program/coupa-connector-container.mjs', import.meta.url))
  return existsSync(file) ? file : undefined
}
