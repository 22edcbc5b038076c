import type { CheckedSettings, Job, Look } from '@coupa-connector/protocol'
import type { Kysely } from 'kysely'
import type { AuditEntry } from '../../audit/record-audit.ts'
import { type ResolvedSettings, usedSecrets } from '../../connections/settings/resolve-settings.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { Database } from '../../database/schema.ts'
import { findContainer, startJobs } from '../../jobs/start/start-jobs.ts'
import type { ChangeRequest } from '../../server/routes/handler.ts'
import type { ResolvedDestination } from '../destinations/resolve-destination.ts'

export interface LookToStart {
  readonly look: Look
  readonly container: string | undefined
  /** The connection to Coupa; undefined for a look at the other end alone. */
  readonly settings: ResolvedSettings | undefined
  /** The other end; undefined for a look at Coupa alone. */
  readonly destination: ResolvedDestination | undefined
  readonly subject: AuditEntry['subject']
  /** By when it must be finished. Default: 90 s, for a person waits for it. */
  readonly deadlineMs?: number
}

/** Who asks for a look: a request of the API, or the hub itself. */
export type LookRequest = Pick<ChangeRequest, 'account' | 'actor' | 'meta'>

const usualDeadlineMs = 90_000

/** Starts a look at the ends of a process, or at an organization, as a job; called in a transaction. Throws `CONTAINER_NOT_ASSOCIATED`. */
export async function startLook(
  context: HubContext,
  trx: Kysely<Database>,
  { account, actor, meta }: LookRequest,
  { look, container: wanted, settings = withoutCoupa, destination, subject, deadlineMs = usualDeadlineMs }: LookToStart,
): Promise<Job> {
  const container = await findContainer(trx, account.id, wanted)
  const request = {
    kind: 'operation',
    fields: { ...settings.fields },
    secrets: { ...usedSecrets(settings), ...destination?.secrets },
    operation: { ...look },
    ...(destination === undefined
      ? {}
      : { destination: { kind: destination.type.kind, settings: { ...destination.settings } } }),
  } as const
  const common = { account: account.id, request, settings, requestedBy: actor, matrix: null }
  const [job] = await startJobs(
    context,
    trx,
    { ...common, correlationId: meta.requestId, deadlineMs },
    container ? [container] : [],
    ([made]) => ({
      account: account.id,
      actor,
      action: meta.routeId,
      outcome: 'done',
      subject,
      detail: { job: made?.id, container: container?.name ?? null },
      requestId: meta.requestId,
      address: meta.address,
    }),
  )
  if (!job) throw new TypeError('A look was started and is not there')
  return job
}

const noSettings: CheckedSettings = {
  problems: [],
  notices: [],
  organization: null,
  authenticationType: '',
  isDeprecated: false,
  usedSecrets: [],
  effective: {},
  hosts: [],
}

/** Stands for the connection of a look that does not call Coupa. */
const withoutCoupa: ResolvedSettings = {
  connection: null,
  fields: {},
  secrets: {},
  check: noSettings,
  fingerprint: null,
  isVerified: false,
}
