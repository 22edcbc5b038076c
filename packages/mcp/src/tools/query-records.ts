import { type ResourceDescription, tellingFields } from '@coupa-connector/catalog'
import * as z from 'zod'
import type { RecordsRequest } from '../organization/organization.ts'
import { addressedResource } from '../records/addressed-resource.ts'
import { formatCursor, type Position, parseCursor } from '../records/cursor.ts'
import { fitRecords } from '../records/fit-records.ts'
import { recordsNotice } from '../tool/answer-text.ts'
import { defineTool, readsCoupa, type Tool } from '../tool/tool.ts'
import { ToolProblem } from '../tool/tool-problem.ts'
import { fieldsArgument, filterArgument, maxBytesArgument, resourceArgument, whereArgument } from './arguments.ts'

/** How far a read in another order than that of the ids goes: each page of it reads what is before it again. */
const mostSkipped = 1000

/** Reads a page of records, with few fields and bounded bytes. */
export const queryRecordsTool: Tool = defineTool({
  name: 'query_records',
  title: 'Read records',
  description:
    'Read records of a resource. Without "fields" you get a few telling ones. For counts and totals use summarize_records, which ships no records.',
  annotations: readsCoupa,
  asksOrganization: true,
  input: {
    resource: resourceArgument,
    where: whereArgument,
    fields: fieldsArgument.describe('"id", "supplier.name", "invoice-lines.total", "custom-fields.region"'),
    filter: filterArgument,
    orderBy: z
      .string()
      .regex(/^[\w-]+(:(asc|desc))?$/, 'is not a field with :asc or :desc')
      .optional()
      .describe('"updated-at:desc"; default: rising ids'),
    limit: z.number().int().min(1).max(200).default(20),
    maxBytes: maxBytesArgument,
    cursor: z.string().max(200).optional().describe('From the answer before; repeat the other arguments'),
  },
  run: async ({ limit, maxBytes, cursor, ...given }, call) => {
    const description = addressedResource(given.resource)
    const fields = fieldsOf(description, given.fields)
    const organization = await call.organization()
    const { connection = '' } = call
    const asked = { ...given, resource: description.name, path: given.resource, fields }
    const place = { ...asked, host: organization.host, connection }
    const position = cursor === undefined ? startOf(given, description) : parseCursor(cursor, place)
    const { request, skip } = requestAt(position, { ...given, fields }, limit)
    const answer = await organization.query(request, call.signal)
    const found = answer.records.slice(skip)
    const { records, shortened } = fitRecords(found, maxBytes)
    const hasMore = answer.hasMore || records.length < found.length
    const next = hasMore ? nextPosition(position, records) : undefined
    return {
      notice: recordsNotice(organization.host),
      resource: given.resource,
      records,
      hasMore,
      ...(next === undefined ? {} : { cursor: formatCursor(next, place) }),
      ...(records.length < found.length ? { cutBy: `maxBytes ${maxBytes}` } : {}),
      ...(shortened.length === 0 ? {} : { shortened }),
    }
  },
})

/** A record that goes on needs its id. */
function fieldsOf(description: ResourceDescription, given: readonly string[] | undefined): readonly string[] {
  const fields = given ?? tellingFields(description)
  return description.hasId && !fields.includes('id') ? ['id', ...fields] : fields
}

/** By id, where records come in the order of their ids and nobody else asks for a part of them. */
function startOf(
  { orderBy, where }: { readonly orderBy?: string | undefined; readonly where: readonly string[] },
  { hasId }: ResourceDescription,
): Position {
  const isPlain = orderBy === undefined && hasId && !where.some((condition) => /^\s*id\b/.test(condition))
  return isPlain ? { afterId: 0 } : { skip: 0 }
}

function requestAt(
  position: Position,
  { orderBy, where, ...rest }: Omit<RecordsRequest, 'orderBy' | 'limit'> & { readonly orderBy?: string | undefined },
  limit: number,
): { readonly request: RecordsRequest; readonly skip: number } {
  const [field = '', direction] = orderBy?.split(':') ?? []
  const order: Pick<RecordsRequest, 'orderBy'> =
    orderBy === undefined ? {} : { orderBy: { field, direction: direction === 'desc' ? 'desc' : 'asc' } }
  if ('afterId' in position) {
    const conditions = position.afterId === 0 ? where : [...where, `id>${position.afterId}`]
    return { request: { ...rest, ...order, where: conditions, limit }, skip: 0 }
  }
  const { skip } = position
  if (skip + limit > mostSkipped) {
    throw new ToolProblem(
      'TOO_FAR',
      `Records in this order are read up to the ${mostSkipped}th.`,
      'Leave orderBy out, narrow the conditions, or use summarize_records.',
    )
  }
  return { request: { ...rest, ...order, where, limit: skip + limit }, skip }
}

function nextPosition(
  position: Position,
  records: readonly { readonly [name: string]: unknown }[],
): Position | undefined {
  if ('skip' in position) return { skip: position.skip + records.length }
  const last = records.at(-1)?.id
  return typeof last === 'number' ? { afterId: last } : undefined
}
