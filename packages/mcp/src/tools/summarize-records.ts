import type { ResourceDescription } from '@coupa-connector/catalog'
import * as z from 'zod'
import { addressedResource } from '../records/addressed-resource.ts'
import { checkSummary } from '../records/check-summary.ts'
import { shortText } from '../records/fit-records.ts'
import { recordsNotice } from '../tool/answer-text.ts'
import { defineTool, readsCoupa, type Tool } from '../tool/tool.ts'
import { filterArgument, resourceArgument, whereArgument } from './arguments.ts'

const path = z.string().regex(/^[^.\s]+(\.[^.\s]+)*$/, 'is not a field such as total or supplier.name')

/** Counts and adds up over a whole read, without a record in the answer. */
export const summarizeRecordsTool: Tool = defineTool({
  name: 'summarize_records',
  title: 'Count and add up records',
  description:
    'Count records, and sum, min and max of numbers, exact, over all that match, optionally by group. Amounts are kept apart by currency.',
  annotations: readsCoupa,
  asksOrganization: true,
  input: {
    resource: resourceArgument,
    where: whereArgument.describe('As for query_records'),
    filter: filterArgument,
    sum: z.array(path).max(5).default([]).describe('Numbers: "gross-total", "order-lines.total"'),
    groupBy: z.array(path).max(3).default([]).describe('"status", "supplier.name"'),
    maxRecords: z
      .number()
      .int()
      .min(1)
      .max(100_000)
      .default(20_000)
      .describe('Reading stops here (1,000 take about a second)'),
  },
  run: async ({ resource, where, filter, sum, groupBy, maxRecords }, call) => {
    const description = addressedResource(resource)
    checkSummary(description, { sum, groupBy })
    const by = [...groupBy, ...currencyOf(description, sum, groupBy)]
    const organization = await call.organization()
    const { isWhole, numbers, groups, ...answer } = await organization.summarize(
      { resource, where, filter, sums: sum, groupBy: by, maxRecords },
      call.signal,
    )
    return {
      notice: recordsNotice(organization.host),
      resource,
      ...answer,
      // A sum over several currencies means nothing.
      ...(sum.length > 0 && by.length === 0 ? { numbers } : {}),
      ...(by.length > 0
        ? { groups: groups.map(({ group, count, numbers: own }) => ({ ...shortGroup(group), count, ...own })) }
        : {}),
      isWhole,
      ...(isWhole ? {} : { stoppedBy: `maxRecords ${maxRecords}: narrow the conditions or raise it` }),
    }
  },
})

/** Values of groups may be texts of any length. */
function shortGroup(group: Readonly<Record<string, string | null>>): Readonly<Record<string, string | null>> {
  return Object.fromEntries(
    Object.entries(group).map(([path, value]) => [path, value === null ? null : shortText(value)]),
  )
}

/** Records that have a currency are added up by it. */
function currencyOf({ fields }: ResourceDescription, sums: readonly string[], groupBy: readonly string[]): string[] {
  if (sums.length === 0 || groupBy.some((one) => one.includes('currency'))) return []
  return fields.some(({ name, isReadable }) => name === 'currency' && isReadable) ? ['currency.code'] : []
}
