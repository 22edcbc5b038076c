import { sql } from 'kysely'
import type { HubContext } from '../context/hub-context.ts'
import { readCursor, toPage } from '../database/cursor.ts'
import { isBehind, microsecondsOf, momentPlace } from '../database/place.ts'
import type { Handlers } from '../server/routes/handler.ts'

/** What is run and changes nothing in the account. */
const runs = ['tests.start', 'tests.startMatrix', 'reads.start', 'operations.start']

/** Reads the audit log. Nothing ever changes an entry: each is written together with the change that it records. */
export function createAuditHandlers({ db }: HubContext): Pick<Handlers, 'audit.list'> {
  return {
    'audit.list': async ({ account, query }) => {
      const { limit, cursor, action, subject, actor, outcome, only, from, to } = query
      const place = readCursor(cursor, momentPlace)
      let entries = db
        .selectFrom('audit')
        .selectAll()
        .select(microsecondsOf('at').as('place'))
        .where('account_id', '=', account.id)
      if (place) entries = entries.where(isBehind(place, 'at', 'id'))
      if (action !== undefined) entries = entries.where('action', '=', action)
      if (subject !== undefined) entries = entries.where('subject_id', '=', subject)
      if (actor !== undefined) entries = entries.where(sql`actor->>'id'`, '=', actor.toLowerCase())
      if (outcome !== undefined) entries = entries.where('outcome', '=', outcome)
      if (only === 'changes') entries = entries.where('action', 'not in', runs)
      if (from !== undefined) entries = entries.where('at', '>=', new Date(from))
      if (to !== undefined) entries = entries.where('at', '<', new Date(to))
      const rows = await entries
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit + 1)
        .execute()
      return {
        body: toPage(
          rows,
          limit,
          (row) => ({
            id: row.id,
            at: row.at.toISOString(),
            actor: row.actor,
            action: row.action,
            outcome: row.outcome,
            subject:
              row.subject_kind === null
                ? null
                : { kind: row.subject_kind, id: row.subject_id, name: row.subject_name ?? '' },
            detail: row.detail,
            requestId: row.request_id,
            address: row.address,
          }),
          (row) => [row.place, row.id],
        ),
      }
    },
  }
}
