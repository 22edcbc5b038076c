import type { FieldDescription, FieldType } from '../../src/shapes/description.ts'
import type { FactDefinition } from './read-facts.ts'
import { FIELD_TYPES, SET_BY_COUPA } from './read-field.ts'

/** The fields of a definition of the Swagger schema, from its notation of types (see `FactDefinition`). */
export function readDefinition(
  definition: FactDefinition,
  aliases: ReadonlyMap<string, string>,
  isKnown: (name: string) => boolean,
): FieldDescription[] {
  return Object.entries(definition.fields).map(([name, text]) => {
    const reference = /->([\w-]+)/.exec(text)?.[1]
    const target = reference === undefined ? undefined : (aliases.get(reference) ?? reference)
    const [precision, scale] = (/\((\d+),(\d+)\)/.exec(text)?.slice(1) ?? []).map(Number)
    const maxLength = /^string\((\d+)\)/.exec(text)?.[1]
    return {
      name: name.replace(/\?$/, ''),
      type: definitionType(text),
      // A field that points at its own type is an error of the generator (F-480).
      ...(target !== undefined && target !== definition.def && isKnown(target) ? { references: [target] } : {}),
      isReadable: true,
      isWritable: !text.endsWith('!') && !SET_BY_COUPA.has(name),
      isRequired: definition.required.includes(name),
      isUnique: false,
      ...(maxLength === undefined ? {} : { maxLength: Number(maxLength) }),
      ...(precision === undefined || scale === undefined ? {} : { precision, scale }),
      origin: 'swagger',
    }
  })
}

function definitionType(text: string): FieldType {
  if (text.startsWith('[]')) return 'array'
  if (text.startsWith('->')) return 'object'
  if (/^(float|decimal)/.test(text)) return 'decimal'
  const word = /^[a-z]+/.exec(text)?.[0] ?? ''
  return word === 'text' || word === 'time' ? 'string' : FIELD_TYPES.includes(word) ? (word as FieldType) : 'unknown'
}
