import { connectionFields } from '@coupa-connector/connector/internals'

/** A field that is not a secret, with where the command line takes it from. */
export interface PlainField {
  readonly name: string
  readonly label: string
  /** Long name of the option without dashes. */
  readonly option: string
  readonly environmentVariable: string
}

/** The fields that users give as options or in the environment, from the connector's one declaration. */
export function plainFields(): readonly PlainField[] {
  return connectionFields.flatMap(({ name, label, flag, environmentVariable, isSecret }) =>
    isSecret || !flag || !environmentVariable ? [] : [{ name, label, option: flag.slice(2), environmentVariable }],
  )
}
