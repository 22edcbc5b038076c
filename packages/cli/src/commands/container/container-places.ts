import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { readNodeIdentity } from '@coupa-connector/container'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { didYouMean } from '../../command/suggest.ts'
import { UsageError } from '../../command/usage-error.ts'
import { dataFolder } from '../../files/folders.ts'
import { containerProgram } from './container-program.ts'

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

/** How a person names a node: by what `enroll` was given. */
export interface NodeNames {
  /** The name of the container, or the name under which the node is kept here. */
  readonly name: string | undefined
  /** The name of the node. */
  readonly node: string | undefined
}

/** The node that a command means: the one that was named, or else the only one. Throws a `UsageError`. */
export async function chooseNode(
  folder: string,
  given: NodeNames,
  context: Pick<Context, 'containerProgram'>,
): Promise<string> {
  const kept = await listNodes(folder)
  const [only, second] = kept
  if (only === undefined) {
    throw new UsageError(`No node is enrolled in ${folder}.`, {
      suggestion: `Enroll one: ${containerProgram(context)} enroll --hub URL --name NAME`,
    })
  }
  const known = `Nodes here: ${kept.join(', ')}.`
  const { name, node } = given
  if (name === undefined && node === undefined) {
    if (second === undefined) return only
    throw new UsageError('Several nodes are enrolled here.', { suggestion: `Name one with --name. ${known}` })
  }
  // The file of a node has the name that was given last: that of the node, or else that of the container.
  const direct = [node, name].find((each) => each !== undefined && kept.includes(each))
  if (direct !== undefined && (node === undefined || name === undefined || direct === node)) return direct
  const found = await findNodes(folder, kept, given)
  const [match, another] = found
  if (match !== undefined && another === undefined) return match
  const asked = [name, node].filter((each) => each !== undefined).join('", "')
  throw match === undefined
    ? new UsageError(`There is no node "${asked}" here.`, { suggestion: didYouMean(node ?? name ?? '', kept) ?? known })
    : new UsageError(`Several nodes here are called "${asked}".`, {
        suggestion: `Name one with --node: ${found.join(', ')}.`,
      })
}

/** The nodes whose container and own name are those given, by the names under which they are kept. */
async function findNodes(folder: string, kept: readonly string[], { name, node }: NodeNames): Promise<string[]> {
  const matches = await Promise.all(
    kept.map(async (each) => {
      const identity = await readNodeIdentity(nodeFile(folder, each))
      const isNamed = name === undefined || identity.container.name === name
      return isNamed && (node === undefined || identity.node.name === node)
    }),
  )
  return kept.filter((_each, index) => matches[index])
}

function escapeCharacter(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}
