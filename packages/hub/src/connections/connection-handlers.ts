import type { HubContext } from '../context/hub-context.ts'
import type { Handlers } from '../server/routes/handler.ts'
import { readConnectionFacets } from './connection-facets.ts'
import { listRevisions } from './connection-revisions.ts'
import { listConnectionUses } from './connection-uses.ts'
import { connectionReply, readConnection } from './connection-view.ts'
import { createSuggestedConnection } from './create-suggested-connection.ts'
import { listConnections } from './list-connections.ts'
import { copyConnection, createConnection, deleteConnection, updateConnection } from './save-connection.ts'
import { checkConnectionSettings } from './settings/check-connection-settings.ts'

type ConnectionRouteId =
  | Extract<keyof Handlers, `connection.${string}`>
  | Extract<keyof Handlers, `connections.${string}`>

/** Connections: what stands in them, what they did, who changed them. */
export function createConnectionHandlers(context: HubContext): Pick<Handlers, ConnectionRouteId> {
  const { db } = context
  return {
    'connections.check': async ({ account, actor, body }) => ({
      body: await checkConnectionSettings(context, { account: account.id, actor, ...body }),
    }),
    'connections.list': async ({ account, query }) => ({ body: await listConnections(db, account.id, query) }),
    'connections.facets': async ({ account }) => ({ body: await readConnectionFacets(db, account.id) }),
    'connections.create': (request) => {
      const { draft, ...content } = request.body
      return createConnection(context, request, content, draft)
    },
    'connections.createSuggested': (request) => createSuggestedConnection(context, request),
    'connection.get': async ({ account, params }) =>
      connectionReply(await readConnection(context, db, account.id, params.connection)),
    'connection.update': async (request) => {
      await updateConnection(context, request, request.params.connection, request.body)
      return connectionReply(await readConnection(context, db, request.account.id, request.params.connection))
    },
    'connection.delete': async (request) => {
      await deleteConnection(context, request, request.params.connection)
      return { body: undefined }
    },
    'connection.copy': (request) => copyConnection(context, request, request.params.connection, request.body.name),
    'connection.uses': async ({ account, params }) => {
      // Answers 404 for a connection that is not there.
      await readConnection(context, db, account.id, params.connection)
      return { body: { items: await listConnectionUses(db, account.id, params.connection) } }
    },
    'connection.revisions': async ({ account, params, query }) => ({
      body: await listRevisions(db, account.id, params.connection, query),
    }),
  }
}
