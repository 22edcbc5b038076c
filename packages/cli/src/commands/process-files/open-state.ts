import { dirname, join } from 'node:path'
import type { Definition, LoadDefinition } from '@coupa-connector/process'
import type { EditableLoadState, ProcessState, StateFolderOptions } from '@coupa-connector/runner'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'

/** The folder of the state: `--state`, or one beside the definition. */
export function stateFolderOf(definition: Definition | LoadDefinition, input: CommandInput): string {
  return input.text('state') ?? join(dirname(input.required('file')), '.coupa-connector', definition.process)
}

/**
 * Opens the state of a process. A run has it for itself; who only looks does not wait. Throws a `UsageError` while a run has
 * it, and for the state of another process.
 */
export async function openState(
  definition: Definition | LoadDefinition,
  input: CommandInput,
  { clock }: Context,
  options: Pick<StateFolderOptions, 'isExclusive' | 'kind' | 'stream'> & { readonly ofAnyProcess?: boolean },
): Promise<ProcessState> {
  const { openStateFolder } = await import('@coupa-connector/runner')
  const folder = stateFolderOf(definition, input)
  const { ofAnyProcess = false, ...more } = options
  const owner = ofAnyProcess ? undefined : ownerOf(definition)
  return await unlessRefused(() => openStateFolder(folder, { now: () => clock.now(), owner, ...more }))
}

/** Opens the state of a load, for a run unless it is only looked at. Throws a `UsageError` while another run has it. */
export async function openLoadState(
  definition: LoadDefinition,
  input: CommandInput,
  { clock }: Context,
  { isExclusive = true }: { readonly isExclusive?: boolean } = {},
): Promise<EditableLoadState> {
  const { openLoadFolder } = await import('@coupa-connector/runner')
  const folder = stateFolderOf(definition, input)
  const owner = ownerOf(definition)
  return await unlessRefused(() => openLoadFolder(folder, { now: () => clock.now(), isExclusive, owner }))
}

/** What a process does, as far as its state depends on it. */
function ownerOf(definition: Definition | LoadDefinition): string {
  if (!('direction' in definition)) return `reads ${definition.source.resource}`
  const { resource, flatFiles, parent, key } = definition.destination
  const loaded = resource === '' ? `flat files of ${flatFiles?.object ?? ''}` : resource
  const fields = [...Object.values(parent?.match ?? {}), ...key]
  return `loads ${loaded}${fields.length === 0 ? '' : ` by ${fields.join(', ')}`}`
}

async function unlessRefused<State>(open: () => State): Promise<State> {
  const { StateError, StateHeldError } = await import('@coupa-connector/runner')
  try {
    return open()
  } catch (error) {
    if (error instanceof StateError && error.code === 'STATE_OF_ANOTHER') {
      throw new UsageError(error.message, { cause: error, suggestion: error.remedy })
    }
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
    return openStateFolder(stateFolderOf(definition, input), { now: () => clock.now(), owner: ownerOf(definition) })
  } catch (error) {
    if (error instanceof StateHeldError) return undefined
    throw error
  }
}
