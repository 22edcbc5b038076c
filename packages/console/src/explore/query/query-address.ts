import {
  defaultLimit,
  type ExploreQuery,
  emptyQuery,
  type FieldChoice,
  type Filter,
  maxLimit,
  operators,
} from './query-model.ts'

/** Stands for all fields where nothing else would. */
const allFields = '*all'

/**
 * A query as one word of the address: `fields=id,status&where=status eq approved&order=-id&limit=20`, encoded like a form.
 * What is as by default is left out.
 */
export function writeQuery(query: ExploreQuery): string {
  const words = new URLSearchParams()
  if (query.fields === 'limited') words.set('fields', '*limited')
  else if (query.fields !== 'all') words.set('fields', query.fields.join(','))
  for (const { field, operator, value } of query.filters) words.append('where', `${field} ${operator} ${value}`)
  if (query.orderBy) words.set('order', `${query.orderBy.direction === 'desc' ? '-' : ''}${query.orderBy.field}`)
  if (query.limit !== defaultLimit) words.set('limit', String(query.limit))
  if (query.wire !== 'json') words.set('wire', query.wire)
  for (const [name, value] of Object.entries(query.parents)) if (value !== '') words.set(`parent.${name}`, value)
  // Without any words an address asks for the fields that are shown at first.
  return words.toString() || `fields=${allFields}`
}

/**
 * The query in an address. Parts that make no sense are ignored, because an address may have been shortened or typed by hand.
 */
export function readQuery(text: string | undefined): ExploreQuery {
  const words = new URLSearchParams(text ?? '')
  const limit = Number(words.get('limit') ?? defaultLimit)
  return {
    ...emptyQuery,
    fields: readFields(words.get('fields')),
    filters: words.getAll('where').flatMap(readFilter),
    orderBy: readOrder(words.get('order')),
    limit: Number.isInteger(limit) && limit >= 1 && limit <= maxLimit ? limit : defaultLimit,
    wire: words.get('wire') === 'xml' ? 'xml' : 'json',
    parents: Object.fromEntries(
      [...words].flatMap(([name, value]) =>
        name.startsWith('parent.') && value !== '' ? [[name.slice('parent.'.length), value]] : [],
      ),
    ),
  }
}

function readFields(text: string | null): FieldChoice {
  if (text === null || text === allFields) return 'all'
  if (text === '*limited') return 'limited'
  return text.split(',').filter((name) => name !== '')
}

function readFilter(text: string): Filter[] {
  const [, field = '', given = '', value = ''] = /^(\S*) (\S+) (.*)$/s.exec(text) ?? []
  const operator = operators.find((known) => known === given)
  return operator ? [{ field, operator, value }] : []
}

function readOrder(text: string | null): ExploreQuery['orderBy'] {
  if (!text) return undefined
  const field = text.replace(/^-/, '')
  return field === '' ? undefined : { field, direction: text.startsWith('-') ? 'desc' : 'asc' }
}
