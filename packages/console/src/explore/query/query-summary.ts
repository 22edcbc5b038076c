import { plural } from '../../ui/words/numbers.ts'
import { operatorLabel } from './operator-choices.ts'
import type { ExploreQuery, Filter } from './query-model.ts'

/** The query in one line: `7 fields · status is approved · newest id first · limit 50`. */
export function summarizeQuery({ fields, filters, orderBy, limit, wire }: ExploreQuery): string {
  return [
    fields === 'all' ? 'all fields' : fields === 'limited' ? 'IDs only' : plural(fields.length, 'field'),
    ...filters.map(describeFilter),
    ...(orderBy ? [`by ${orderBy.field}, ${orderBy.direction === 'desc' ? 'descending' : 'ascending'}`] : []),
    `limit ${limit}`,
    ...(wire === 'xml' ? ['XML'] : []),
  ].join(' · ')
}

function describeFilter({ field, operator, value }: Filter): string {
  if (operator === 'blank') return `${field} ${value === 'false' ? 'has a value' : 'has no value'}`
  return `${field} ${operatorLabel(operator, undefined)} ${value}`
}
