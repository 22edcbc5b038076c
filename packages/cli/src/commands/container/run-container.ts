import { createHubFetch, readNodeIdentity } from '@coupa-connector/container'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { LockHeldError, takeLock } from '../../files/owner-lock.ts'
import { createLog } from '../../terminal/log.ts'
import { print, printJson } from '../../terminal/print.ts'
import { formatTable } from '../../terminal/table.ts'
import { chooseNode, listNodes, nodeFile, nodesFolder } from './container-places.ts'
import { containerProgram } from './container-program.ts'
import { enrollIfAbsent, readCertificates } from './run-enroll.ts'
import { runNode } from './run-node.ts'

/** Runs a node of this machine until it is told to end: that is success. */
export async function runContainer(input: CommandInput, context: Context): Promise<number> {
  await enrollIfAbsent(input, context)
  const folder = nodesFolder(input, context)
  const name = await chooseNode(folder, { name: input.text('name'), node: input.text('node') }, context)
  const file = nodeFile(folder, name)
  const identity = await readNodeIdentity(file)
  const isTerminal = context.isTerminal.stderr
  const level = input.text('log-level') ?? (isTerminal ? 'warn' : 'info')
  const format = (input.text('log-format') ?? (isTerminal ? 'text' : 'json')) === 'text' ? 'text' : 'json'
  const log = await createLog(level, context, { format })
  const ca = await readCertificates(input)
  const lock = await holdNode(file, name, containerProgram(context))
  try {
    await using connections = createHubFetch({ environment: context.environment, ca })
    const { container, hubUrl, accountName } = identity
    await print(
      context.stdout,
      `Node "${identity.node.name}" of the ${container.kind} "${container.name}" (account "${accountName}") works for ${hubUrl}. Ctrl-C ends it.\n`,
    )
    const capacity = input.integer('capacity', { minimum: 1, maximum: 1000 })
    await runNode({ identity, file, fetch: connections.fetch, log, capacity, ca }, context)
    return 0
  } finally {
    await lock.release()
  }
}

/** Lists the nodes of this machine, and whether each runs. */
export async function showContainers(input: CommandInput, context: Context): Promise<number> {
  const folder = nodesFolder(input, context)
  const nodes = await Promise.all(
    (await listNodes(folder)).map(async (name) => {
      const file = nodeFile(folder, name)
      const { hubUrl, container, node, accountName, credentialIssuedAt } = await readNodeIdentity(file)
      return { name, hubUrl, container, node, accountName, credentialIssuedAt, isRunning: await isRunning(file) }
    }),
  )
  if (input.flag('json')) await printJson(context.stdout, nodes)
  else if (nodes.length === 0) await print(context.stderr, `No node is enrolled in ${folder}.\n`)
  else {
    const rows = nodes.map(({ name, container, accountName, hubUrl, isRunning: runs }) => [
      name,
      `${container.kind} "${container.name}"`,
      accountName,
      hubUrl,
      runs ? 'runs' : 'does not run',
    ])
    await print(context.stdout, await formatTable(['Name', 'Container', 'Account', 'Hub', ''], rows, context))
  }
  return 0
}

/** Two programs with one credential would take each other's jobs away. */
async function holdNode(file: string, name: string, program: string): Promise<{ release(): Promise<void> }> {
  try {
    return await takeLock(`${file}.lock`)
  } catch (error) {
    if (!(error instanceof LockHeldError)) throw error
    throw new UsageError(`The node "${name}" runs already: ${error.owner}.`, {
      suggestion: `For one more node, enroll one: ${program} enroll --node ANOTHER-NAME`,
      cause: error,
    })
  }
}

async function isRunning(file: string): Promise<boolean> {
  try {
    await (await takeLock(`${file}.lock`)).release()
    return false
  } catch (error) {
    if (error instanceof LockHeldError) return true
    throw error
  }
}
