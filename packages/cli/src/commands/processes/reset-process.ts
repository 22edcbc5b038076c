import { type Definition, isLoad, type LoadDefinition } from '@coupa-connector/process'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { print } from '../../terminal/print.ts'
import { openState } from '../process-files/open-state.ts'
import { readProcess } from '../process-files/read-definition.ts'

/** What is left of the state, in words. */
export const resetText = {
  organization: 'The next run takes the organization as it finds it. What was delivered is remembered.\n',
  position: 'The next run reads from the beginning, and delivers what is new or has changed.\n',
  everything: 'Everything is forgotten. The next run delivers all records again.\n',
}

/** The same of a load. */
const loadResetText = {
  organization: 'The next run takes the organization as it finds it. What is known of its records is remembered.\n',
  position:
    'Inputs that were loaded before are loaded again. Records that Coupa has with the same values stay unchanged.\n',
  everything: 'Everything is forgotten. The next run looks up every record before it sends anything.\n',
}

/** Makes a process forget a part of its state. */
export async function resetProcess(input: CommandInput, context: Context): Promise<number> {
  const what = readResetTarget(input)
  const definition = await readProcess(input.required('file'))
  const ofAnyProcess = what === 'everything'
  await using state = await openState(definition, input, context, { isExclusive: 'all', ofAnyProcess })
  await state.reset(what)
  const text = isLoad(definition) ? loadResetText[what] : resetText[what]
  await print(context.stdout, `${text}${whatStaysMarked(what, definition)}`)
  return 0
}

/** Of a work list Coupa knows more than the state does: what is marked there is not on the list. */
function whatStaysMarked(what: keyof typeof resetText, { source }: Definition | LoadDefinition): string {
  if (!('mode' in source) || source.mode !== 'work-list' || what === 'organization') return ''
  return 'Records that Coupa shows as exported are not on its list. Use the mode on-demand or back-fill to deliver them again.\n'
}

/** What is to be forgotten. Throws a `UsageError` without it. */
export function readResetTarget(input: CommandInput): keyof typeof resetText {
  const what = input.text('to')
  if (what === 'organization' || what === 'position' || what === 'everything') return what
  throw new UsageError('--to is missing: say what is to be forgotten.', {
    suggestion: 'Choose organization, position or everything.',
  })
}
