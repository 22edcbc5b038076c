import type { LoadDefinition } from '@coupa-connector/process'
import type { LoadDifference, LoadVerification } from '@coupa-connector/runner'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { openConnection } from '../../connections/connect.ts'
import { print, printJson } from '../../terminal/print.ts'
import { formatTable } from '../../terminal/table.ts'
import { openLoadState } from '../process-files/open-state.ts'

/** Compares what was loaded with what Coupa has, and gives the exit code: 3 if something differs. */
export async function verifyLoadOnce(
  definition: LoadDefinition,
  input: CommandInput,
  context: Context,
): Promise<number> {
  const { verifyLoad } = await import('@coupa-connector/runner')
  const { signal } = context
  await using connection = await openConnection(input, context, definition.limits.share)
  await using state = await openLoadState(definition, input, context)
  const verification = await verifyLoad({ definition, connection, state, signal })
  if (input.flag('json')) await printJson(context.stdout, verification)
  else await print(context.stdout, await loadVerificationText(verification, context))
  return verification.differing === 0 ? 0 : 3
}

/** What was compared, and what differs. */
export async function loadVerificationText(
  { records, differing, differences }: LoadVerification,
  context: Context,
): Promise<string> {
  const rows = differences.map((difference) => [difference.key, difference.id, difference.code, detailOf(difference)])
  const table = rows.length === 0 ? '' : await formatTable(['Record', 'Id', 'Code', 'Coupa differs'], rows, context)
  const unlisted = differing > rows.length ? ` The first ${rows.length} are listed.` : ''
  const verdict =
    differing === 0 ? 'Nothing differs.' : `${differing} ${differing === 1 ? 'differs' : 'differ'}.${unlisted}`
  const counted = records === 1 ? '1 loaded record was' : `${records} loaded records were`
  return `${table}${counted} compared with Coupa. ${verdict}\n`
}

/** What Coupa has, and what was loaded, field by field. */
function detailOf({ message, changed }: LoadDifference): string {
  if (changed === undefined) return message
  return Object.entries(changed)
    .map(([field, { old: there, new: loaded }]) => `${field} is ${shown(there)}, loaded was ${shown(loaded)}`)
    .join('; ')
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}
