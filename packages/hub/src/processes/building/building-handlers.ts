import { isLoad } from '@coupa-connector/process'
import type { Job, Routes } from '@coupa-connector/protocol'
import type { Kysely } from 'kysely'
import { HubProblem } from '../../basics/problem.ts'
import { resolveSettings } from '../../connections/settings/resolve-settings.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { Database } from '../../database/schema.ts'
import { refuseUnready } from '../../jobs/start/refuse-unready.ts'
import type { HandlerRequest, Handlers } from '../../server/routes/handler.ts'
import { readDefinition } from '../definitions/read-definition.ts'
import { resolveDestination } from '../destinations/resolve-destination.ts'
import { checkGivenDefinition } from './check-given-definition.ts'
import { describeDestinationTypes, describeTemplates } from './describe-choices.ts'
import { describeGivenSchedule } from './describe-given-schedule.ts'
import { startLook } from './start-look.ts'
import { writeDefinition } from './write-definition.ts'

type BuildingRouteId =
  | 'destinationTypes.list'
  | 'processTemplates.list'
  | 'definitions.create'
  | 'definitions.check'
  | 'definitions.preview'
  | 'schedules.describe'
  | 'destinations.check'

/** What somebody needs who builds a process, before anything of it is stored. */
export function createBuildingHandlers(context: HubContext): Pick<Handlers, BuildingRouteId> {
  return {
    'destinationTypes.list': async () => ({ body: { items: describeDestinationTypes(context.destinationTypes) } }),
    'processTemplates.list': async () => ({ body: { items: describeTemplates() } }),
    'definitions.create': async ({ body }) => ({ body: { definition: writeDefinition(body) } }),
    'definitions.check': async ({ body }) => ({ body: checkGivenDefinition(body.definition) }),
    'schedules.describe': async ({ body }) => ({
      body: describeGivenSchedule(body, new Date(context.clock.now())),
    }),
    'destinations.check': (request) =>
      request.commit(async (trx) => ({ body: await startDestinationCheck(context, trx, request) })),
    'definitions.preview': (request) =>
      request.commit(async (trx) => ({ body: await startPreview(context, trx, request) })),
  }
}

async function startDestinationCheck(
  context: HubContext,
  trx: Kysely<Database>,
  request: HandlerRequest<Routes['destinations.check']>,
): Promise<Job> {
  const { container, use, ...source } = request.body
  const destination = await resolveDestination(context, trx, {
    account: request.account.id,
    actor: request.actor,
    use,
    ...source,
  })
  const { id, name, type } = destination
  if (use === 'load' && !type.uses.includes('load')) {
    const message = `Loads cannot read from the kind ${type.kind}.`
    throw new HubProblem('SETTINGS_INVALID', { detail: message, fields: [{ field: 'body.use', message }] })
  }
  return await startLook(context, trx, request, {
    look: { action: 'check-destination', kind: type.kind, use },
    container,
    settings: undefined,
    destination,
    subject: { kind: 'destination', id, name },
  })
}

async function startPreview(
  context: HubContext,
  trx: Kysely<Database>,
  request: HandlerRequest<Routes['definitions.preview']>,
): Promise<Job> {
  const { account, actor, body } = request
  const definition = readDefinition(body.definition)
  const settings = await resolveSettings(context, trx, { account: account.id, actor, connection: body.connection })
  await refuseUnready(trx, account.id, settings)
  if (isLoad(definition) && body.destination === undefined) {
    const message = 'A load reads its records from a destination, and none is named.'
    throw new HubProblem('SETTINGS_INVALID', { detail: message, fields: [{ field: 'body.destination', message }] })
  }
  return await startLook(context, trx, request, {
    look: { action: 'preview-process', definition: body.definition, records: body.records },
    container: body.container,
    settings,
    destination: isLoad(definition)
      ? await resolveDestination(context, trx, {
          account: account.id,
          actor,
          destination: body.destination,
          use: 'load',
        })
      : undefined,
    subject: { kind: 'connection', id: body.connection, name: settings.connection?.name ?? '' },
  })
}
