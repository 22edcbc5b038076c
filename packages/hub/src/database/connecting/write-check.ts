import { type Kysely, sql } from 'kysely'
import type { HubClock } from '../../basics/hub-clock.ts'
import type { HubLog } from '../../basics/hub-log.ts'
import { explainUnavailable, isLackOfRoom } from '../failures/explain-unavailable.ts'
import type { Database } from '../schema.ts'

/** Whether a database takes writes, known without writing much. */
export interface WriteCheck {
  /** Hears of every statement that failed. A lack of room is told in the log, once until it is over. */
  hear(error: unknown): void
  /** Resolves when the database takes writes. Rejects with what stands in the way. */
  run(): Promise<void>
}

export interface WriteCheckOptions {
  readonly db: Kysely<Database>
  readonly log: HubLog
  readonly clock: Pick<HubClock, 'monotonicMs'>
  /** What is left on the database's disk, where that can be known. Default: unknown. */
  readonly readFreeBytes?: (() => Promise<number>) | undefined
}

/** So often a balancer may ask without causing another write. */
const goodForMs = 5_000
/** A fault is looked at again sooner: what it waits for is that somebody makes room. */
const badForMs = 1_000
/** Below it a small write proves nothing: it may fit where a larger one does not. */
const doubtfulBytes = 16 * 1_048_576

/**
 * Checks by writing to a row of its own. That row fits into pages and log files that are there already, so that it is
 * written even on a full disk. As soon as a statement failed for lack of room, or little is left, the check also makes and
 * drops a table of 1 MiB, until that succeeds. Checks that come together share one, and its outcome counts for a while.
 */
export function createWriteCheck({ db, log, clock, readFreeBytes }: WriteCheckOptions): WriteCheck {
  let isFull = false
  let last: { readonly outcome: Promise<void>; untilMs: number } | undefined

  const hear = (error: unknown): void => {
    if (isFull || !isLackOfRoom(error)) return
    isFull = true
    last = undefined
    log.error({ error }, explainUnavailable(error))
  }
  const write = async (): Promise<void> => {
    if (isFull || ((await readFreeBytes?.()) ?? Number.POSITIVE_INFINITY) < doubtfulBytes) {
      await takeRoom.execute(db)
      if (isFull) log.info({}, 'The disk of the database has room again.')
      isFull = false
    }
    await writeRow.execute(db)
  }
  const run = async (): Promise<void> => {
    if (last !== undefined && clock.monotonicMs() < last.untilMs) return await last.outcome
    const outcome = write()
    // Who comes while it runs waits for it, however long it takes.
    const own = { outcome, untilMs: Number.POSITIVE_INFINITY }
    last = own
    await outcome.then(
      () => {
        own.untilMs = clock.monotonicMs() + goodForMs
      },
      (error) => {
        own.untilMs = clock.monotonicMs() + badForMs
        throw error
      },
    )
  }
  return { hear, run }
}

const writeRow = sql`insert into write_check (checked_at) values (hub_now())
  on conflict (id) do update set checked_at = excluded.checked_at`

/** One statement, so that a hub that stops in the middle leaves nothing. */
const takeRoom = sql`do $$ begin
  create table write_check_room as select repeat('x', 1000) as filler from generate_series(1, 1000);
  drop table write_check_room;
end $$`
