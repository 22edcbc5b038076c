import { randomInt } from 'node:crypto'
import { scopesFor } from '@coupa-connector/catalog'
import type { SuggestedConnection } from '@coupa-connector/hub'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { readIfThere, writePrivateFile } from '../../files/private-file.ts'
import { partMemory } from '../../supervise/part-memory.ts'
import { supervisePart } from '../../supervise/supervise-part.ts'
import type { InstallationPlaces } from './installation/installation-options.ts'
import { partEnvironment, partProgram } from './part-program.ts'
import type { ServeLog } from './serve-log.ts'

/** What the organization is told by the program that started it. */
export interface SandboxBegin {
  readonly seed: number
  /** 0 takes a free one. */
  readonly port: number
  /** Scopes of its client, separated by blanks. */
  readonly scope: string
  /** Where seed and port are kept, for what is said to people. */
  readonly file: string
}

/** Where and who a running organization is. */
export interface SandboxFacts {
  readonly url: string
  readonly accessTokenUrl: string
  readonly clientId: string
  readonly clientSecret: string
  readonly scope: string
  readonly port: number
}

/** A running organization. Its address, credentials and records are the same at every start. */
export interface LocalSandbox extends AsyncDisposable {
  /**
   * Resolves when it can be called. Rejects with a `UsageError` when another program has its port, or when its file cannot be
   * read.
   */
  readonly facts: Promise<SandboxFacts>
}

/** What recreates the same organization: its port, and the seed of its records and credentials. */
interface SandboxFile {
  readonly version: 1
  readonly port: number
  readonly seed: number
}

/** Enough for a first try, and few enough that the scopes can be read. */
const resources = ['invoices', 'suppliers', 'purchase_orders', 'requisitions', 'users', 'tax_codes']

/** The organization computes its records from the seed on demand. Only records that somebody wrote take memory. */
const memory = partMemory(512)

/** Closing ends all connections at once. */
const stopMs = 5000

/** Whether an installation has an organization from an earlier start. */
export async function wasSandboxStarted(file: string): Promise<boolean> {
  return (await readIfThere(file)) !== undefined
}

/** Starts the organization of an installation in a process of its own, and keeps it running. */
export function startLocalSandbox(
  { places, log, level }: ServeLog & { readonly places: Pick<InstallationPlaces, 'sandbox' | 'sandboxProcess'> },
  { clock, environment }: Context,
): LocalSandbox {
  const file = places.sandbox
  const seedOfNew = randomInt(1, 0xffff_ffff)
  const { scopes } = scopesFor(resources.flatMap((name) => needsOf(name)))
  const part = supervisePart<SandboxBegin, SandboxFacts>({
    name: 'sandbox',
    program: partProgram('sandbox-program'),
    memory,
    environment: partEnvironment(environment),
    prepare: async () => {
      const { seed, port } = parseFile(file, await readIfThere(file)) ?? { seed: seedOfNew, port: 0 }
      return { seed, port, scope: scopes.join(' '), file }
    },
    stopMs,
    noteFile: places.sandboxProcess,
    logLevel: level,
    log,
    clock,
  })
  const facts = part.ready.then(async (ready) => {
    await keep(file, { version: 1, port: ready.port, seed: seedOfNew })
    return ready
  })
  facts.catch(() => {})
  return { facts, [Symbol.asyncDispose]: () => part.stop() }
}

/** The connection that the hub offers to this organization, so that nobody has to copy its settings from a terminal. */
export function suggestSandbox({
  url,
  clientId,
  clientSecret,
  scope,
  accessTokenUrl,
}: SandboxFacts): SuggestedConnection {
  return {
    name: 'Sandbox',
    fields: { url, authenticationType: 'oauth2', clientId, scope, accessTokenUrl },
    secrets: { clientSecret },
  }
}

function needsOf(resource: string): Parameters<typeof scopesFor>[0][number][] {
  return [
    { resource, access: 'read' },
    { resource, access: 'write' },
  ]
}

/** What is kept already stays as it is. */
async function keep(file: string, content: SandboxFile): Promise<void> {
  if ((await readIfThere(file)) === undefined) await writePrivateFile(file, `${JSON.stringify(content)}\n`)
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
