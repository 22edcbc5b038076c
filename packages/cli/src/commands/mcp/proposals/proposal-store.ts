import { createHash, randomInt } from 'node:crypto'
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Execution, ProposedOperation } from '@coupa-connector/mcp'
import { decisionDays, mostWaiting } from '@coupa-connector/mcp'
import type { CommandClock } from '../../../command/context.ts'
import { UsageError } from '../../../command/usage-error.ts'
import { makePrivateFolder } from '../../../files/private-file.ts'

/** A change that an agent proposes, before it is kept. */
export interface NewProposal {
  /** The saved connection; undefined for that of the environment. */
  readonly connection: string | undefined
  /** Host of the organization. */
  readonly host: string
  readonly operation: ProposedOperation
  readonly reason: string
  readonly agent: string
}

/** A proposal as it is kept on this machine. Its stages follow each other, and none is left out or taken twice. */
export interface StoredProposal extends NewProposal {
  readonly id: string
  readonly state: 'open' | 'expired' | 'refused' | 'approved'
  readonly proposedAtMs: number
  readonly expiresAtMs: number
  readonly decision: { readonly by: string; readonly atMs: number; readonly note: string } | undefined
  /** When its request was about to be sent. From then on nobody sends it again. */
  readonly sentAtMs: number | undefined
  readonly end: { readonly atMs: number; readonly execution: Ending; readonly message: string } | undefined
}

/** What is known in the end of an approved change. */
export type Ending = Exclude<Execution, 'under way'>

/** The proposals of this user. Every step is one statement that is on the disk when it returns. */
export interface ProposalStore extends Disposable {
  /** Keeps a proposal; the same one that waits already is that one. Throws a `TooManyProposals`. */
  add(proposal: NewProposal): StoredProposal
  find(id: string): StoredProposal | undefined
  /** The newest first. */
  list(): readonly StoredProposal[]
  /** False where it was decided before, or its time is over. */
  decide(id: string, decision: 'approved' | 'refused', by: string, note: string): boolean
  /** Claims the one time that an approved change is sent. Throws where it was claimed before. */
  claimSending(id: string): void
  end(id: string, execution: Ending, message: string): void
  /** Held by whoever carries out a proposal, for as long as that program lives. */
  lockFile(id: string): string
}

/** More proposals wait than anybody looks at. */
export class TooManyProposals extends Error {
  readonly code = 'QUOTA_REACHED'
  readonly suggestion = 'Let a person decide them first: coupa-connector mcp proposals'

  constructor() {
    super(`${mostWaiting} proposals wait for a decision.`)
    this.name = 'TooManyProposals'
  }
}

const dayMs = 86_400_000
/** What is over is kept that long, for whoever asks what was changed. */
const keptMs = 90 * dayMs

/** Opens the proposals in a folder, which is made for this user alone. Throws a `UsageError` where it cannot. */
export async function openProposalStore(folder: string, clock: Pick<CommandClock, 'now'>): Promise<ProposalStore> {
  await makePrivateFolder(folder)
  const file = join(folder, 'proposals.db')
  const database = openDatabase(file)
  const run = (sql: string, ...values: readonly (string | number | null)[]): number =>
    Number(database.prepare(sql).run(...values).changes)
  const rows = (where: string, ...values: readonly (string | number | null)[]): StoredProposal[] =>
    (database.prepare(`select * from proposal where ${where}`).all(...values) as unknown as Row[]).map((row) =>
      toProposal(row, clock.now()),
    )
  return {
    add: ({ connection, host, operation, reason, agent }) => {
      const nowMs = clock.now()
      run(`delete from proposal where coalesce(ended_at, decided_at, expires_at) < ?`, nowMs - keptMs)
      const fingerprint = fingerprintOf([connection, host, operation])
      const waiting = `state = 'open' and expires_at > ?`
      const [known] = rows(`${waiting} and fingerprint = ?`, nowMs, fingerprint)
      if (known) return known
      if (rows(waiting, nowMs).length >= mostWaiting) throw new TooManyProposals()
      const id = newId()
      run(
        `insert into proposal (id, connection, host, operation, reason, agent, fingerprint, state, proposed_at, expires_at)
         values (?, ?, ?, ?, ?, ?, ?, 'open', ?, ?)`,
        ...[id, connection ?? null, host, JSON.stringify(operation), reason, agent, fingerprint],
        ...[nowMs, nowMs + decisionDays * dayMs],
      )
      return rows('id = ?', id)[0] as StoredProposal
    },
    find: (id) => rows('id = ?', id)[0],
    list: () => rows('true order by proposed_at desc, id'),
    decide: (id, decision, by, note) => {
      const nowMs = clock.now()
      return (
        run(
          `update proposal set state = ?, decided_by = ?, decided_at = ?, note = ?
           where id = ? and state = 'open' and expires_at > ?`,
          ...[decision, by, nowMs, note, id, nowMs],
        ) === 1
      )
    },
    claimSending: (id) => {
      const claimed = run(
        `update proposal set sent_at = ? where id = ? and state = 'approved' and sent_at is null and ended_at is null`,
        ...[clock.now(), id],
      )
      if (claimed !== 1) throw new Error(`Proposal ${id} has been sent already`)
    },
    end: (id, execution, message) => {
      const sql = `update proposal set ended_at = ?, execution = ?, message = ? where id = ? and state = 'approved'`
      run(sql, clock.now(), execution, message, id)
    },
    lockFile: (id) => join(folder, `${id}.lock`),
    [Symbol.dispose]: () => database.close(),
  }
}

function openDatabase(file: string): DatabaseSync {
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(file, { timeout: 10_000 })
    chmodSync(file, 0o600)
    database.exec(`pragma journal_mode = wal; pragma synchronous = full; ${schema}`)
    return database
  } catch (error) {
    database?.close()
    const reason = error instanceof Error ? error.message : String(error)
    throw new UsageError(`The proposals in ${file} cannot be opened: ${reason}.`, {
      suggestion: 'Name a folder of yours with --proposals.',
      cause: error,
    })
  }
}

const schema = `create table if not exists proposal (
  id text primary key, connection text, host text not null, operation text not null, reason text not null, agent text not null,
  fingerprint text not null, state text not null, proposed_at integer not null, expires_at integer not null,
  decided_by text, decided_at integer, note text, sent_at integer, ended_at integer, execution text, message text) strict`

interface Row {
  readonly id: string
  readonly connection: string | null
  readonly host: string
  readonly operation: string
  readonly reason: string
  readonly agent: string
  readonly state: 'open' | 'refused' | 'approved'
  readonly proposed_at: number
  readonly expires_at: number
  readonly decided_by: string | null
  readonly decided_at: number | null
  readonly note: string | null
  readonly sent_at: number | null
  readonly ended_at: number | null
  readonly execution: Ending | null
  readonly message: string | null
}

function toProposal(row: Row, nowMs: number): StoredProposal {
  const { id, host, reason, agent, state } = row
  return {
    ...{ id, host, reason, agent },
    connection: row.connection ?? undefined,
    operation: JSON.parse(row.operation) as ProposedOperation,
    state: state === 'open' && row.expires_at <= nowMs ? 'expired' : state,
    proposedAtMs: row.proposed_at,
    expiresAtMs: row.expires_at,
    decision:
      row.decided_at === null
        ? undefined
        : { by: row.decided_by ?? 'Somebody', atMs: row.decided_at, note: row.note ?? '' },
    sentAtMs: row.sent_at ?? undefined,
    end:
      row.ended_at === null || row.execution === null
        ? undefined
        : { atMs: row.ended_at, execution: row.execution, message: row.message ?? '' },
  }
}

/** Short enough to type, without letters that look alike. */
function newId(): string {
  const letters = '23456789abcdefghjkmnpqrstuvwxyz'
  return Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('')
}

function fingerprintOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url')
}
