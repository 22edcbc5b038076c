import { createConnection } from '@coupa-connector/connector'
import { sourceType } from '@coupa-connector/endpoints'
import {
  createLoad,
  createLoadMapper,
  type LoadDefinition,
  type LoadDefinitionInput,
  parseLoad,
} from '@coupa-connector/process'
import type { LoadRunOptions, LoadStepName } from '../load/load-context.ts'
import type { LoadReceipt } from '../load/load-receipt.ts'
import { openLoadFolder } from '../load/state/folder/open-load-folder.ts'
import { runLoad } from '../run-load.ts'
import { machineClock } from './invoice-run.ts'
import { killAfter } from './killed-state.ts'

/** Where a load reads and writes: plain texts, so that another program can be told. */
export interface LoadPlaces {
  readonly url: string
  readonly accessTokenUrl: string
  readonly clientId: string
  readonly clientSecret: string
  readonly scope: string
  readonly state: string
}

/** What a test changes of the definition; of its parts, single members. */
export interface LoadChange {
  readonly source?: Partial<LoadDefinitionInput['source']>
  readonly mapping?: Partial<LoadDefinitionInput['mapping']>
  readonly destination?: Partial<LoadDefinitionInput['destination']>
  readonly absent?: LoadDefinitionInput['absent']
  readonly limits?: LoadDefinitionInput['limits']
}

export interface LoadFilesOptions extends Partial<LoadRunOptions> {
  /** Default: L09. */
  readonly template?: string | undefined
  readonly change?: LoadChange | undefined
  /** Kills the run after a step was done for the given time. */
  readonly killed?: { readonly step: LoadStepName; readonly times: number } | undefined
  /** Settings of the source: a file or a folder. */
  readonly settings: Readonly<Record<string, string>>
}

/** A template with what a test changes of it. */
export function loadDefinition(template = 'L09', change: LoadChange = {}): LoadDefinition {
  const resource = change.destination?.resource
  const made = createLoad({
    template,
    resource: template === 'L28' ? resource : undefined,
    object: template === 'L33' ? change.destination?.flatFiles?.object : undefined,
    destination: change.destination?.flatFiles === undefined ? undefined : 'flat-files',
  })
  return parseLoad({
    ...made,
    source: { ...made.source, format: undefined, ...change.source },
    mapping: { ...made.mapping, ...change.mapping },
    destination: { ...made.destination, ...change.destination },
    ...(change.absent === undefined ? {} : { absent: change.absent }),
    ...(change.limits === undefined ? {} : { limits: change.limits }),
  })
}

/** A clock whose time passes by itself: nothing has to be waited for where the organization is in the same program. */
export const hastyClock: LoadRunOptions['clock'] = { ...machineClock, sleep: async () => {} }

/** Loads files once, with a connection, a source and a state that it opens and closes. */
export async function loadFiles(
  { state, ...settings }: LoadPlaces,
  { template, change, killed, settings: places, ...options }: LoadFilesOptions,
): Promise<LoadReceipt> {
  const definition = loadDefinition(template, change)
  const type = sourceType('files')
  if (type === undefined) throw new TypeError('there is no source of the kind files')
  const connection = createConnection(settings, { rate: { perSecond: 1000, burst: 1000 } })
  try {
    await using source = await type.open(places, { clock: machineClock, intake: definition.source })
    await using opened = openLoadFolder(state, { now: Date.now })
    const createMapper: LoadRunOptions['createMapper'] = (given) => createLoadMapper(definition, given)
    const given = { definition, connection, source, state: opened, createMapper, clock: machineClock }
    const dying = killed === undefined ? {} : killAfter(opened, killed.step, killed.times)
    return await runLoad({ ...given, ...options, ...dying })
  } finally {
    await connection.close()
  }
}
