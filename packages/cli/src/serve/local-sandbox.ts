import { randomInt } from 'node:crypto'
import { scopesFor } from '@coupa-connector/catalog'
import type { SuggestedConnection } from '@coupa-connector/hub'
import { type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import { readIfThere, writePrivateFile } from '../state/private-file.ts'
import { UsageError } from '../usage-error.ts'

/** What makes the same organization again: its port, and the seed of its records and credentials. */
interface SandboxFile {
  readonly version: 1
  readonly port: number
  readonly seed: number
}

/** Enough for a first try, and few enough that the scopes can be read. */
const resources = ['invoices', 'suppliers', 'purchase_orders', 'requisitions', 'users', 'tax_codes']

/** Whether an installation has an organization from an earlier start. */
export async function wasSandboxStarted(file: string): Promise<boolean> {
  return (await readIfThere(file)) !== undefined
}

/** Starts the organization of an installation: at every start with the same address, credentials and records. */
export async function startLocalSandbox(file: string): Promise<Sandbox> {
  const kept = parseFile(file, await readIfThere(file))
  const seed = kept?.seed ?? randomInt(1, 0xffff_ffff)
  const { scopes } = scopesFor(resources.flatMap((name) => needsOf(name)))
  const sandbox = await start({ seed, port: kept?.port ?? 0, scope: scopes.join(' ') }, file)
  if (!kept) {
    const content: SandboxFile = { version: 1, port: sandbox.port, seed }
    await writePrivateFile(file, `${JSON.stringify(content)}\n`)
  }
  return sandbox
}

/** The connection to the organization, offered in the hub: nobody has to copy its settings out of a terminal. */
export function suggestSandbox(
  sandbox: Pick<Sandbox, 'url' | 'clientId' | 'clientSecret' | 'scope' | 'accessTokenUrl'>,
): SuggestedConnection {
  const { url, clientId, clientSecret, scope, accessTokenUrl } = sandbox
  return {
    name: 'Sandbox',
    fields: { url, authenticationType: 'oauth2', clientId, scope, accessTokenUrl },
    secrets: { clientSecret },
  }
}

async function start(options: { seed: number; port: number; scope: string }, file: string): Promise<Sandbox> {
  try {
    return await startSandbox(options)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    throw new UsageError(`The sandbox organization has port ${options.port}, and another program has taken it.`, {
      suggestion: `Stop that program; or start without it, --no-sandbox; or remove ${file}, and the organization gets another port and other credentials.`,
      cause: error,
    })
  }
}

function needsOf(resource: string): Parameters<typeof scopesFor>[0][number][] {
  return [
    { resource, access: 'read' },
    { resource, access: 'write' },
  ]
}

function parseFile(file: string, content: string | undefined): SandboxFile | undefined {
  if (content === undefined) return undefined
  try {
    const value = JSON.parse(content) as Partial<SandboxFile> | null
    if (value?.version === 1 && Number.isInteger(value.port) && Number.isInteger(value.seed))
      return value as SandboxFile
  } catch {
    // Told below.
  }
  throw new UsageError(`${file} does not say where the sandbox organization is.`, {
    suggestion: 'Remove it, and the organization gets another port and other credentials.',
  })
}
