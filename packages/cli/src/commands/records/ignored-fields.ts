import type { FieldNotice } from '@coupa-connector/connector'
import type { OptionDeclaration } from '../../command/command.ts'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { programName } from '../../command/program-name.ts'
import { printNote } from '../../terminal/print-note.ts'

/** What to do about fields that Coupa ignores. */
export const ignoredFieldsOption: OptionDeclaration = {
  flags: '--ignored-fields <choice>',
  description: 'fields that Coupa does not take: a note on standard error, or a failure (default: note)',
  choices: ['note', 'error'],
}

export function ignoredFieldsRequest(input: CommandInput): { readonly ignoredFields?: 'note' | 'error' } {
  const choice = input.text('ignored-fields')
  return choice === 'note' || choice === 'error' ? { ignoredFields: choice } : {}
}

/** Tells on standard error which fields Coupa did not take. */
export async function printFieldNotices(
  notices: readonly FieldNotice[],
  record: { readonly resource: string; readonly id: number | string | undefined },
  context: Context,
): Promise<void> {
  for (const notice of notices) await printNote(`${notice.message}${commandFor(notice, record)}`, context)
}

/** The exported flag has a command here. */
function commandFor(
  { reason, message }: FieldNotice,
  { resource, id }: { readonly resource: string; readonly id: number | string | undefined },
): string {
  if (reason !== 'exported') return ''
  const action = message.includes('mark-not-exported') ? 'mark-not-exported' : 'mark-exported'
  return ` Run: ${programName} action ${resource} ${id ?? 'ID'} ${action}`
}
