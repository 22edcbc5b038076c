import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Where kubectl is; undefined when there is none. */
export function findKubectl(path: string = process.env.PATH ?? ''): string | undefined {
  return path
    .split(delimiter)
    .map((folder) => join(folder, 'kubectl'))
    .find((file) => existsSync(file))
}
