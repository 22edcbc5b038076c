import { compareProcesses } from '@coupa-connector/process'
import type { ResponseOf, Routes } from '@coupa-connector/protocol'
import type { Kysely } from 'kysely'
import { auditRequest } from '../../audit/audit-request.ts'
import { createId } from '../../basics/create-id.ts'
import type { HubContext } from '../../context/hub-context.ts'
import { hubNow } from '../../database/hub-now.ts'
import type { Database } from '../../database/schema.ts'
import type { HandlerRequest } from '../../server/routes/handler.ts'
import { definitionDigest, readDefinition } from './read-definition.ts'

type Applied = ResponseOf<Routes['processes.apply']>

/**
 * Stores a definition as a process or as its next version, and says what the change means for its deployments. The newest
 * version again changes nothing. A version never changes. Throws `DEFINITION_INVALID`.
 */
export async function applyDefinition(
  { db }: HubContext,
  request: HandlerRequest<Routes['processes.apply']>,
): Promise<Applied> {
  const { account, body } = request
  const definition = readDefinition(body.definition)
  const sha256 = definitionDigest(body.definition)
  const name = definition.process
  return await db.transaction().execute(async (trx) => {
    // Two at once would both make version 1.
    await trx.selectFrom('account').select('id').where('id', '=', account.id).forNoKeyUpdate().execute()
    const known = await readNewest(trx, account.id, name)
    if (known?.sha256 === sha256) {
      const comparison = { kind: 'compatible' as const, changes: [] }
      return { process: known.id, name, version: known.number, change: 'unchanged', comparison }
    }
    const version = (known?.number ?? 0) + 1
    const comparison = known === undefined ? null : toComparison(known.definition, body.definition)
    const change = known === undefined ? 'created' : 'new-version'
    if (body.isPlan) return { process: known?.id ?? null, name, version, change, comparison }
    const id = known?.id ?? createId()
    if (known === undefined) {
      await trx
        .insertInto('process')
        .values({
          account_id: account.id,
          id,
          name,
          latest_version: version,
          created_at: hubNow(),
          created_by_name: request.actor.name,
        })
        .execute()
    } else await trx.updateTable('process').set({ latest_version: version }).where('id', '=', id).execute()
    await trx
      .insertInto('process_version')
      .values({
        account_id: account.id,
        process_id: id,
        number: version,
        definition: JSON.stringify(body.definition),
        sha256,
        note: body.note,
        created_at: hubNow(),
        created_by_name: request.actor.name,
      })
      .execute()
    await auditRequest(trx, request, {
      subject: { kind: 'process', id, name },
      detail: { version, change: comparison?.kind ?? 'created', sha256 },
    })
    return { process: id, name, version, change, comparison }
  })
}

async function readNewest(trx: Kysely<Database>, account: string, name: string) {
  return await trx
    .selectFrom('process')
    .innerJoin('process_version', (join) =>
      join
        .onRef('process_version.process_id', '=', 'process.id')
        .onRef('process_version.number', '=', 'process.latest_version'),
    )
    .select(['process.id', 'process_version.number', 'process_version.sha256', 'process_version.definition'])
    .where('process.account_id', '=', account)
    .where('process.name', '=', name)
    .executeTakeFirst()
}

/** A version that this program no longer reads cannot be compared: then everything starts anew. */
function toComparison(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): NonNullable<Applied['comparison']> {
  const { kind, changes } = compareProcesses(readDefinition(before), readDefinition(after))
  return { kind, changes: changes.map((change) => ({ ...change })) }
}
