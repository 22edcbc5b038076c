import type { HubContext } from '../../context/hub-context.ts'
import { type Handlers, versionTag } from '../../server/routes/handler.ts'
import { readDestination, readDestinations } from './destination-view.ts'
import { createDestination, deleteDestination, updateDestination } from './save-destination.ts'

type DestinationRouteId = Exclude<
  Extract<keyof Handlers, `destination.${string}` | `destinations.${string}`>,
  'destinations.check'
>

/** Where processes deliver to. */
export function createDestinationHandlers(context: HubContext): Pick<Handlers, DestinationRouteId> {
  const { db } = context
  return {
    'destinations.list': async ({ account }) => ({ body: { items: await readDestinations(db, account.id) } }),
    'destinations.create': async (request) => ({ body: await createDestination(context, request, request.body) }),
    'destination.get': async ({ account, params }) => {
      const body = await readDestination(db, account.id, params.destination)
      return { body, etag: versionTag(body.revision) }
    },
    'destination.update': async (request) => {
      const body = await updateDestination(context, request, request.params.destination, request.body)
      return { body, etag: versionTag(body.revision) }
    },
    'destination.delete': async (request) => {
      await deleteDestination(context, request, request.params.destination)
      return { body: undefined }
    },
  }
}
