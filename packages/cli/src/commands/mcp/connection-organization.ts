import { nestFields } from '@coupa-connector/catalog'
import type { Connection, CoupaRecord, Query } from '@coupa-connector/connector'
import { describe, parseWhere } from '@coupa-connector/connector'
import { summarizeResource } from '@coupa-connector/connector/internals'
import { readOwnFields } from '@coupa-connector/connector/schema'
import type { Organization, RecordsSelection } from '@coupa-connector/mcp'

/** The organization of a connection, asked from this process. */
export function connectionOrganization(connection: Connection): Organization {
  const queryOf = ({ resource, where, filter }: RecordsSelection): Query<CoupaRecord> => {
    const description = describe(resource)
    return {
      conditions: where.map((condition) => parseWhere(condition, description)),
      ...(filter === undefined ? {} : { filter }),
      priority: 'interactive',
    }
  }
  return {
    host: new URL(connection.settings.url).host,
    query: async (request, signal) => {
      const { resource, fields, orderBy, limit } = request
      // One more tells whether there are more.
      const records = await connection
        .resource(resource)
        .query({
          ...queryOf(request),
          fields: nestFields(fields),
          ...(orderBy ? { orderBy } : {}),
          limit: limit + 1,
          reading: { pageSize: Math.min(50, limit + 1) },
          signal,
        })
        .toArray()
      return { records: records.slice(0, limit), hasMore: records.length > limit }
    },
    get: (resource, id, fields, signal) =>
      connection.resource(resource).get(id, { signal, ...(fields ? { fields: nestFields(fields) } : {}) }),
    ownFields: async (resource, signal) => {
      const fields = await readOwnFields(connection, resource, { signal })
      return fields && { fields }
    },
    ownFieldsMissing: 'No record of it shows custom fields.',
    summarize: async ({ sums, groupBy, maxRecords, ...selection }, signal) =>
      await summarizeResource(
        connection.resource(selection.resource),
        { ...queryOf(selection), priority: 'bulk', signal },
        { sums, groupBy, maxRecords },
      ),
    test: async (probes, signal) => await connection.test({ probes: [...probes], signal }).report,
  }
}
