import type { TestReport } from '@coupa-connector/protocol'
import { nearestScope } from '../../connections/fields/nearest-scope.ts'
import { joinScopes, splitScopes } from '../../connections/fields/scope-text.ts'

/** A change of one field that may mend the settings, as a button offers it. */
export interface OfferedChange {
  readonly field: string
  readonly value: string
  /** Of the button. */
  readonly label: string
}

const labels: Readonly<Record<string, string>> = { url: 'URL', accessTokenUrl: 'Access Token URL', scope: 'Scope' }

/**
 * Changes that a report suggests: a URL that was probably meant, values for fields that are wrong, a Scope as Coupa writes
 * it, and a Scope without what Coupa does not grant or with what is lacking. Nothing is offered that the form has already.
 */
export function offeredChanges(
  report: TestReport,
  fields: Readonly<Record<string, string>>,
  knownScopes: readonly string[] = [],
): readonly OfferedChange[] {
  const { suggestedChange, problems, outcome, missingScopes } = report
  const offers = [
    ...(isAboutScope(outcome) ? correctedScope(fields.scope ?? '', knownScopes) : []),
    ...(suggestedChange ? [change(suggestedChange.field, suggestedChange.value)] : []),
    ...problems.flatMap(({ field, suggestedValue }) =>
      typeof suggestedValue === 'string' ? [change(field, suggestedValue)] : [],
    ),
    ...scopeChange(outcome, missingScopes, fields.scope ?? ''),
  ]
  const isNew = offers.filter(({ field, value }) => value !== fields[field])
  return isNew.filter(
    ({ field, value }, index) => isNew.findIndex((other) => other.field === field && other.value === value) === index,
  )
}

function change(field: string, value: string): OfferedChange {
  return { field, value, label: `Change ${labels[field] ?? field} to ${value}` }
}

/** Outcomes that speak of scopes: the scope was refused, or something could not be read with it. */
function isAboutScope(outcome: string): boolean {
  return outcome.includes('SCOPE')
}

/** A Scope with separators and names as Coupa knows them. */
function correctedScope(scope: string, known: readonly string[]): readonly OfferedChange[] {
  const names = splitScopes(scope)
  const right = names.map((name) => nearestScope(name, known) ?? name)
  const value = joinScopes(right)
  if (names.length === 0 || value === scope.trim()) return []
  const renamed = names.flatMap((name, index) => (right[index] === name ? [] : [`${name} to ${right[index]}`]))
  const label = renamed.length > 0 ? `Change ${renamed.join(', ')}` : 'Separate the scopes with spaces'
  return [{ field: 'scope', value, label }]
}

function scopeChange(outcome: string, missing: readonly string[], scope: string): readonly OfferedChange[] {
  const asked = scope.split(/[\s,]+/).filter(Boolean)
  if (missing.length === 0 || asked.length === 0) return []
  const list = missing.join(', ')
  if (outcome === 'SCOPE_NOT_GRANTED') {
    const rest = asked.filter((each) => !missing.includes(each))
    // Nothing is left to ask for when all are taken out.
    return rest.length === 0 ? [] : [{ field: 'scope', value: rest.join(' '), label: `Remove ${list} from Scope` }]
  }
  const added = missing.filter((each) => !asked.includes(each))
  return added.length === 0
    ? []
    : [{ field: 'scope', value: [...asked, ...added].join(' '), label: `Add ${added.join(', ')} to Scope` }]
}
