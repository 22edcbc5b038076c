import type { TestReport } from '@coupa-connector/protocol'

/** A change of one field that may mend the settings, as a button offers it. */
export interface OfferedChange {
  readonly field: string
  readonly value: string
  /** Of the button. */
  readonly label: string
}

const labels: Readonly<Record<string, string>> = { url: 'URL', accessTokenUrl: 'Access Token URL', scope: 'Scope' }

/**
 * Changes that a report suggests: a URL that was probably meant, values for fields that are wrong, and a Scope without what
 * Coupa does not grant or with what is lacking. Nothing is offered that stands in the form already.
 */
export function offeredChanges(report: TestReport, fields: Readonly<Record<string, string>>): readonly OfferedChange[] {
  const { suggestedChange, problems, outcome, missingScopes } = report
  const offers = [
    ...(suggestedChange ? [change(suggestedChange.field, suggestedChange.value)] : []),
    ...problems.flatMap(({ field, suggestedValue }) =>
      typeof suggestedValue === 'string' ? [change(field, suggestedValue)] : [],
    ),
    ...scopeChange(outcome, missingScopes, fields.scope ?? ''),
  ]
  return offers.filter(({ field, value }) => value !== fields[field])
}

function change(field: string, value: string): OfferedChange {
  return { field, value, label: `Change ${labels[field] ?? field} to ${value}` }
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
