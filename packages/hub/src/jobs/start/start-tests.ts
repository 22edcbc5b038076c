import type { BodyOf, Job, Routes } from '@coupa-connector/protocol'
import type { Kysely } from 'kysely'
import { resolveSettings, usedSecrets } from '../../connections/settings/resolve-settings.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { Database } from '../../database/schema.ts'
import type { ChangeRequest } from '../../server/routes/handler.ts'
import { jobLimits } from '../job/job-limits.ts'
import { findContainer, findContainers, startJobs } from './start-jobs.ts'

/** The containers to test on: one, or those of a matrix. Either may be left to the hub. */
export type TestPlaces =
  | { readonly container: string | undefined; readonly matrix: null }
  | { readonly containers: readonly string[] | undefined; readonly matrix: string }

/** Tests that were started, and the containers that a matrix of all leaves out because they cannot run it now. */
export interface StartedTests {
  readonly jobs: Job[]
  readonly leftOut: { id: string; name: string }[]
}

/** Starts the tests of one target; called in a transaction. Throws `CONTAINER_NOT_ASSOCIATED`, `NOT_FOUND` and `SECRET_NOT_USABLE`. */
export async function startTests(
  context: HubContext,
  trx: Kysely<Database>,
  { account, actor, meta }: ChangeRequest,
  { connection, fields, secrets, draft, probes }: Omit<BodyOf<Routes['tests.start']>, 'container'>,
  places: TestPlaces,
): Promise<StartedTests> {
  const { containers, leftOut } =
    'containers' in places
      ? await findContainers(trx, account.id, places.containers)
      : { containers: [(await findContainer(trx, account.id, places.container)) ?? []].flat(), leftOut: [] }
  const isDraft = connection === undefined || fields !== undefined || secrets !== undefined
  const settings = await resolveSettings(context, trx, { account: account.id, actor, connection, fields, secrets })
  const request = {
    kind: 'test',
    isDraft,
    fields: { ...settings.fields },
    secrets: usedSecrets(settings),
    probes,
  } as const
  const { matrix } = places
  const common = { account: account.id, request, settings, requestedBy: actor, matrix, draft }
  const jobs = await startJobs(
    context,
    trx,
    { ...common, correlationId: meta.requestId, deadlineMs: jobLimits.testDeadlineMs },
    containers,
    (made) => ({
      account: account.id,
      actor,
      action: meta.routeId,
      outcome: 'done',
      subject:
        settings.connection === null
          ? {
              kind: matrix === null ? 'job' : 'matrix',
              id: matrix ?? made[0]?.id ?? null,
              name: draft?.name || 'test of a draft',
            }
          : { kind: 'connection', id: settings.connection.id, name: settings.connection.name },
      detail: {
        jobs: made.map(({ id }) => id),
        containers: containers.map(({ name }) => name),
        ...(matrix === null ? {} : { matrix }),
      },
      requestId: meta.requestId,
      address: meta.address,
    }),
  )
  return { jobs, leftOut: leftOut.map(({ id, name }) => ({ id, name })) }
}
