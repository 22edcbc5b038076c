import { dirname, join } from 'node:path'
import type { Definition } from '@coupa-connector/process'
import type { ProcessState } from '@coupa-connector/runner'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'

/** The folder of the state: `--state`, or one beside the definition. */
export function stateFolderOf(definition: Definition, input: CommandInput): string {
  return input.text('state') ?? join(dirname(input.required('file')), '.coupa-connector', definition.process)
}

/**
 * Opens the state of a process. A run has it for itself; who only looks does not wait. Throws a `UsageError` while a run has
 * it.
 */
export async function openState(
  definition: Definition,
  input: CommandInput,
  { clock }: Context,
  { isExclusive }: { readonly isExclusive: boolean },
): Promise<ProcessState> {
  const { openStateFolder, StateHeldError } = await import('@coupa-connector/runner')
  try {
    return openStateFolder(stateFolderOf(definition, input), { now: () => clock.now(), isExclusive })
  } catch (error) {
    if (!(error instanceof StateHeldError)) throw error
    throw new UsageError(error.message, {
      cause: error,
      suggestion: 'Wait until that run has ended, or give another process a state of its own with --state.',
    })
  }
}

/** The state for this command alone, or undefined while a run has it. */
export async function openStateIfFree(
  definition: Definition,
  input: CommandInput,
  { clock }: Context,
): Promise<ProcessState | undefined> {
  const { openStateFolder, StateHeldError } = await import('@coupa-connector/runner')
  try {
    return openStateFolder(stateFolderOf(definition, input), { now: () => clock.now() })
  } catch (error) {
    if (error instanceof StateHeldError) return undefined
    throw error
  }
}
