import type { Deployment } from '@coupa-connector/protocol'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { type OpenHub, openHub } from '../hub-session/open-hub.ts'
import { findDeployment, findProcess } from './find-process.ts'

/** Opens the hub for a command that would have taken a file, too, and says so if no hub is known. */
export async function openHubFor(input: CommandInput, context: Context): Promise<OpenHub> {
  try {
    return await openHub(context)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    const given = input.required('file')
    throw new UsageError(`There is no file ${given}, so it names a process of a hub. ${error.message}`, {
      cause: error,
      suggestion: error.suggestion,
    })
  }
}

/** The deployment of the process that is named in place of a file. Throws a `UsageError`. */
export async function namedDeployment(hub: OpenHub, input: CommandInput): Promise<Deployment> {
  return findDeployment(await findProcess(hub, input.required('file')), input.text('environment'))
}
