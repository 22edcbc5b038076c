import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { didYouMean } from '../../command/suggest.ts'
import { UsageError } from '../../command/usage-error.ts'
import { dataFolder } from '../../files/folders.ts'

/** Where the nodes of this machine keep their identities: one file per node, named after the node. */
export function nodesFolder(input: CommandInput, context: Context): string {
  const given = input.text('data-directory') ?? context.environment.COUPA_CONNECTOR_DATA_DIRECTORY
  return join(given || dataFolder(context), 'nodes')
}

/**
 * The file of a node. Characters that file systems reject are written as `%XX`, so that different names get different files.
 */
export function nodeFile(folder: string, name: string): string {
  return join(folder, `${encodeURIComponent(name).replaceAll(/^\.|[*']/g, escapeCharacter)}.json`)
}

/** Names of the nodes that were enrolled here. */
export async function listNodes(folder: string): Promise<string[]> {
  const files = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return files
    .filter((file) => file.endsWith('.json'))
    .map((file) => decodeURIComponent(file.slice(0, -'.json'.length)))
    .sort()
}

/** The node that a command means: the one that `--name` names, or else the only one. Throws a `UsageError`. */
export async function chooseNode(folder: string, given: string | undefined): Promise<string> {
  const names = await listNodes(folder)
  const [only, second] = names
  if (only === undefined) {
    throw new UsageError(`No node is enrolled in ${folder}.`, {
      suggestion: 'Enrol one: coupa-connector container enroll --hub URL --name NAME',
    })
  }
  if (given !== undefined && names.includes(given)) return given
  if (given === undefined && second === undefined) return only
  const known = `Nodes here: ${names.join(', ')}.`
  throw given === undefined
    ? new UsageError('Several nodes are enrolled here.', { suggestion: `Name one with --name. ${known}` })
    : new UsageError(`There is no node "${given}" here.`, { suggestion: didYouMean(given, names) ?? known })
}

function escapeCharacter(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}
