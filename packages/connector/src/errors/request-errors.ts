import { CoupaError, type CoupaErrorOptions } from './coupa-error.ts'

export interface QueryInvalidDetails {
  readonly resource: string
  /** The wrong part of the query: a field, an operator, an argument. */
  readonly argument: string | undefined
  /** What is wrong with it, in half a sentence. */
  readonly reason: string
  /** All faults, where several were found at once. `argument` and `reason` describe the first. */
  readonly problems?: readonly OptionProblem[] | undefined
}

/** A query that cannot be sent as it is, or that Coupa refused as such. */
export class QueryInvalidError extends CoupaError<QueryInvalidDetails> {
  readonly code = 'COUPA_QUERY_INVALID'

  constructor(details: QueryInvalidDetails, options: CoupaErrorOptions = {}) {
    const where = details.argument === undefined ? '' : ` at "${details.argument}"`
    super(`The query of ${details.resource} is not valid${where}: ${details.reason}`, details, {
      suggestion: 'Compare the query with the fields and operators that the catalog names for the resource.',
      ...options,
    })
  }
}

/** One option that cannot be used. */
export interface OptionProblem {
  /** Where it stands, with dots: `reading.pageSize`. */
  readonly option: string
  /** What is wrong with it, in half a sentence that begins with the option. */
  readonly message: string
  /** The option that was probably meant, or where this one belongs. */
  readonly suggestion?: string | undefined
}

export interface OptionsDetails {
  /** What the options were given to: `createConnection`, `get`. */
  readonly of: string
  readonly problems: readonly OptionProblem[]
}

/** Options that cannot be used, with every fault at once. Nothing was sent. */
export class OptionsError extends CoupaError<OptionsDetails> {
  readonly code = 'COUPA_OPTIONS_INVALID'

  constructor(details: OptionsDetails, options: CoupaErrorOptions = {}) {
    const { of, problems } = details
    super(`The options of ${of} cannot be used: ${problems.map(({ message }) => message).join('; ')}`, details, {
      suggestion: suggestionOf(problems),
      ...options,
    })
  }
}

export interface UnknownResourceDetails {
  /** The name or path as it was given. */
  readonly resource: string
  /** The closest names that exist, the closest first. */
  readonly nearest: readonly string[]
}

/** The catalog has no resource of that name or path. Nothing was sent. */
export class UnknownResourceError extends CoupaError<UnknownResourceDetails> {
  readonly code = 'COUPA_UNKNOWN_RESOURCE'

  constructor(details: UnknownResourceDetails, options: CoupaErrorOptions = {}) {
    const { resource, nearest } = details
    const hint = nearest.length === 0 ? '' : `; did you mean ${nearest.join(', ')}?`
    super(`The catalog has no resource ${JSON.stringify(resource)}${hint}`, details, {
      suggestion: nearest.length === 0 ? 'List the names with resourceNames().' : `Use ${nearest.join(' or ')}.`,
      ...options,
    })
  }
}

export interface UnknownActionDetails {
  readonly resource: string
  /** The name as it was given. */
  readonly action: string
  /** Whether it was to be called on one record or on the collection. */
  readonly level: 'record' | 'collection'
  /** The closest names that exist, the closest first. */
  readonly nearest: readonly string[]
}

/** A resource has no such action. Nothing was sent. */
export class UnknownActionError extends CoupaError<UnknownActionDetails> {
  readonly code = 'COUPA_UNKNOWN_ACTION'

  constructor(details: UnknownActionDetails, options: CoupaErrorOptions & { readonly known: readonly string[] }) {
    const { resource, action, level, nearest } = details
    const { known, ...rest } = options
    const place = level === 'record' ? `A record of ${resource}` : resource
    const existing = known.length === 0 ? '; it has none' : `; it has ${known.join(', ')}`
    const hint = nearest.length > 0 ? `; did you mean ${nearest.join(', ')}?` : existing
    super(`${place} has no action ${JSON.stringify(action)}${hint}`, details, {
      suggestion: nearest.length > 0 ? `Use ${nearest.join(' or ')}.` : undefined,
      ...rest,
    })
  }
}

export interface UnsupportedOperationDetails {
  readonly resource: string
  /** What was asked for: `delete`. */
  readonly operation: string
}

/** Coupa has no such operation for the resource. Nothing was sent. */
export class UnsupportedOperationError extends CoupaError<UnsupportedOperationDetails> {
  readonly code = 'COUPA_UNSUPPORTED_OPERATION'

  constructor(details: UnsupportedOperationDetails, options: CoupaErrorOptions = {}) {
    super(`Coupa has no operation ${details.operation} for ${details.resource}`, details, {
      suggestion: 'Compare the operations that the catalog names for the resource.',
      ...options,
    })
  }
}

function suggestionOf(problems: readonly OptionProblem[]): string | undefined {
  const suggestions = problems.flatMap(({ suggestion }) => suggestion ?? [])
  return suggestions.length === 0 ? undefined : suggestions.join(' ')
}
