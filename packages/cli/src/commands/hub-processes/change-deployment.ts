import type { Deployment } from '@coupa-connector/protocol'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { momentText } from '../../terminal/moment-text.ts'
import { print, printJson } from '../../terminal/print.ts'
import { type OpenHub, openHub } from '../hub-session/open-hub.ts'
import { findDeployment, findProcess } from './find-process.ts'

/** Deploys the version that was there before. */
export async function rollBackDeployment(input: CommandInput, context: Context): Promise<number> {
  await using hub = await openHub(context)
  const { place, before } = await open(hub, input)
  const { body } = await hub.client.call('deployment.rollback', { params: place, signal: context.signal })
  const text = `${nameOf(body)} is back at version ${body.version}; it was at ${before.version}. Its state stays.`
  return await report(body, text, input, context)
}

/** Starts nothing more by schedule. */
export async function pauseDeployment(input: CommandInput, context: Context): Promise<number> {
  await using hub = await openHub(context)
  const { place } = await open(hub, input)
  const body = { reason: input.text('reason') ?? '' }
  const { body: paused } = await hub.client.call('deployment.pause', { params: place, body, signal: context.signal })
  const text = `${nameOf(paused)} is paused: nothing starts by schedule. A run that is under way ends as usual.`
  return await report(paused, text, input, context)
}

/** Starts by schedule again. */
export async function resumeDeployment(input: CommandInput, context: Context): Promise<number> {
  await using hub = await openHub(context)
  const { place } = await open(hub, input)
  const { body } = await hub.client.call('deployment.resume', { params: place, signal: context.signal })
  const next = body.schedules.flatMap(({ nextAt }) => nextAt ?? []).sort()[0]
  const text = `${nameOf(body)} starts by schedule again${next === undefined ? '' : `, next ${momentText(next)}`}.`
  return await report(body, text, input, context)
}

/** Takes a process out of an environment, with its state. */
export async function undeployProcess(input: CommandInput, context: Context): Promise<number> {
  if (input.text('environment') === undefined) {
    throw new UsageError('--environment is missing: undeploying forgets what was delivered there, so say where.')
  }
  await using hub = await openHub(context)
  const { place, before } = await open(hub, input)
  await hub.client.call('deployment.delete', { params: place, signal: context.signal })
  await print(context.stdout, `${nameOf(before)} is undeployed, and what it delivered is forgotten.\n`)
  return 0
}

/** Deletes a process that is deployed nowhere. */
export async function deleteProcess(input: CommandInput, context: Context): Promise<number> {
  await using hub = await openHub(context)
  const { id, name } = await findProcess(hub, input.required('name'))
  await hub.client.call('process.delete', { params: { account: hub.account.id, process: id }, signal: context.signal })
  await print(context.stdout, `Deleted process "${name}" with its versions.\n`)
  return 0
}

async function open(
  hub: OpenHub,
  input: CommandInput,
): Promise<{ readonly place: { readonly account: string; readonly deployment: string }; readonly before: Deployment }> {
  const before = findDeployment(await findProcess(hub, input.required('name')), input.text('environment'))
  return { place: { account: hub.account.id, deployment: before.id }, before }
}

function nameOf({ process, environment }: Deployment): string {
  return `${process.name} in ${environment.name}`
}

async function report(deployment: Deployment, text: string, input: CommandInput, { stdout }: Context): Promise<number> {
  if (input.flag('json')) await printJson(stdout, deployment)
  else await print(stdout, `${text}\n`)
  return 0
}
