import { describeChange } from '@coupa-connector/mcp'
import type { Proposal, QueryOf, Routes } from '@coupa-connector/protocol'
import { type Kysely, type Selectable, sql } from 'kysely'
import { notFound } from '../basics/problem.ts'
import { readCursor, toPage } from '../database/cursor.ts'
import { isBehind, microsecondsOf, momentPlace } from '../database/place.ts'
import type { Database, ProposalTable } from '../database/schema.ts'

interface ProposalRow extends Selectable<ProposalTable> {
  readonly is_expired: boolean
  readonly connection_name: string
  readonly organization: string
  readonly job_state: string | null
  readonly job_outcome: string | null
  readonly job_message: string | null
}

/** Reads one proposal. Throws `NOT_FOUND`. */
export async function readProposal(db: Kysely<Database>, account: string, id: string): Promise<Proposal> {
  const row = await selectProposals(db, account).where('proposal.id', '=', id).executeTakeFirst()
  if (!row) throw notFound('proposal')
  return toProposal(row)
}

/** A page of proposals, the newest first. Throws `CURSOR_INVALID`. */
export async function listProposals(
  db: Kysely<Database>,
  account: string,
  { limit, cursor, state }: QueryOf<Routes['proposals.list']>,
): Promise<{ items: Proposal[]; nextCursor: string | null }> {
  const place = readCursor(cursor, momentPlace)
  let proposals = selectProposals(db, account).select(microsecondsOf('proposal.created_at').as('place'))
  if (place) proposals = proposals.where(isBehind(place, 'proposal.created_at', 'proposal.id'))
  if (state !== undefined) proposals = proposals.where('proposal.state', '=', state === 'expired' ? 'open' : state)
  if (state === 'open') proposals = proposals.where(sql<boolean>`proposal.expires_at > hub_now()`)
  if (state === 'expired') proposals = proposals.where(sql<boolean>`proposal.expires_at <= hub_now()`)
  const rows = await proposals
    .orderBy('proposal.created_at', 'desc')
    .orderBy('proposal.id', 'desc')
    .limit(limit + 1)
    .execute()
  return toPage(rows, limit, toProposal, (row) => [row.place, row.id])
}

/** Proposals of an account with what they need to be shown; the caller narrows it. */
function selectProposals(db: Kysely<Database>, account: string) {
  return db
    .selectFrom('proposal')
    .innerJoin('connection', (join) =>
      join
        .onRef('connection.id', '=', 'proposal.connection_id')
        .onRef('connection.account_id', '=', 'proposal.account_id'),
    )
    .leftJoin('job', (join) =>
      join.onRef('job.id', '=', 'proposal.job_id').onRef('job.account_id', '=', 'proposal.account_id'),
    )
    .selectAll('proposal')
    .select([
      'connection.name as connection_name',
      'connection.organization as organization',
      'job.state as job_state',
      'job.outcome as job_outcome',
      sql<string | null>`job.result->>'message'`.as('job_message'),
      sql<boolean>`proposal.state = 'open' and proposal.expires_at <= hub_now()`.as('is_expired'),
    ])
    .where('proposal.account_id', '=', account)
}

function toProposal(row: ProposalRow): Proposal {
  const { operation, decided_by, decided_at, job_id } = row
  return {
    id: row.id,
    state: row.is_expired ? 'expired' : row.state,
    connection: { id: row.connection_id, name: row.connection_name, organization: row.organization },
    operation,
    ...describeChange(operation),
    reason: row.reason,
    agent: row.agent,
    proposedBy: row.proposed_by,
    proposedAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    decision: decided_by && decided_at ? { by: decided_by, at: decided_at.toISOString(), note: row.note } : null,
    letThroughBy: row.rule_name,
    execution:
      job_id === null
        ? null
        : { job: job_id, state: row.job_state ?? 'finished', outcome: row.job_outcome, message: row.job_message },
  }
}
