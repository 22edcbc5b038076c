import { type Connection, createConnection } from '@coupa-connector/connector'
import { destinationType } from '@coupa-connector/endpoints'
import { type DefinitionInput, definitionSchema, type SourceField } from '@coupa-connector/process'
import type { RunReceipt } from '../run/receipt.ts'
import type { ProcessRunOptions, RunClock } from '../run/run-options.ts'
import { runProcess } from '../run/run-process.ts'
import { openStateFolder } from '../state/folder/open-state-folder.ts'

const machineClock: RunClock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  sleep: (durationMs) => new Promise((resolve) => setTimeout(resolve, durationMs)),
}

const fields: readonly SourceField[] = [
  'id',
  'invoice-number',
  'status',
  'exported',
  'updated-at',
  { supplier: ['id', 'name'] },
]

/** A work list of approved invoices, delivered as files. */
export const invoicesToFiles: DefinitionInput = {
  process: 'ok-to-pay',
  values: { target: { kind: 'files' } },
  source: {
    resource: 'invoices',
    mode: 'work-list',
    where: { status: { in: ['approved', 'voided'] } },
    fields: [...fields],
  },
  mapping: { shape: 'nested', name: 'invoice' },
  destination: { format: 'ndjson' },
  acknowledge: { mode: 'after-commit' },
}

/** Where a run reads and writes: plain texts, so that another program can be told. */
export interface Places {
  readonly url: string
  readonly accessTokenUrl: string
  readonly clientId: string
  readonly clientSecret: string
  readonly scope: string
  readonly target: string
  readonly state: string
}

export function connectTo({ url, accessTokenUrl, clientId, clientSecret, scope }: Places): Connection {
  const settings = { url, accessTokenUrl, clientId, clientSecret, scope }
  return createConnection(settings, { rate: { perSecond: 1000, burst: 1000 } })
}

export type RunChange = Partial<ProcessRunOptions> & { readonly change?: Partial<DefinitionInput> | undefined }

/** Runs the process once, with a destination and a state that it opens and closes. */
export async function runInvoices(
  { target, state }: Places,
  connection: Connection,
  { change = {}, ...options }: RunChange = {},
): Promise<RunReceipt> {
  const definition = definitionSchema.parse({ ...invoicesToFiles, ...change })
  const delivery = { format: definition.destination.format }
  await using destination = await destinationType('files')?.open({ folder: target }, { clock: machineClock, delivery })
  if (destination === undefined) throw new TypeError('there is no destination of the kind files')
  await using opened = openStateFolder(state, { now: Date.now })
  const mapper = {
    shape: { kind: 'nested', name: 'invoice' } as const,
    fields,
    map: (document: Readonly<Record<string, unknown>>) => ({ document }),
  }
  const given = { definition, connection, destination, target, state: opened, mapper, clock: machineClock }
  return await runProcess({ ...given, ...options })
}
