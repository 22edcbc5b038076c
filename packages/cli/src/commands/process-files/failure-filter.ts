import { type Definition, isLoad, type LoadDefinition } from '@coupa-connector/process'
import type { FailureFilter } from '@coupa-connector/runner'
import type { CommandInput } from '../../command/command-input.ts'
import { UsageError } from '../../command/usage-error.ts'

/** The failures that a command line means. Records of a load are named by their keys. */
export function failureFilter(input: CommandInput, definition?: Definition | LoadDefinition): FailureFilter {
  const ids = input.text('ids')
  const isOfLoad = definition !== undefined && isLoad(definition)
  const [kind, run] = [input.text('class'), input.text('run')]
  return { class: kind, run, ids: isOfLoad ? ids?.split(',').map((id) => id.trim()) : readIds(ids) }
}

/** The failures of a process of a hub: ids of records in Coupa, or keys of those that a load has. */
export function hubFailureFilter(input: CommandInput): FailureFilter {
  const ids = input.text('ids')?.split(',')
  return { class: input.text('class'), run: input.text('run'), ids: ids?.map((id) => id.trim()) }
}

/** Ids separated by commas. */
export function readIds(list: string | undefined): readonly string[] | undefined {
  if (list === undefined) return undefined
  const ids = list.split(',').map((id) => id.trim())
  const wrong = ids.find((id) => !/^\d+$/.test(id))
  if (wrong === undefined) return ids
  throw new UsageError(`--ids takes whole numbers separated by commas, and "${wrong}" is not one.`)
}
