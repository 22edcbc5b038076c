import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Secret } from '@coupa-connector/connector'
import { parseHubUrl } from './hub-url.ts'

/** Who a node is: kept on its machine from its enrolment on. */
export interface NodeIdentity {
  /** Without a trailing slash. */
  readonly hubUrl: string
  readonly container: { readonly id: string; readonly kind: 'atom' | 'molecule' | 'cloud'; readonly name: string }
  readonly node: { readonly id: string; readonly name: string }
  /** The account that owns the container. */
  readonly accountName: string
  /** Signs the node in at the hub. */
  readonly credential: Secret
  /** ISO 8601; tells when the credential is due to be rotated. */
  readonly credentialIssuedAt: string
}

/** The file of an identity is missing or cannot be used. */
export class NodeIdentityError extends Error {
  readonly suggestion: string

  constructor(message: string, suggestion: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'NodeIdentityError'
    this.suggestion = suggestion
  }
}

const enrolAgain = 'Enrol the node with an installer token of the hub.'

/** Reads an identity. Throws a `NodeIdentityError` when there is none or it is damaged. Its message never shows the content. */
export async function readNodeIdentity(file: string): Promise<NodeIdentity> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    throw new NodeIdentityError(`There is no node's identity at ${file}.`, enrolAgain, { cause: error })
  }
  try {
    return decode(JSON.parse(text))
  } catch {
    // The parser's own message quotes what it reads: here, a credential.
    throw new NodeIdentityError(`${file} does not hold a node's identity, or only part of one.`, enrolAgain)
  }
}

/**
 * Writes an identity in one step, readable by its owner only (0600). A reader meanwhile, or after a power cut, finds the old
 * one or the new one.
 */
export async function writeNodeIdentity(file: string, identity: NodeIdentity): Promise<void> {
  const content = { version: 1, ...identity, credential: identity.credential.reveal() }
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const aside = `${file}.${randomUUID()}.tmp`
  try {
    const handle = await open(aside, 'wx', 0o600)
    try {
      // Whatever the umask says.
      await handle.chmod(0o600)
      await handle.writeFile(`${JSON.stringify(content, undefined, 2)}\n`)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(aside, file)
    await syncFolder(dirname(file))
  } catch (error) {
    await rm(aside, { force: true })
    throw error
  }
}

/** Throws when it is not what `writeNodeIdentity` wrote. */
function decode(content: unknown): NodeIdentity {
  const { version, hubUrl, container, node, accountName, credential, credentialIssuedAt } = members(content)
  const { id, kind, name } = members(container)
  const { id: nodeId, name: nodeName } = members(node)
  if (version !== 1) throw new TypeError('another version')
  if (kind !== 'atom' && kind !== 'molecule' && kind !== 'cloud') throw new TypeError('no kind')
  return {
    hubUrl: parseHubUrl(text(hubUrl)),
    container: { id: text(id), kind, name: text(name) },
    node: { id: text(nodeId), name: text(nodeName) },
    accountName: text(accountName),
    credential: new Secret(text(credential)),
    credentialIssuedAt: text(credentialIssuedAt),
  }
}

function members(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw new TypeError('not an object')
  return value as Readonly<Record<string, unknown>>
}

function text(value: unknown): string {
  if (typeof value !== 'string' || value === '') throw new TypeError('not a text')
  return value
}

/** Makes the rename survive a power cut, on systems where folders can be synced. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r')
    await handle.sync().finally(() => handle.close())
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'EISDIR' && code !== 'EINVAL' && code !== 'EPERM' && code !== 'ENOTSUP') throw error
  }
}
