import { setTimeout } from 'node:timers/promises'
import { type Connection, createConnection } from '@coupa-connector/connector'
import { destinationType } from '@coupa-connector/endpoints'
import { createDefinition, createMapper, type DefinitionInput, parseDefinition } from '@coupa-connector/process'
import type { RunReceipt } from '../report/receipt.ts'
import type { ProcessRunOptions, RunClock } from '../run/run-options.ts'
import { runProcess } from '../run-process.ts'
import { openStateFolder } from '../state/folder/open-state-folder.ts'

export const machineClock: RunClock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  sleep: async (durationMs, signal) => await setTimeout(durationMs, undefined, { signal }),
}

/** The other end of a run. */
export interface Target {
  readonly kind: 'files' | 'postgresql' | 's3'
  readonly settings: Readonly<Record<string, string>>
}

/** Where a run reads and writes: plain texts, so that another program can be told. */
export interface Places {
  readonly url: string
  readonly accessTokenUrl: string
  readonly clientId: string
  readonly clientSecret: string
  readonly scope: string
  readonly target: Target
  readonly state: string
}

export function connectTo({ url, accessTokenUrl, clientId, clientSecret, scope }: Places): Connection {
  const settings = { url, accessTokenUrl, clientId, clientSecret, scope }
  return createConnection(settings, { rate: { perSecond: 1000, burst: 1000 } })
}

export type RunChange = Partial<ProcessRunOptions> & {
  readonly change?: DefinitionChange | undefined
  /** Default: E01. */
  readonly template?: string | undefined
}

/** What a test changes of the definition; of its source, single parts. */
export type DefinitionChange = Partial<Omit<DefinitionInput, 'source'>> & {
  readonly source?: Partial<DefinitionInput['source']> | undefined
}

/** Runs a template once, without the look for changes unless it is asked for, with a destination and a state that it opens and closes. */
export async function runInvoices(
  { target, state }: Places,
  connection: Connection,
  { change = {}, template = 'E01', ...options }: RunChange = {},
): Promise<RunReceipt> {
  const made = createDefinition({ template, destination: target.kind })
  const source = { ...made.source, ...(template === 'E01' ? { watchChanges: false } : {}), ...change.source }
  const definition = parseDefinition({ ...made, ...change, source })
  const delivery = definition.destination
  const type = destinationType(target.kind)
  if (type === undefined) throw new TypeError(`there is no destination of the kind ${target.kind}`)
  await using destination = await type.open(target.settings, { clock: machineClock, delivery })
  await using opened = openStateFolder(state, { now: Date.now })
  const mapper = createMapper(definition)
  const place = JSON.stringify(target)
  const given = { definition, connection, destination, target: place, state: opened, mapper, clock: machineClock }
  return await runProcess({ ...given, ...options })
}
