import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import type { HubContext } from '../hub-context.ts'
import type { NodeCaller } from '../server/handler.ts'

/** A job that a node believes to hold. */
export interface HeldJob {
  readonly job: string
  readonly attempt: number
}

/** Renews the leases that the node really holds; says which jobs it has to cancel, and which are no longer its own. */
export async function renewLeases(
  _context: HubContext,
  _node: NodeCaller,
  _held: readonly HeldJob[],
): Promise<{ readonly cancel: string[]; readonly lost: string[] }> {
  throw new Error('not built yet')
}

/**
 * Ends what a container can no longer finish, because it, an attachment to it or one of its nodes is being removed: called
 * in the transaction of the removal. Queued jobs of a removed container end as `CONTAINER_NOT_ASSOCIATED`; running ones as
 * `CONTAINER_LOST`; running ones of a removed node are queued again where redelivery is allowed.
 */
export async function releaseJobs(
  _context: HubContext,
  _executor: Kysely<Database>,
  _of: { readonly container: string } | { readonly attachment: string } | { readonly node: string },
): Promise<void> {
  throw new Error('not built yet')
}
