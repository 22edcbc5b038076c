import { stat } from 'node:fs/promises'
import type { FoundRecord } from '@coupa-connector/protocol'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { print, printJson } from '../../terminal/print.ts'
import { formatTable } from '../../terminal/table.ts'
import { openHub } from '../hub-session/open-hub.ts'
import { readProcess } from '../process-files/read-definition.ts'
import { findDeployment, findProcess } from './find-process.ts'

/** A place where a record is known. A state folder belongs to no environment. */
type Found = Omit<FoundRecord, 'process' | 'deployment' | 'environment' | 'classification'> & {
  readonly process: string
  readonly environment?: string | undefined
}

/** Places that are shown, unless somebody wants others. */
const usualLimit = 50

/** Says where a record is: on a hub, or in the state of a process of a file. */
export async function findRecord(input: CommandInput, context: Context): Promise<number> {
  const key = input.required('key').trim()
  if (key === '') throw new UsageError('The key is empty. Name a record by its number, its key, or its id in Coupa.')
  const limit = input.integer('limit', { minimum: 1, maximum: 200 }) ?? usualLimit
  const process = input.text('process')
  const isOfFile = process !== undefined && (await isFile(process))
  const { found, isMore } = isOfFile
    ? await inFolder(key, process, limit, input)
    : await onHub(key, process, limit, input, context)
  if (input.flag('json')) await printJson(context.stdout, { found, isMore })
  else await print(context.stdout, await foundText(key, found, context))
  if (isMore) await print(context.stderr, `There are more than ${limit} places. --limit shows up to 200.\n`)
  return 0
}

interface Places {
  readonly found: readonly Found[]
  readonly isMore: boolean
}

async function onHub(
  key: string,
  name: string | undefined,
  limit: number,
  input: CommandInput,
  context: Context,
): Promise<Places> {
  const environment = input.text('environment')
  if (input.text('state') !== undefined) {
    throw new UsageError('--state is for a process of a file, which --process names.')
  }
  if (name === undefined && environment !== undefined) {
    throw new UsageError('--environment needs --process.', {
      suggestion: 'For example: --process ok-to-pay --environment test',
    })
  }
  await using hub = await openHub(context)
  const process = name === undefined ? undefined : await findProcess(hub, name)
  const deployment = process && environment !== undefined ? findDeployment(process, environment) : undefined
  const query = { key, limit, process: process?.id, deployment: deployment?.id }
  const { body } = await hub.client.call('records.find', { params: { account: hub.account.id }, query })
  const found = body.items.map(({ process: { name: of }, deployment: _, ...place }) => ({ process: of, ...place }))
  return { found, isMore: body.nextCursor !== null }
}

async function inFolder(key: string, file: string, limit: number, input: CommandInput): Promise<Places> {
  if (input.text('environment') !== undefined) {
    throw new UsageError(`--environment is for processes of a hub, and ${file} is a file.`)
  }
  const definition = await readProcess(file)
  const { join, dirname } = await import('node:path')
  const { findInFolder } = await import('@coupa-connector/runner')
  const folder = input.text('state') ?? join(dirname(file), '.coupa-connector', definition.process)
  const found = findInFolder(folder, key).map(({ atMs, ...place }): Found => {
    return { process: definition.process, ...place, objects: [...place.objects], at: momentOf(atMs) }
  })
  return { found: found.slice(0, limit), isMore: found.length > limit }
}

const momentOf = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())

async function isFile(given: string): Promise<boolean> {
  const found = await stat(given).catch(() => undefined)
  if (found?.isFile() === true) return true
  if (/^[\w-]+$/.test(given)) return false
  throw new UsageError(`--process names ${given}, and there is no such file.`)
}

/** The places of a record, for people. */
async function foundText(key: string, found: readonly Found[], context: Context): Promise<string> {
  if (found.length === 0) {
    return `No process knows a record ${key}. Name it by its number as Coupa has it, its key, or its id in Coupa.\n`
  }
  const rows = found.map((place) => [
    [place.key, place.id === null || place.id === place.key ? null : `(${place.id})`].filter(Boolean).join(' '),
    place.environment === undefined ? place.process : `${place.process} in ${place.environment}`,
    stateText(place),
    place.at ?? '',
    place.run ?? '',
    whereText(place),
    [place.code, place.message].filter(Boolean).join(': '),
  ])
  return await formatTable(['Record', 'Process', 'State', 'At', 'Run', 'Where', 'Why'], rows, context)
}

function stateText({ kind, state }: Found): string {
  if (kind === 'failure') return `set aside, ${state}`
  if (kind === 'delivery' && state === 'acknowledged') return 'delivered, acknowledged'
  if (kind === 'delivery' && state === 'waiting') return 'delivered, waiting for an answer'
  if (kind === 'delivery' && state === 'delivered') return 'delivered, not yet acknowledged'
  return state
}

function whereText({ batch, objects, input }: Found): string {
  if (input !== null) return input.row === null ? `not in ${input.name}` : `row ${input.row} of ${input.name}`
  return objects.length === 0 ? (batch ?? '') : objects.join(', ')
}
