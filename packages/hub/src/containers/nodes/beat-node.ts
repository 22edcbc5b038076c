import { type Kysely, sql } from 'kysely'
import { HubProblem } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { Database } from '../../database/schema.ts'
import { type HeldJob, renewLeases } from '../../jobs/queue/leases.ts'
import { judgeNodeLosses } from '../../jobs/queue/node-losses.ts'
import { type RateShare, renewRateShares } from '../../jobs/queue/rate-share.ts'
import { releaseWork } from '../../node-work/release-work.ts'
import { beatRuns, type HeldRun } from '../../processes/runs/leases/beat-runs.ts'
import type { NodePrincipal } from '../../server/pipeline/principal.ts'
import { beatIntervalMs } from '../directory/health.ts'

/** What a node says of itself at a beat. */
export interface Beat {
  readonly boot: string
  readonly status: 'online' | 'stopping' | 'stopped'
  readonly version: string
  readonly connectorVersion: string
  readonly nowMs: number
  readonly capacity: number
  readonly held: readonly HeldJob[]
  readonly heldRuns: readonly HeldRun[]
  readonly organizations: readonly string[]
}

export interface BeatAnswer {
  readonly nowMs: number
  readonly nextBeatMs: number
  readonly cancel: string[]
  readonly lost: string[]
  readonly cancelRuns: { run: string; isImmediate: boolean }[]
  readonly lostRuns: HeldRun[]
  readonly shares: Record<string, number>
  readonly accountShares: RateShare[]
}

/**
 * Notes that a node lives, renews its leases and its shares of rates.
 *
 * A new boot means that the program was started again: what the one before held is given back at once, instead of when
 * its leases end. A program that already holds jobs at its first beat has polled before it: those are its own, and the
 * leases of the one before end by themselves. Stopping cannot be taken back within a boot, so that a beat that comes late
 * does not make a node look alive that has said good-bye.
 */
export async function beatNode(context: HubContext, node: NodePrincipal, beat: Beat): Promise<BeatAnswer> {
  const { db } = context
  const nowMs = context.clock.now()
  const noted = await noteBeat(db, node.id, beat, beat.nowMs - nowMs)
  if (!noted) {
    throw new HubProblem('CREDENTIAL_REFUSED', {
      detail: 'The node was removed from its container.',
      suggestion: 'Enrol it again with a new installer token.',
    })
  }
  const wasRestarted = noted.former_boot_id !== null && noted.former_boot_id !== beat.boot
  const isGone = noted.reported_status === 'stopped'
  await judgeNodeLosses(db, node.id, beat.boot)
  const hasNothing = beat.held.length === 0 && beat.heldRuns.length === 0
  if ((wasRestarted && hasNothing) || isGone) {
    await db.transaction().execute(async (trx) => {
      await releaseWork(context, trx, { node: node.id, hasDied: wasRestarted })
    })
  }
  const held = isGone ? [] : beat.held
  const { cancel, lost } = held.length === 0 ? { cancel: [], lost: [] } : await renewLeases(context, node, held)
  const runs = await beatRuns(context, node, isGone ? [] : beat.heldRuns)
  const accountShares = await renewRateShares(db, node, isGone ? [] : beat.organizations)
  return {
    nowMs,
    nextBeatMs: beatIntervalMs,
    cancel,
    lost,
    cancelRuns: runs.cancel,
    lostRuns: [...runs.lost],
    shares: smallestOf(accountShares),
    accountShares,
  }
}

/** By organization, for nodes of an earlier version, which know no shares of accounts. */
function smallestOf(shares: readonly RateShare[]): Record<string, number> {
  const smallest = new Map<string, number>()
  for (const { organization, share } of shares) {
    smallest.set(organization, Math.min(share, smallest.get(organization) ?? 1))
  }
  return Object.fromEntries(smallest)
}

async function noteBeat(
  executor: Kysely<Database>,
  id: string,
  beat: Beat,
  clockDifferenceMs: number,
): Promise<{ former_boot_id: string | null; reported_status: string } | undefined> {
  const { rows } = await sql<{ former_boot_id: string | null; reported_status: string }>`
    with former as (select id, boot_id, reported_status from container_node where id = ${id} for update)
    update container_node as node set
      boot_id = ${beat.boot}::uuid,
      started_at = case when former.boot_id = ${beat.boot}::uuid then node.started_at else hub_now() end,
      reported_status = case
        when former.boot_id = ${beat.boot}::uuid and (
          former.reported_status = 'stopped' or (former.reported_status = 'stopping' and ${beat.status} = 'online')
        ) then former.reported_status
        else ${beat.status} end,
      last_seen_at = hub_now(),
      version = ${beat.version},
      connector_version = ${beat.connectorVersion},
      clock_difference_ms = ${clockDifferenceMs},
      capacity = ${beat.capacity}
    from former where node.id = former.id
    returning former.boot_id as former_boot_id, node.reported_status`.execute(executor)
  return rows[0]
}
