import type { Connection, ResourceClient } from '@coupa-connector/connector'
import type { CoupaInbox, LoadSource } from '@coupa-connector/endpoints'
import type { LoadDefinition, LoadMapper, LoadMapperOptions } from '@coupa-connector/process'
import { countRequests } from '../run/run-context.ts'
import type { RunClock } from '../run/run-options.ts'
import { addCounts } from '../state/counters.ts'
import type { RunTrigger } from '../state/run-record.ts'
import type { LoadCounters } from './state/load-counters.ts'
import type { LoadRun, LoadState, ReopenFilter } from './state/load-state.ts'

/** The steps of a load, as a test or a log sees them. Each is told when it is done. */
export type LoadStepName =
  | 'input-claimed'
  | 'rows-kept'
  | 'input-read'
  | 'rows-intended'
  | 'record-written'
  | 'rows-settled'
  | 'file-intended'
  | 'file-placed'
  | 'file-processed'
  | 'result-kept'
  | 'input-ended'

/** What a mapper is told of an input, and of the organization that its records are for. */
export type InputMapping = Pick<LoadMapperOptions, 'doesNullClear' | 'customFields'>

/** What a run of a load needs. */
export interface LoadRunOptions {
  readonly definition: LoadDefinition
  readonly connection: Connection
  readonly source: LoadSource
  /** Coupa's inbox, for a load that writes flat files. */
  readonly inbox?: CoupaInbox | undefined
  readonly state: LoadState
  /** Makes a mapper for an input, by `createLoadMapper`, with all that it is told. */
  readonly createMapper: (input: InputMapping) => LoadMapper
  readonly clock: RunClock
  /** Ends the run after the records that are on their way. */
  readonly signal?: AbortSignal | undefined
  readonly trigger?: RunTrigger | undefined
  /** Loads inputs again whose content was loaded before. Default: false. */
  readonly isForced?: boolean | undefined
  /** Only tries these records again, and takes no input. */
  readonly retried?: ReopenFilter | undefined
  /** Makes inactive whatever the input does not have any more, however much that is. Default: false. */
  readonly acceptInactivations?: boolean | undefined
  /** Stops after so many records of an input; the others are left for the next run. */
  readonly limit?: number | undefined
  /** Called after each step and waited for. */
  readonly onStep?: ((step: LoadStepName) => void | Promise<void>) | undefined
  /** Called with the counts of the run whenever they change. */
  readonly onProgress?: ((counters: LoadCounters) => void) | undefined
}

/** What the steps of a load share. */
export interface LoadContext extends LoadRunOptions {
  readonly run: LoadRun
  /** The resource. Where it is below another it only describes: requests go to the same below a parent. */
  readonly resource: ResourceClient
  /** Ids of the records above others, by what identifies them, as they were found in this run. */
  readonly parents: Map<string, string>
  /** Charts of accounts by their names: whether Coupa makes their accounts by itself. */
  readonly charts: Map<string, boolean>
  /** The last change of a document that is under way: two of one document go one after the other. */
  readonly turns: Map<string, Promise<unknown>>
  /** Flat files that Coupa has not processed yet, with the number of records in each. */
  readonly waitingFiles: Map<string, number>
  /** Requests to Coupa since the last time somebody asked. */
  takeRequests(): Pick<LoadCounters, 'requests'>
  counted(counts: Partial<LoadCounters>): void
  /** The counts of the run so far, attempts before this one included. */
  counters(): LoadCounters
  /** How many more records may be dealt with. */
  remaining(): number
  /** Takes so many of them. */
  take(records: number): void
}

/** What planning needs of a run. */
export interface PlanContext
  extends Pick<LoadContext, 'definition' | 'connection' | 'resource' | 'parents' | 'charts' | 'signal'> {
  readonly state: Pick<LoadState, 'known'>
}

/**
 * A resource below others as one that can be described, though not asked: `suppliers/0/addresses`. What the REST API does not
 * have is known by its files only.
 */
export function describedPath({ destination: { resource } }: LoadDefinition): string {
  if (resource === '') return 'data_file_sources'
  return resource.replaceAll(/:[^/]+/g, '0')
}

/** Puts together what the steps of a load share. */
export function createLoadContext(
  options: LoadRunOptions,
  { run, resource, requestsBefore }: Pick<LoadContext, 'run' | 'resource'> & { readonly requestsBefore: number },
): LoadContext {
  let taken = requestsBefore
  let counters = run.counters
  let remaining = options.limit ?? Number.POSITIVE_INFINITY
  return {
    ...options,
    run,
    resource,
    parents: new Map(),
    charts: new Map(),
    turns: new Map(),
    waitingFiles: new Map(),
    takeRequests: () => {
      const sent = countRequests(options.connection)
      const requests = sent - taken
      taken = sent
      return { requests }
    },
    counted: (counts) => {
      counters = addCounts(counters, counts)
      options.onProgress?.(counters)
    },
    counters: () => counters,
    remaining: () => remaining,
    take: (records) => {
      remaining -= records
    },
  }
}
