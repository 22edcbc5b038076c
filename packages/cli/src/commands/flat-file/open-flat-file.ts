import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { type FlatFileObject, type FlatFileReading, readFlatFile } from '@coupa-connector/endpoints'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'

/** Opens a flat file and reads its header rows. */
export async function openFlatFile(
  file: string,
  object: FlatFileObject,
  { stdin }: Pick<Context, 'stdin'>,
): Promise<FlatFileReading> {
  if (file !== '-') await checkFile(file)
  const content: AsyncIterable<Uint8Array> = file === '-' ? stdin : createReadStream(file)
  return await readFlatFile(content, object)
}

async function checkFile(file: string): Promise<void> {
  try {
    if ((await stat(file)).isDirectory()) throw new UsageError(`${file} is a folder, not a flat file.`)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    throw new UsageError(`There is no file ${file}.`, {
      suggestion: 'Check the name, or give "-" to read from standard input.',
      cause: error,
    })
  }
}
