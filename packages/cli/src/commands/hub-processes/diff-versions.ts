import { compareProcesses, parseProcess } from '@coupa-connector/process'
import type { ProcessVersion } from '@coupa-connector/protocol'
import { type CommandInput, parseInteger } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { print, printJson } from '../../terminal/print.ts'
import { type OpenHub, openHub } from '../hub-session/open-hub.ts'
import { comparisonText } from './comparison-text.ts'
import { findProcess } from './find-process.ts'

/** Compares two versions of a process: each change with what it means for the state that the former left. */
export async function diffVersions(input: CommandInput, context: Context): Promise<number> {
  const [from, to] = [versionNumber('FROM', input.required('from')), versionNumber('TO', input.required('to'))]
  await using hub = await openHub(context)
  const process = await findProcess(hub, input.required('name'))
  const [before, after] = await Promise.all([readVersion(hub, process, from), readVersion(hub, process, to)])
  const comparison = compareProcesses(parseProcess(before.definition), parseProcess(after.definition))
  if (input.flag('json')) {
    await printJson(context.stdout, { process: process.name, from: before.number, to: after.number, ...comparison })
  } else if (before.sha256 === after.sha256) {
    await print(context.stdout, `Versions ${before.number} and ${after.number} of ${process.name} are the same.\n`)
  } else await print(context.stdout, await comparisonText(comparison, context))
  return 0
}

/** Reads the number of a version that a person typed for `label`. */
export function versionNumber(label: string, text: string): number {
  return parseInteger(label, text, { minimum: 1, maximum: 2_147_483_647 })
}

/** A version of a process. Throws a `UsageError` for one that it does not have. */
export async function readVersion(
  { client, account }: OpenHub,
  { id, name, latestVersion }: { readonly id: string; readonly name: string; readonly latestVersion: number },
  number: number,
): Promise<ProcessVersion> {
  if (number > latestVersion) {
    throw new UsageError(`The process ${name} has no version ${number}.`, {
      suggestion: `Its newest version is ${latestVersion}.`,
    })
  }
  return (await client.call('process.version', { params: { account: account.id, process: id, number } })).body
}
