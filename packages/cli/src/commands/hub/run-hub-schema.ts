import { compareSchemas, type OrganizationSchema, parseOrganizationSchema } from '@coupa-connector/connector/schema'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { momentText } from '../../terminal/moment-text.ts'
import { print, printJson } from '../../terminal/print.ts'
import { printNote } from '../../terminal/print-note.ts'
import { formatTable } from '../../terminal/table.ts'
import { type OpenHub, openHub } from '../hub-session/open-hub.ts'
import { comparisonTable } from '../schema/comparison-table.ts'
import { renderSchema } from '../schema/render-schema.ts'
import { exitCodeOfComparison } from '../schema/run-schema-diff.ts'
import { writeText } from '../schema/write-text.ts'
import { findConnection } from './find-by-name.ts'

/** Shows which fields the organization of a connection has, as the hub has read them; or what changed in them. */
export async function showHubSchema(input: CommandInput, context: Context): Promise<number> {
  await using hub = await openHub(context)
  const given = input.required('connection')
  if (input.flag('changes')) return await showChanges(hub, given, input, context)
  const schema = await writeText(input, context, async () => {
    const source = await snapshotOf(hub, given)
    return { source, text: await renderSchema(source, input, context) }
  })
  await printNote(`Read at ${momentText(schema.readAt)}.`, context)
  return 0
}

/** Compares the fields of two connections of the hub, as it has read them. */
export async function diffHubSchemas(input: CommandInput, context: Context): Promise<number> {
  await using hub = await openHub(context)
  const sides = [await snapshotOf(hub, input.required('a')), await snapshotOf(hub, input.required('b'))] as const
  const comparison = compareSchemas(...sides)
  if (input.flag('json')) await printJson(context.stdout, comparison)
  else await print(context.stdout, await comparisonTable(comparison, context))
  for (const { message } of comparison.notCompared) await printNote(`Not compared: ${message}`, context)
  return exitCodeOfComparison(comparison, sides)
}

async function snapshotOf(hub: OpenHub, given: string): Promise<OrganizationSchema> {
  const { id, name } = await findConnection(hub, given)
  const params = { account: hub.account.id, connection: id }
  const { snapshot } = (await hub.client.call('connectionSchema.get', { params })).body
  if (snapshot) return parseOrganizationSchema(snapshot.schema)
  throw new UsageError(`The hub has not read the fields of "${name}" yet.`, {
    suggestion: `Read them in the console, or by schedule: coupa-connector hub connections schedule "${name}" --every 60 --read-schema`,
  })
}

async function showChanges(hub: OpenHub, given: string, input: CommandInput, context: Context): Promise<number> {
  const { id } = await findConnection(hub, given)
  const params = { account: hub.account.id, connection: id }
  const { items } = (await hub.client.call('connectionSchema.changes', { params, query: { limit: 50 } })).body
  if (input.flag('json')) await printJson(context.stdout, items)
  else if (items.length === 0) await print(context.stdout, 'Nothing has changed since the fields were first read.\n')
  else {
    const rows = items.flatMap(({ at, changes }) =>
      changes.map(({ kind, resource, path, lookup, value, before, now }) => [
        at,
        path === null ? `lookup ${lookup}: ${value}` : `${resource}: ${path}`,
        kind.replaceAll('-', ' '),
        before ?? '',
        now ?? '',
      ]),
    )
    await print(context.stdout, await formatTable(['When', 'Where', 'Change', 'Before', 'Now'], rows, context))
  }
  return 0
}
