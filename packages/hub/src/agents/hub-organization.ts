import { nestFields } from '@coupa-connector/catalog'
import { type Organization, type RecordsSelection, ToolProblem } from '@coupa-connector/mcp'
import type { Client, ConnectionSummary, OperationResult, ReadOperation } from '@coupa-connector/protocol'
import { waitForJob } from './wait-for-job.ts'

export interface HubOrganizationOptions {
  /** Calls the hub as whoever the agent works for. */
  readonly client: Client
  readonly account: string
  readonly connection: ConnectionSummary
}

/** How long a read may take that adds up many records. */
const summaryDeadlineMs = 300_000

/** The organization of a stored connection, asked through a container of the account. */
export function hubOrganization({ client, account, connection }: HubOrganizationOptions): Organization {
  const params = { account, connection: connection.id }

  const operate = async (
    operation: ReadOperation,
    signal: AbortSignal,
    deadlineMs = 60_000,
  ): Promise<OperationResult> => {
    const { body } = await client.call('reads.start', { params, body: { operation, deadlineMs }, signal })
    const { result } = await waitForJob(client, account, body, signal)
    if (result?.outcome === 'OK') return result
    throw failureOf(result)
  }
  const query: Organization['query'] = async ({ fields, orderBy, limit, ...selection }, signal) => {
    const given = { ...queryOf(selection), fields: nestFields(fields), ...(orderBy ? { orderBy } : {}) }
    const { resource } = selection
    const { records = [], isTruncated = false } = await operate(
      { action: 'query', resource, query: given, limit, wire: 'json' },
      signal,
    )
    return { records, hasMore: isTruncated }
  }

  return {
    host: connection.organization,
    query,
    get: async (resource, id, fields, signal) => {
      if (fields === undefined) {
        const { records = [] } = await operate({ action: 'get', resource, id, wire: 'json' }, signal)
        return found(records, resource, id)
      }
      const { records } = await query({ resource, where: [`id=${id}`], fields, limit: 1 }, signal)
      return found(records, resource, id)
    },
    ownFields: async (resource, signal) => {
      const { snapshot } = (await client.call('connectionSchema.get', { params, signal })).body
      const read = snapshot?.schema.resources.find((one) => one.resource === resource && one.problem === undefined)
      if (!snapshot || !read) return undefined
      return { fields: read.fields.filter(({ origin }) => origin !== 'standard'), readAt: snapshot.readAt }
    },
    ownFieldsMissing:
      'The hub has not read the fields of this resource yet. A person can, in the console: open the connection, then Schema, then Read fields.',
    summarize: async ({ sums, groupBy, maxRecords, ...selection }, signal) => {
      const { resource } = selection
      const operation: ReadOperation = {
        action: 'summarize',
        resource,
        query: queryOf(selection),
        sums: [...sums],
        groupBy: [...groupBy],
        maxRecords,
        wire: 'json',
      }
      const { summary } = await operate(operation, signal, summaryDeadlineMs)
      if (summary) return summary
      throw new ToolProblem(
        'NOT_COUNTED',
        'The container does not count records.',
        'Update the container of the account.',
      )
    },
    test: async (probes, signal) => {
      const body = { connection: connection.id, probes: [...probes] }
      const started = await client.call('tests.start', { params: { account }, body, signal })
      const { report } = await waitForJob(client, account, started.body, signal)
      if (report) return report
      throw new ToolProblem('NO_RESULT', 'The test ended without a report.', 'Repeat the call.')
    },
  }
}

function queryOf({ where, filter }: RecordsSelection): Record<string, unknown> {
  return { where: [...where], ...(filter === undefined ? {} : { filter }) }
}

function found<Found>(records: readonly Found[], resource: string, id: number | string): Found {
  const [record] = records
  if (record !== undefined) return record
  throw new ToolProblem('COUPA_NOT_FOUND', `${resource} has no record ${id}.`, 'Look for it with query_records.')
}

function failureOf(result: OperationResult | null): ToolProblem {
  const { outcome = 'NO_RESULT', message = 'The operation ended without a result.', error } = result ?? {}
  const problem = new ToolProblem(
    error?.code ?? outcome,
    error?.message ?? message,
    error?.suggestion ?? 'Repeat the call later, or tell the person.',
  )
  return Object.assign(problem, {
    isRetryable: error?.isRetryable ?? false,
    details: { messages: error?.messages ?? [] },
  })
}
