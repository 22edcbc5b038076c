import type { CheckedSettings, Connection, ConnectionSummary } from '@coupa-connector/protocol'
import type { Kysely, Selectable } from 'kysely'
import { notFound } from '../basics/problem.ts'
import type { HubContext } from '../context/hub-context.ts'
import type { ConnectionTable } from '../database/connection-tables.ts'
import type { Database } from '../database/schema.ts'
import { versionTag } from '../server/routes/handler.ts'
import { type ConnectionState, connectionState } from './connection-state.ts'
import { checkSettings } from './settings/check-settings.ts'
import { readSecretFacts } from './settings/usable-secrets.ts'

/** What a summary is made of. */
export const summaryColumns = [
  'id',
  'name',
  'folder',
  'labels',
  'organization',
  'authentication_type',
  'is_deprecated',
  'fingerprint',
  'last_test',
  'revision',
  'updated_at',
  'updated_by_name',
] as const

type SummaryRow = Pick<Selectable<ConnectionTable>, (typeof summaryColumns)[number]> & {
  readonly state: ConnectionState
}

export function toSummary(row: SummaryRow): ConnectionSummary {
  const { last_test: last } = row
  return {
    id: row.id,
    name: row.name,
    folder: row.folder,
    labels: [...row.labels],
    state: row.state,
    organization: row.organization,
    authenticationType: row.authentication_type,
    isDeprecated: row.is_deprecated,
    lastTest: last && {
      job: last.job,
      outcome: last.outcome,
      title: last.title,
      finishedAt: last.finishedAt,
      container: last.container,
      isCurrent: last.fingerprint === row.fingerprint,
    },
    revision: row.revision,
    updatedAt: row.updated_at.toISOString(),
    updatedBy: row.updated_by_name,
  }
}

/** Reads a connection with all that is shown of it. Throws `NOT_FOUND`. */
export async function readConnection(
  { connectionType }: Pick<HubContext, 'connectionType'>,
  executor: Kysely<Database>,
  account: string,
  id: string,
): Promise<Connection> {
  const row = await executor
    .selectFrom('connection')
    .selectAll()
    .select(connectionState().as('state'))
    .where('account_id', '=', account)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('connection')
  const facts = await readSecretFacts(executor, account, Object.values(row.secrets))
  return {
    ...toSummary(row),
    description: row.description,
    fields: row.fields,
    secrets: Object.fromEntries(
      Object.entries(row.secrets).flatMap(([field, handle]) => {
        const secret = facts.get(handle)
        return secret ? [[field, { handle, setAt: secret.setAt.toISOString(), setBy: secret.setByName }]] : []
      }),
    ),
    notices: noticesOf(checkSettings(connectionType, row.fields, Object.keys(row.secrets)).check),
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by_name,
  }
}

/** What is still missing comes first, then what a person should know. */
function noticesOf({ problems, notices }: CheckedSettings): Connection['notices'] {
  return [
    ...problems.map(({ field, message, suggestion }) => ({
      field,
      kind: 'problem',
      message: suggestion === undefined ? message : `${message} ${suggestion}`,
    })),
    ...notices,
  ]
}

/** The answer that shows a connection. */
export function connectionReply(body: Connection): { readonly body: Connection; readonly etag: string } {
  return { body, etag: versionTag(body.revision) }
}
