import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { openFileTarget } from '../../output/file-target.ts'
import { createStreamTarget, type OutputTarget } from '../../output/output-target.ts'
import { toFileName } from './file-name.ts'

/** A file that Coupa serves. */
export interface ServedFile {
  readonly content: AsyncIterable<Uint8Array>
  /** The name it has in Coupa, when it has one. */
  readonly name?: string | undefined
}

/**
 * Saves a file as it arrives: to `output`, to standard output for `-`, or under its own name in `directory`, where it never
 * replaces another file. Resolves with the path, or undefined for standard output.
 */
export async function saveFile(
  { content, name }: ServedFile,
  output: string | undefined,
  { directory, context }: { directory: string; context: Context },
): Promise<string | undefined> {
  const path = output ?? (await freePath(join(directory, toFileName(name))))
  const target: OutputTarget = path === '-' ? createStreamTarget(context.stdout) : await openFileTarget(path)
  try {
    for await (const chunk of content) await target.write(chunk)
    await target.complete()
  } catch (error) {
    await target.abandon({ keep: false })
    throw error
  }
  return path === '-' ? undefined : path
}

async function freePath(path: string): Promise<string> {
  const isTaken = await access(path).then(
    () => true,
    () => false,
  )
  if (!isTaken) return path
  throw new UsageError(`${path} exists already; nothing was downloaded over it.`, {
    suggestion: 'Name another file with --output, or another folder with --directory.',
  })
}
