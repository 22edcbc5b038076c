import type { ConnectionFieldDescription, FieldProblem, SettingsCheck } from '@coupa-connector/protocol'
import { type ConnectionForm, fieldValue } from './connection-form.ts'

/** Something to say at one field. */
export interface Finding {
  readonly message: string
  readonly suggestion?: string | undefined
  /** The value that would mend it; one press takes it. */
  readonly suggestedValue?: string | undefined
}

export interface FieldFindings {
  /** Wrong, or missing. */
  readonly problem: Finding | undefined
  readonly notices: readonly Finding[]
}

export interface FindingsInput {
  readonly fields: readonly ConnectionFieldDescription[]
  readonly form: ConnectionForm
  readonly check: Pick<SettingsCheck, 'problems' | 'notices'> | undefined
  /** What the hub refused when it was asked to save. */
  readonly refused: readonly FieldProblem[]
  /** Fields that a person has been at. */
  readonly touched: ReadonlySet<string>
  /** Whether to mention fields that nobody has visited yet: once the connection is stored, or after an attempt to save. */
  readonly isComplete: boolean
}

/**
 * The remarks, by field. A missing value is mentioned only where a person has been, so that an empty form does not start with a
 * wall of errors. Suggested values are offered all the same.
 */
export function findingsOf(input: FindingsInput): ReadonlyMap<string, FieldFindings> {
  const { fields, form, check, refused, touched, isComplete } = input
  return new Map(
    fields.map((field): [string, FieldFindings] => {
      const problem =
        check?.problems.find((found) => found.field === field.name) ??
        refused.find((found) => fieldNameOf(found.field) === field.name)
      const isGiven = field.isSecret ? form.secrets[field.name] !== undefined : form.fields[field.name]?.trim()
      const isShown = isComplete || isGiven || touched.has(field.name)
      const notices = (check?.notices ?? []).filter((notice) => notice.field === field.name)
      const offered =
        problem?.suggestedValue !== undefined && !isShown
          ? [{ message: problem.suggestion ?? '', suggestedValue: problem.suggestedValue }]
          : []
      return [
        field.name,
        {
          problem: isShown ? problem : undefined,
          notices: [...offered, ...notices.filter(({ kind }) => kind !== 'problem')].filter(
            ({ suggestedValue }) => suggestedValue !== fieldValue(form, field),
          ),
        },
      ]
    }),
  )
}

/** `body.fields.url` and `body.secrets.token` are the fields `url` and `token`. `body.name` is the name. */
export function fieldNameOf(path: string): string {
  return path.replace(/^body\.(?:(?:fields|secrets)\.)?/, '')
}
