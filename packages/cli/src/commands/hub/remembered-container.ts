import { join } from 'node:path'
import type { Context } from '../../command/context.ts'
import { stateFolders } from '../../files/folders.ts'
import { readIfThere, writePrivateFile } from '../../files/private-file.ts'
import type { OpenHub } from '../hub-session/open-hub.ts'
import { findContainer, onlyContainer } from './find-by-name.ts'

type HubContainer = Awaited<ReturnType<typeof onlyContainer>>
/** Ids of containers, by account, connection and use. */
type Remembered = Readonly<Record<string, string>>

/** What a container is wanted for. One that runs tests may not allow operations. */
export interface ContainerUse {
  /** Its id. */
  readonly connection: string
  readonly purpose: 'test' | 'operation'
}

/**
 * The container that a person means: the one that was named, the last one that was used so, or else the only
 * one. Throws a `UsageError`.
 */
export async function chooseContainer(
  hub: OpenHub,
  use: ContainerUse,
  given: string | undefined,
  context: Context,
): Promise<HubContainer> {
  if (given !== undefined) return await findContainer(hub, given)
  const last = (await readRemembered(context))[keyOf(hub, use)]
  // It may be gone, or belong to another hub.
  const known = last === undefined ? undefined : await findContainer(hub, last).catch(() => undefined)
  return known ?? (await onlyContainer(hub))
}

/** Keeps which container was used. Failing to keep it is not a failure of the command. */
export async function rememberContainer(
  hub: OpenHub,
  use: ContainerUse,
  container: string,
  context: Context,
): Promise<void> {
  const before = await readRemembered(context)
  const key = keyOf(hub, use)
  if (before[key] === container) return
  const kept = Object.entries({ ...before, [key]: container }).slice(-mostRemembered)
  await writePrivateFile(fileOf(context), `${JSON.stringify(Object.fromEntries(kept))}\n`).catch(() => {})
}

const mostRemembered = 200

async function readRemembered(context: Context): Promise<Remembered> {
  try {
    const value: unknown = JSON.parse((await readIfThere(fileOf(context))) ?? '{}')
    return typeof value === 'object' && value !== null ? (value as Remembered) : {}
  } catch {
    return {}
  }
}

function fileOf(context: Context): string {
  return join(stateFolders(context).config, 'hub-containers.json')
}

function keyOf({ account }: OpenHub, { connection, purpose }: ContainerUse): string {
  return `${account.id} ${connection} ${purpose}`
}
