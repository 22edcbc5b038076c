import type { CheckedSettings, ConnectionType, FieldProblem } from '@coupa-connector/protocol'

export interface CheckedFields {
  /** Without values that were given for secret fields: those must never be stored in clear. */
  readonly fields: Readonly<Record<string, string>>
  readonly check: CheckedSettings
}

/**
 * Checks settings by the connection type. A secret that was written among the fields, in clear, is taken out and is a
 * problem of its own: it belongs into a handle.
 */
export function checkSettings(
  connectionType: ConnectionType,
  given: Readonly<Record<string, string>>,
  setSecrets: readonly string[],
): CheckedFields {
  const secretFields = new Map(
    connectionType.fields.filter((field) => field.isSecret).map((field) => [field.name, field]),
  )
  const fields = Object.fromEntries(Object.entries(given).filter(([name]) => !secretFields.has(name)))
  const check = connectionType.check({ fields, setSecrets })
  const inClear = Object.keys(given).flatMap((name): FieldProblem[] => {
    const field = secretFields.get(name)
    if (!field || given[name]?.trim() === '') return []
    return [
      {
        field: name,
        message: `${field.label} is a secret and was given among the fields; it was not stored.`,
        suggestion: 'Set it with `secrets.create` and give the handle under `secrets`.',
      },
    ]
  })
  if (inClear.length === 0) return { fields, check }
  const others = check.problems.filter(({ field }) => !inClear.some((problem) => problem.field === field))
  return { fields, check: { ...check, problems: [...inClear, ...others], effective: {} } }
}

/**
 * The problems that forbid to store the settings. Work may be stored half-finished, so that nothing of a form is lost:
 * required fields and secrets may be missing. But what is given must be right, unknown fields are refused, and the
 * organization must be known, because secrets are bound to its host.
 */
export function problemsOfDraft(
  { fields, check }: CheckedFields,
  setSecrets: readonly string[],
): readonly FieldProblem[] {
  const isMissing = ({ field }: FieldProblem): boolean =>
    (fields[field] ?? '').trim() === '' && !Object.hasOwn(fields, field) && !setSecrets.includes(field)
  return check.problems.filter((problem) => {
    if (check.organization === null) return true
    return !isMissing(problem)
  })
}
