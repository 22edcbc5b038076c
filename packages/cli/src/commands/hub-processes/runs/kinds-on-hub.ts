import type { BodyInputOf, Routes } from '@coupa-connector/protocol'
import { ProblemError } from '@coupa-connector/protocol'
import type { CommandInput } from '../../../command/command-input.ts'
import type { Context } from '../../../command/context.ts'
import type { OpenHub } from '../../hub-session/open-hub.ts'
import { readIds } from '../../process-files/failure-filter.ts'
import { readBackFillRange } from '../../processes/back-fill-range.ts'
import { namedDeployment, openHubFor } from '../named-deployment.ts'
import { idPattern } from './hub-runs.ts'
import { followToEnd, reportRun, startRun } from './run-on-hub.ts'

type Start = BodyInputOf<Routes['runs.start']>

/** Compares both ends of a process of the hub, and delivers what differs. */
export async function reconcileOnHub(input: CommandInput, context: Context): Promise<number> {
  const compare = input.text('compare')
  const body: Start = {
    kind: 'reconcile',
    ...(compare === 'content' || compare === 'times' ? { compare } : {}),
    ...(input.flag('accept-deletions') ? { acceptDeletions: true } : {}),
  }
  return await startAndReport(body, input, context)
}

/** Delivers a range of records beside the runs of a process of the hub. */
export async function backFillOnHub(input: CommandInput, context: Context): Promise<number> {
  const range = readBackFillRange(input)
  const limit = input.integer('limit', { minimum: 1, maximum: 2_147_483_647 })
  const body: Start = {
    kind: 'backfill',
    range: JSON.parse(JSON.stringify(range)),
    ...(input.flag('again') ? { redelivers: true } : {}),
    ...(input.flag('acknowledge') ? { acknowledges: true } : {}),
    ...(limit === undefined ? {} : { limit }),
  }
  return await startAndReport(body, input, context)
}

/** Shows what records of a process of the hub would become, as its container reads them. */
export async function previewOnHub(input: CommandInput, context: Context): Promise<number> {
  const records = input.integer('records', { minimum: 1, maximum: 100 })
  const ids = readIds(input.text('ids'))?.map(Number)
  await using hub = await openHubFor(input, context)
  const body: Start = { kind: 'preview', ...(records === undefined ? {} : { records }), ...(ids && { ids }) }
  const run = await startRun(hub, await namedDeployment(hub, input), body, context)
  return await followToEnd(hub, run.id, input, context)
}

/** Reads both ends of a process of the hub again, or what one run delivered, and says what differs. */
export async function verifyOnHub(input: CommandInput, context: Context): Promise<number> {
  await using hub = await openHubFor(input, context)
  const named = await findNamedRun(hub, input.required('file'), context)
  const deployment = named === undefined ? await namedDeployment(hub, input) : { id: named.deployment }
  const body: Start = { kind: 'verify', ...(named && { run: named.id }) }
  const run = await startRun(hub, deployment, body, context)
  return await followToEnd(hub, run.id, input, context)
}

/** The run that is named by its id; undefined for the name or the id of a process. */
async function findNamedRun({ client, account }: OpenHub, given: string, { signal }: Context) {
  if (!idPattern.test(given)) return undefined
  try {
    return (await client.call('run.get', { params: { account: account.id, run: given }, signal })).body
  } catch (error) {
    if (error instanceof ProblemError && error.status === 404) return undefined
    throw error
  }
}

async function startAndReport(body: Start, input: CommandInput, context: Context): Promise<number> {
  await using hub = await openHubFor(input, context)
  const run = await startRun(hub, await namedDeployment(hub, input), body, context)
  return await reportRun(hub, run, input, context)
}
