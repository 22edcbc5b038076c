import { type CoupaInbox, openCoupaInbox } from '@coupa-connector/endpoints'
import type { LoadDefinition } from '@coupa-connector/process'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { readInbox } from '../process-files/value-settings.ts'

/** Opens Coupa's inbox for a load that writes flat files; undefined for any other. */
export async function openInbox(
  definition: LoadDefinition,
  input: CommandInput,
  context: Context,
): Promise<CoupaInbox | undefined> {
  const { flatFiles } = definition.destination
  const inbox = await readInbox(definition, input, context)
  if (flatFiles === undefined || inbox === undefined) return undefined
  const { clock, signal } = context
  const { object, folder: inboxFolder } = flatFiles
  return await openCoupaInbox(inbox.settings, { object, inboxFolder, clock, signal })
}
