import type { Deployment, ProcessFailure } from '@coupa-connector/protocol'
import type { CommandInput } from '../../../command/command-input.ts'
import type { Context } from '../../../command/context.ts'
import { print } from '../../../terminal/print.ts'
import { listAll } from '../../hub/find-by-name.ts'
import type { OpenHub } from '../../hub-session/open-hub.ts'
import { hubFailureFilter } from '../../process-files/failure-filter.ts'
import { dismissedText, readReason } from '../../processes/dismiss-failures.ts'
import { shownRecord } from '../../processes/failures/shown-failure.ts'
import { checkOutput, writeFailures } from '../../processes/failures/write-failures.ts'
import { failuresText } from '../../processes/list-failures.ts'
import { readResetTarget, resetText } from '../../processes/reset-process.ts'
import { inOptions } from '../in-options.ts'
import { namedDeployment, openHubFor } from '../named-deployment.ts'
import { exitCodeOfRun } from '../runs/run-text.ts'
import { waitForRun } from '../runs/wait-for-run.ts'
import { showFailureOnHub } from './failure-record-on-hub.ts'

/** Prints the records that were set aside by a process of the hub. */
export async function listFailuresOnHub(input: CommandInput, context: Context): Promise<number> {
  const shown = shownRecord(input)
  if (shown !== undefined) return await showFailureOnHub(shown, input, context)
  checkOutput(input)
  const { class: kind, ids, run } = hubFailureFilter(input)
  await using hub = await openHubFor(input, context)
  const { client } = hub
  const params = placeOf(hub, await namedDeployment(hub, input))
  const query = {
    ...(input.flag('all') ? {} : { state: 'open' as const }),
    ...(kind === undefined ? {} : { class: kind }),
    ...(run === undefined ? {} : { run }),
  }
  const failures: ProcessFailure[] = []
  for await (const failure of listAll(async (page) => {
    return (await client.call('failures.list', { params, query: { ...query, ...page } })).body
  })) {
    if (ids === undefined || ids.includes(failure.id)) failures.push(failure)
  }
  if (await writeFailures(failures, input, context)) return 0
  await print(context.stdout, await failuresText(failures, input, context))
  return 0
}

/** Takes failures of a process of the hub off the list. */
export async function dismissOnHub(input: CommandInput, context: Context): Promise<number> {
  const reason = readReason(input)
  const { class: kind, ids, run } = hubFailureFilter(input)
  await using hub = await openHubFor(input, context)
  const params = placeOf(hub, await namedDeployment(hub, input))
  const body = {
    reason,
    ...(input.flag('mark-exported') ? { markExported: true } : {}),
    ...(run === undefined ? {} : { run }),
    ...(kind === undefined ? {} : { class: kind }),
    ...(ids === undefined ? {} : { ids: [...ids] }),
  }
  const answer = await inOptions(() => hub.client.call('failures.dismiss', { params, body, signal: context.signal }))
  const { dismissed, run: marking } = answer.body
  const ended = input.flag('wait') && marking !== null ? await waitForRun(hub, marking, context) : undefined
  const { dismissedMarked } = ended?.receipt ?? {}
  const marked = typeof dismissedMarked === 'number' ? { marked: dismissedMarked } : {}
  const isMarked = ended === undefined ? { ...(marking === null ? {} : { run: marking }) } : marked
  await print(context.stdout, dismissedText({ dismissed, ...isMarked }, input))
  return ended === undefined ? 0 : exitCodeOfRun(ended)
}

/** Makes a process of the hub forget a part of its state. */
export async function resetOnHub(input: CommandInput, context: Context): Promise<number> {
  const what = readResetTarget(input)
  await using hub = await openHubFor(input, context)
  const params = placeOf(hub, await namedDeployment(hub, input))
  await hub.client.call('deployment.reset', { params, body: { what }, signal: context.signal })
  await print(context.stdout, resetText[what])
  return 0
}

function placeOf({ account }: OpenHub, { id }: Deployment): { readonly account: string; readonly deployment: string } {
  return { account: account.id, deployment: id }
}
