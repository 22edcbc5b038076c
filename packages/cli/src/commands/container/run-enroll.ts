import { readFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { createHubFetch, enrollNode, writeNodeIdentity } from '@coupa-connector/container'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { version } from '../../command/program-name.ts'
import { UsageError } from '../../command/usage-error.ts'
import { makePrivateFolder } from '../../files/private-file.ts'
import { readSecret } from '../../input/read-secret.ts'
import { print } from '../../terminal/print.ts'
import { namingHub, readHubUrl } from '../hub-session/open-hub.ts'
import { listNodes, nodeFile, nodesFolder } from './container-places.ts'
import { containerProgram } from './container-program.ts'

/** Exchanges an installer token for a node of a container, and stores the node's identity. */
export async function runEnroll(input: CommandInput, context: Context): Promise<number> {
  const hubUrl = readHubUrl(input.text('hub') ?? missing('--hub', 'Give the address of the hub: --hub https://…'))
  const kind = readKind(input.text('kind'))
  const node = input.text('node') ?? hostname()
  const name = input.text('name') ?? node
  const local = input.text('node') === undefined ? name : node
  const folder = nodesFolder(input, context)
  if ((await listNodes(folder)).includes(local)) {
    throw new UsageError(`A node "${local}" is enrolled here already.`, {
      suggestion: `Run it: ${containerProgram(context)} run --name "${local}"; or choose another --name, or --node for one more node.`,
    })
  }
  await enroll({ hubUrl, kind, name, node, local }, input, context)
  await print(context.stdout, `Run it: ${containerProgram(context)} run --name "${local}"\n`)
  return 0
}

/**
 * Enrolls the node that `run --hub URL --name NAME` names, unless it is enrolled here already. Its file has the name of the
 * container or the one of `--node`, never the host name, which differs at every start of a container.
 */
export async function enrollIfAbsent(input: CommandInput, context: Context): Promise<void> {
  const hub = input.text('hub')
  if (hub === undefined) return
  const name =
    input.text('name') ?? missing('--name', 'With --hub, name the container as well: --hub https://… --name NAME')
  const local = input.text('node') ?? name
  if ((await listNodes(nodesFolder(input, context))).includes(local)) return
  const node = input.text('node') ?? hostname()
  await enroll({ hubUrl: readHubUrl(hub), kind: readKind(input.text('kind')), name, node, local }, input, context)
}

interface Enrollment {
  readonly hubUrl: string
  readonly kind: 'atom' | 'molecule' | 'cloud'
  /** Of the container. */
  readonly name: string
  /** Name of the node. */
  readonly node: string
  /** Under which the node is kept here. */
  readonly local: string
}

async function enroll(
  { hubUrl, kind, name, node, local }: Enrollment,
  input: CommandInput,
  context: Context,
): Promise<void> {
  const folder = nodesFolder(input, context)
  // Created before the token is used, so that a folder that cannot be written to does not cost a token.
  await makePrivateFolder(folder)
  const installerToken = await readToken(input, context)
  const ca = await readCertificates(input)
  await using connections = createHubFetch({ environment: context.environment, ca })
  const identity = await enrollNode({
    hubUrl,
    installerToken,
    kind,
    name,
    nodeName: node,
    version,
    connectorVersion: version,
    fetch: namingHub(hubUrl, connections.fetch),
    clock: context.clock,
    signal: context.signal,
  })
  await writeNodeIdentity(nodeFile(folder, local), identity)
  const { container, accountName } = identity
  await print(
    context.stdout,
    `Enrolled: node "${identity.node.name}" of the ${container.kind} "${container.name}", account "${accountName}".\n`,
  )
}

/** Certificates that the hub is trusted by, beside the system's. */
export async function readCertificates(input: CommandInput): Promise<string | undefined> {
  const file = input.text('ca')
  if (file === undefined) return undefined
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new UsageError(`The file ${file} of --ca cannot be read (${(error as NodeJS.ErrnoException).code}).`, {
      cause: error,
    })
  }
}

async function readToken(input: CommandInput, context: Context): Promise<string> {
  const file = input.text('token-file')
  if (file !== undefined) return await readTokenFile(file)
  const given = input.text('token')
  if (given !== undefined && given !== '-') {
    await print(
      context.stderr,
      'note: other people of this machine can see the token in the list of processes while this runs; pipe it in instead.\n',
    )
    return given
  }
  const read = await readSecret('Installer token', 'COUPA_CONNECTOR_INSTALLER_TOKEN', context)
  return (
    read?.value ??
    missing(
      'The installer token',
      'Type it at the prompt, pipe it in as one line, or set COUPA_CONNECTOR_INSTALLER_TOKEN. "coupa-connector hub containers token" creates one.',
    )
  )
}

async function readTokenFile(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`The file ${file} of --token-file cannot be read (${error.code}).`, {
      suggestion:
        'Write an installer token into it: the console creates one, and so does "coupa-connector hub containers token".',
      cause: error,
    })
  })
  return text.trim() || missing(`The installer token in ${file}`, 'Write one line into it: cci_…')
}

function readKind(text = 'atom'): 'atom' | 'molecule' | 'cloud' {
  return text === 'molecule' || text === 'cloud' ? text : 'atom'
}

function missing(what: string, suggestion: string): never {
  throw new UsageError(`${what} is missing; nothing was enrolled.`, { suggestion })
}
