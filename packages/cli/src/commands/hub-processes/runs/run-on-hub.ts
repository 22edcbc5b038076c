import type { BodyInputOf, Deployment, Routes, Run } from '@coupa-connector/protocol'
import type { CommandInput } from '../../../command/command-input.ts'
import type { Context } from '../../../command/context.ts'
import { writeFileInOneStep } from '../../../files/private-file.ts'
import { print, printJson } from '../../../terminal/print.ts'
import { printable } from '../../../terminal/printable.ts'
import { listAll } from '../../hub/find-by-name.ts'
import type { OpenHub } from '../../hub-session/open-hub.ts'
import { hubFailureFilter, readIds } from '../../process-files/failure-filter.ts'
import { inOptions } from '../in-options.ts'
import { namedDeployment, openHubFor } from '../named-deployment.ts'
import { checkText, reportOfCheck } from './check-text.ts'
import { lookJson, lookText } from './look-text.ts'
import { exitCodeOfRun, receiptOf, runText } from './run-text.ts'
import { waitForRun } from './wait-for-run.ts'

/** Starts a run of a process of the hub, and waits for its end if asked to. */
export async function runOnHub(input: CommandInput, context: Context): Promise<number> {
  const ids = readIds(input.text('ids'))?.map(Number)
  const limit = input.integer('limit', { minimum: 1, maximum: 2_147_483_647 })
  await using hub = await openHubFor(input, context)
  const deployment = await namedDeployment(hub, input)
  const body = {
    ...(ids === undefined ? {} : { ids }),
    ...(limit === undefined ? {} : { limit }),
    ...(input.flag('force') ? { force: true } : {}),
    ...(input.flag('accept-inactivations') ? { acceptInactivations: true } : {}),
  }
  return await reportRun(hub, await startRun(hub, deployment, body, context), input, context)
}

/** Starts a run for the records that were set aside. */
export async function retryOnHub(input: CommandInput, context: Context): Promise<number> {
  const filter = hubFailureFilter(input)
  await using hub = await openHubFor(input, context)
  const { client, account } = hub
  const params = { account: account.id, deployment: (await namedDeployment(hub, input)).id }
  if (!(await hasOpenFailures(hub, params.deployment, filter))) {
    await print(context.stdout, input.flag('json') ? '{"retried":0}\n' : 'There is nothing to retry.\n')
    return 0
  }
  const body = {
    ...(filter.class === undefined ? {} : { class: filter.class }),
    ...(filter.ids === undefined ? {} : { ids: [...filter.ids] }),
    ...(filter.run === undefined ? {} : { run: filter.run }),
  }
  const started = await inOptions(() => client.call('failures.retry', { params, body, signal: context.signal }))
  return await reportRun(hub, started.body, input, context)
}

/** Tests both ends of a process of the hub from its container, and shows what each stage came to. */
export async function checkOnHub(input: CommandInput, context: Context): Promise<number> {
  await using hub = await openHubFor(input, context)
  const started = await startRun(hub, await namedDeployment(hub, input), { kind: 'check' }, context)
  const run = await waitForRun(hub, started.id, context)
  if (input.flag('json')) await printJson(context.stdout, reportOfCheck(run))
  else await print(context.stdout, checkText(run, context))
  return exitCodeOfRun(run)
}

/** Waits for the end of a run, and tells it. */
export async function followToEnd(hub: OpenHub, id: string, input: CommandInput, context: Context): Promise<number> {
  const run = await waitForRun(hub, id, context)
  if (run.kind === 'check') {
    if (input.flag('json')) await printJson(context.stdout, reportOfCheck(run))
    else await print(context.stdout, checkText(run, context))
    return exitCodeOfRun(run)
  }
  const look = input.flag('json') ? lookJson(run) : await lookText(run, context)
  if (look !== undefined) {
    await print(context.stdout, look)
    return exitCodeOfRun(run)
  }
  const file = input.text('receipt')
  if (file !== undefined) await writeFileInOneStep(file, `${JSON.stringify(receiptOf(run), undefined, 2)}\n`)
  if (input.flag('json')) await printJson(context.stdout, receiptOf(run))
  else await print(context.stdout, printable(runText(run)))
  return exitCodeOfRun(run)
}

/** Tells that a run is started, or waits for its end if asked to. */
export async function reportRun(hub: OpenHub, run: Run, input: CommandInput, context: Context): Promise<number> {
  if (input.flag('wait') || input.text('receipt') !== undefined) return await followToEnd(hub, run.id, input, context)
  if (input.flag('json')) await printJson(context.stdout, run)
  else {
    const { process, environment, state, id } = run
    const said = state === 'waiting' ? 'waits for the run before it' : 'is started'
    const command = `coupa-connector processes follow ${id}`
    await print(context.stdout, `${process.name} in ${environment} ${said}. To follow it: ${command}\n`)
  }
  return 0
}

/** Starts a run of a deployment. */
export async function startRun(
  { client, account }: OpenHub,
  { id }: Pick<Deployment, 'id'>,
  body: BodyInputOf<Routes['runs.start']>,
  { signal }: Context,
): Promise<Run> {
  const params = { account: account.id, deployment: id }
  return (await inOptions(() => client.call('runs.start', { params, body, signal }))).body
}

async function hasOpenFailures(
  { client, account }: OpenHub,
  deployment: string,
  { class: kind, ids, run }: ReturnType<typeof hubFailureFilter>,
): Promise<boolean> {
  const params = { account: account.id, deployment }
  const query = { state: 'open' as const, ...(kind === undefined ? {} : { class: kind }), ...(run && { run }) }
  const failures = listAll(async (page) => {
    return (await client.call('failures.list', { params, query: { ...query, ...page } })).body
  })
  for await (const { id } of failures) if (ids === undefined || ids.includes(id)) return true
  return false
}
