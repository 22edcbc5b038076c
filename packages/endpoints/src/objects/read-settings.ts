import type { SettingDeclaration } from '../contract/destination-type.ts'
import { EndpointError } from '../contract/endpoint-error.ts'

/**
 * The settings of a destination or a source with their defaults. Throws `SETTING_INVALID` that names the first unknown, missing or
 * impossible one; never the value of a secret.
 */
export function readSettings(
  given: Readonly<Record<string, string>>,
  declarations: readonly SettingDeclaration[],
  kind: string,
  what: 'destination' | 'source' = 'destination',
): Readonly<Record<string, string>> {
  const names = declarations.map(({ name }) => name)
  const unknown = Object.keys(given).find((name) => !names.includes(name))
  if (unknown !== undefined) {
    throw new EndpointError('SETTING_INVALID', `A ${what} of the kind ${kind} has no setting "${unknown}".`, {
      field: unknown,
      remedy: `It has: ${names.join(', ')}.`,
    })
  }
  const settings: Record<string, string> = {}
  for (const declaration of declarations) {
    const { name, isRequired, choices } = declaration
    const value = given[name]?.trim() || declaration.default
    if (value === undefined) {
      if (isRequired) throw missing(declaration)
      continue
    }
    if (choices !== undefined && !choices.includes(value)) {
      throw new EndpointError('SETTING_INVALID', `${name} is "${value}", which is not one of its choices.`, {
        field: name,
        remedy: `Choose one of ${choices.join(', ')}.`,
      })
    }
    settings[name] = declaration.isSecret ? (given[name] ?? value) : value
  }
  return settings
}

function missing({ name, title, description }: SettingDeclaration): EndpointError {
  return new EndpointError('SETTING_INVALID', `The setting ${name} (${title}) is missing.`, {
    field: name,
    remedy: `Set ${name}: ${description}.`,
  })
}
