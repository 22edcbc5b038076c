import { type Definition, isLoad } from '@coupa-connector/process'
import type { FailureFilter, ProcessState } from '@coupa-connector/runner'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { openConnection } from '../../connections/connect.ts'
import { print } from '../../terminal/print.ts'
import { failureFilter } from '../process-files/failure-filter.ts'
import { openState } from '../process-files/open-state.ts'
import { readProcess } from '../process-files/read-definition.ts'

/**
 * Takes failures off the list. The reason is kept with them. With `--mark-exported`, the records are marked as exported in Coupa
 * first, and what Coupa does not mark stays on the list.
 */
export async function dismissFailures(input: CommandInput, context: Context): Promise<number> {
  const reason = readReason(input)
  const definition = await readProcess(input.required('file'))
  await using state = await openState(definition, input, context, { isExclusive: true })
  const filter = failureFilter(input, definition)
  if (input.flag('mark-exported')) {
    if (isLoad(definition)) {
      throw new UsageError(`${definition.process} brings records into Coupa, where nothing is marked as exported.`, {
        suggestion: 'Leave out --mark-exported.',
      })
    }
    return await markAndDismiss({ definition, state, filter, reason }, input, context)
  }
  await print(context.stdout, dismissedText({ dismissed: await state.dismiss(filter, reason) }, input))
  return 0
}

/** Which failures are to be dismissed, and why. */
interface Dismissal {
  readonly definition: Definition
  readonly state: ProcessState
  readonly filter: FailureFilter
  readonly reason: string
}

async function markAndDismiss(
  { definition, state, filter, reason }: Dismissal,
  input: CommandInput,
  context: Context,
): Promise<number> {
  const { markDismissedRecords } = await import('@coupa-connector/runner')
  const ids = (await state.failures({ ...filter, state: 'open' })).map(({ id }) => id)
  await using connection = await openConnection(input, context, definition.limits.share)
  const { signal } = context
  const { marked, failures, failure } = await markDismissedRecords({ definition, connection, state, signal }, ids)
  const dismissed = marked.length === 0 ? 0 : await state.dismiss({ ids: marked }, reason)
  const notMarked = failures.map(({ id, code, message }) => ({ id, code, message }))
  const report = { dismissed, marked: marked.length, notMarked, ...(failure && { failure }) }
  await print(context.stdout, dismissedText(report, input))
  if (failure?.outcome === 'cancelled') signal.throwIfAborted()
  if (failure !== undefined) return 1
  return notMarked.length > 0 ? 3 : 0
}

/** Why nothing has to be done. Throws a `UsageError` without it. */
export function readReason(input: CommandInput): string {
  const reason = input.text('reason')?.trim()
  if (!reason) throw new UsageError('--reason is missing: it is kept with the failures.')
  return reason
}

/** What dismissing came to. */
interface Dismissed {
  readonly dismissed: number
  /** How many of them were marked as exported in Coupa. */
  readonly marked?: number
  readonly notMarked?: readonly { readonly id: string; readonly code: string; readonly message: string }[]
  readonly failure?: { readonly reason: string; readonly remedy?: string | undefined }
  /** The run on a hub that marks them; null if none does. */
  readonly run?: string | null
}

/** What dismissing came to, in words or as JSON. */
export function dismissedText(report: Dismissed, input: CommandInput): string {
  if (input.flag('json')) return `${JSON.stringify(report)}\n`
  const { dismissed, marked, notMarked = [], failure, run } = report
  const lines = [dismissed === 1 ? '1 failure was dismissed.' : `${dismissed} failures were dismissed.`]
  if (marked !== undefined && marked > 0) lines.push('Coupa shows them as exported.')
  for (const { id, message } of notMarked) lines.push(`Record ${id} was not marked and stays on the list: ${message}`)
  for (const text of [failure?.reason, failure?.remedy]) if (text !== undefined) lines.push(text)
  if (run) {
    lines.push(`The run ${run} marks them as exported. To follow it: coupa-connector processes follow ${run}`)
  }
  return `${lines.join('\n')}\n`
}
