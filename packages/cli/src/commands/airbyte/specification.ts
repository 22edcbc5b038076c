import { authenticationTypes, connectionFields } from '@coupa-connector/connector/internals'
import { readerFields } from '../../streams/reader-fields.ts'
import { credentialsGroup } from '../../streams/reader-settings.ts'

type Property = Readonly<Record<string, unknown>>
type ConnectionField = (typeof connectionFields)[number]

/**
 * The form that Airbyte shows, as a JSON Schema, made from the declarations that every other form is made from. What
 * belongs to one way of signing in is a choice of its own, because Airbyte shows required fields of all ways otherwise.
 */
export function connectionSpecification(): Property {
  const shown = connectionFields.filter(isShown)
  const common = shown.filter(({ name, usedWith }) => name !== 'authenticationType' && usedWith.length > 1)
  const properties = [
    ...common.map((field) => [field.name, connectionProperty(field)] as const),
    [credentialsGroup, credentials(shown)] as const,
    ...readerFields.map((field) => [field.name, readerProperty(field)] as const),
  ]
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Coupa',
    type: 'object',
    additionalProperties: true,
    required: [...common.filter(({ isRequired }) => isRequired).map(({ name }) => name), credentialsGroup],
    properties: Object.fromEntries(properties.map(([name, property], order) => [name, { ...property, order }])),
  }
}

/** A field with one choice only is not a question. */
function isShown({ choices }: ConnectionField): boolean {
  return choices === undefined || choices.length > 1
}

function credentials(shown: readonly ConnectionField[]): Property {
  const type = connectionFields.find(({ name }) => name === 'authenticationType')
  return {
    title: type?.label,
    description: type?.help,
    type: 'object',
    oneOf: authenticationTypes.map((value) => {
      const fields = shown.filter(({ usedWith }) => usedWith.length === 1 && usedWith.includes(value))
      const properties = fields.map((field, index) => [field.name, { ...connectionProperty(field), order: index + 1 }])
      return {
        title: type?.choices?.find((choice) => choice.value === value)?.label ?? value,
        type: 'object',
        required: ['authenticationType', ...fields.filter(({ isRequired }) => isRequired).map(({ name }) => name)],
        properties: {
          authenticationType: { type: 'string', const: value, order: 0 },
          ...Object.fromEntries(properties),
        },
      }
    }),
  }
}

function connectionProperty({ label, help, example, defaultValue, choices, isSecret }: ConnectionField): Property {
  return {
    type: 'string',
    title: label,
    description: help,
    ...(example === undefined ? {} : { examples: [example] }),
    ...(defaultValue === undefined ? {} : { default: defaultValue }),
    ...(choices === undefined ? {} : { enum: choices.map(({ value }) => value) }),
    ...(isSecret ? { airbyte_secret: true } : {}),
  }
}

function readerProperty({
  label,
  help,
  type,
  example,
  defaultValue,
  choices,
}: (typeof readerFields)[number]): Property {
  return {
    type,
    title: label,
    description: help,
    ...(example === undefined ? {} : { examples: [type === 'integer' ? Number(example) : example] }),
    ...(defaultValue === undefined ? {} : { default: defaultValue }),
    ...(choices === undefined ? {} : { enum: choices }),
  }
}
