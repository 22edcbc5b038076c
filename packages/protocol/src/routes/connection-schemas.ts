import { z } from 'zod'
import { accountParams, id, pageOf, pageQuery } from '../schemas/common.ts'
import { job } from '../schemas/jobs.ts'
import { schemaDrift, schemaReadContent, schemaSnapshot } from '../schemas/organization-schemas.ts'
import { defineRoutes } from './route.ts'

const viewer = { kind: 'account', role: 'viewer' } as const
const builder = { kind: 'account', role: 'builder' } as const
const connectionParams = accountParams.extend({ connection: id })

/** Which fields the organization of a connection has, custom fields included, and how they change. */
export const connectionSchemaRoutes = defineRoutes({
  'connectionSchema.get': {
    method: 'GET',
    path: '/accounts/:account/connections/:connection/schema',
    access: viewer,
    tag: 'Connections',
    summary: 'Which fields the organization has, as last read; null before the first time',
    params: connectionParams,
    response: z.object({ snapshot: schemaSnapshot.nullable() }),
  },
  'connectionSchema.read': {
    method: 'POST',
    path: '/accounts/:account/connections/:connection/schema/reads',
    access: builder,
    tag: 'Connections',
    summary: 'Read which fields the organization has, from a container',
    description:
      'Answers with a job that sends only reads. When it ends with OK, its result is kept as the schema of the connection, compared with the one before, and people are told what has changed.',
    params: connectionParams,
    body: schemaReadContent.extend({ container: id.optional() }),
    response: job,
    status: 202,
    isIdempotent: true,
    problems: ['CONTAINER_NOT_ASSOCIATED', 'DRAFT_NOT_USABLE', 'SETTINGS_INVALID', 'SECRET_NOT_USABLE'],
  },
  'connectionSchema.changes': {
    method: 'GET',
    path: '/accounts/:account/connections/:connection/schema/changes',
    access: viewer,
    tag: 'Connections',
    summary: 'What changed in the fields of the organization, newest first',
    params: connectionParams,
    query: pageQuery,
    response: pageOf(schemaDrift),
    problems: ['CURSOR_INVALID'],
  },
})
