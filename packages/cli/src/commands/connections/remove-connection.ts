import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { createConnectionStore } from '../../connections/connection-store.ts'
import { stateFolders } from '../../files/folders.ts'
import { print } from '../../terminal/print.ts'

/** Removes a connection and the access tokens that were kept for it. */
export async function removeConnection(input: CommandInput, context: Context): Promise<number> {
  const name = input.required('name')
  const folders = stateFolders(context)
  await createConnectionStore(folders, context).remove(name)
  await rm(join(folders.tokens, name), { recursive: true, force: true })
  await print(context.stdout, `Removed connection "${name}" with its secret and its access token.\n`)
  return 0
}
