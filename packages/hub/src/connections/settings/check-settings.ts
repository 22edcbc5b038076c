import type { CheckedSettings, ConnectionType, FieldProblem } from '@coupa-connector/protocol'

export interface CheckedFields {
  /** Without the values that were given for secret fields, because those must never be stored in clear. */
  readonly fields: Readonly<Record<string, string>>
  readonly check: CheckedSettings
  /** The problems that forbid to store the settings, even as a draft. */
  readonly refusals: readonly FieldProblem[]
}

/**
 * Checks settings by the connection type. A secret that was written among the fields, in clear, is taken out and is a
 * problem of its own: it belongs into a handle.
 *
 * What may be stored: work may be half-finished, so that nothing of a form is lost. Required fields and secrets may be
 * missing; such a connection is never tested and cannot be used, and what is missing stands among its notices. But what
 * is given must be right, there are no unknown fields, and URL must be there, because secrets are bound to its host.
 */
export function checkSettings(
  connectionType: ConnectionType,
  given: Readonly<Record<string, string>>,
  setSecrets: readonly string[],
): CheckedFields {
  const declared = new Map(connectionType.fields.map((field) => [field.name, field]))
  const isSecret = (name: string): boolean => declared.get(name)?.isSecret === true
  const isGiven = (name: string): boolean => (given[name] ?? '').trim() !== ''
  const fields = Object.fromEntries(Object.entries(given).filter(([name]) => !isSecret(name)))
  const check = connectionType.check({ fields, setSecrets })

  const inClear = Object.keys(given).filter((name) => isSecret(name) && isGiven(name))
  const problems = [
    ...inClear.map((name) => ({
      field: name,
      message: `${declared.get(name)?.label} is a secret and was given among the fields; it is not stored.`,
      suggestion: 'Set it by itself and give its handle among the secrets.',
    })),
    ...check.problems.filter(({ field }) => !inClear.includes(field)),
  ]
  const isMissing = ({ field }: FieldProblem): boolean =>
    declared.has(field) && !isGiven(field) && !setSecrets.includes(field)
  return {
    fields,
    check: { ...check, problems, effective: problems.length > 0 ? {} : check.effective },
    refusals: check.organization === null ? problems : problems.filter((problem) => !isMissing(problem)),
  }
}
