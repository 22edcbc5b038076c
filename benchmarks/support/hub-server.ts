// A hub with a connection, and the same fastify without the hub's middleware, which runs the same handler: in a process of
// their own, so that the load costs them nothing. Prints where both are, and a key.

import Fastify from 'fastify'
import { createConnectionHandlers } from '../../packages/hub/src/connections/connection-handlers.ts'
import { startConnectionTestWorld } from '../../packages/hub/src/testing/connection-world.ts'

const world = await startConnectionTestWorld({ rateLimits: 'off' })
const { owner, test, context } = world
const connection = await world.createConnection()
const { url } = await test.hub.listen({ host: '127.0.0.1', port: 0 })

const readConnection = createConnectionHandlers(context)['connection.get']
const request = { account: { ...owner.account, role: owner.role }, query: undefined, body: undefined, meta: {} }
const app = Fastify()
app.get<{ Params: { account: string; connection: string } }>(
  '/api/v1/accounts/:account/connections/:connection',
  async ({ params }) =>
    (await readConnection({ ...request, params } as unknown as Parameters<typeof readConnection>[0])).body,
)
const bareUrl = await app.listen({ host: '127.0.0.1', port: 0 })
const path = `/api/v1/accounts/${owner.account.id}/connections/${connection.id}`
process.stdout.write(`${JSON.stringify({ url, bareUrl, path, key: owner.key.value })}\n`)
process.on('SIGTERM', () => process.exit(0))
