import { dirname, join } from 'node:path'
import { replaceDurably } from '../files/durable.ts'
import { fileError } from '../files/file-error.ts'
import { makeFolder } from '../files/make-folder.ts'

/** Keeps outcomes in a folder of the process on this machine; undefined where it has none. Throws `EndpointError`. */
export async function keepResultIn(
  workFolder: string | undefined,
  name: string,
  content: AsyncIterable<string>,
): Promise<string | undefined> {
  if (workFolder === undefined) return undefined
  const path = join(workFolder, 'results', name)
  await writeResult(path, content)
  return path
}

/** Writes outcomes to a path, in the place of earlier ones. */
export async function writeResult(path: string, content: AsyncIterable<string>): Promise<void> {
  try {
    await makeFolder(dirname(path), 0o750)
    await replaceDurably(path, content)
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw fileError(error, `Writing ${path}`)
    throw error
  }
}
