import { z } from 'zod'
import { definitionSchema } from '../../../process/src/definition/definition-schema.ts'
import { loadSchema } from '../../../process/src/load/load-schema.ts'
import { code, plainText, table } from './markdown.ts'

type Schema = Readonly<Record<string, unknown>>

/** The page of the format of definitions, from the schemas that check them. */
export function definitionPage(): string {
  return `# Definitions

The fields of a definition, as JSON or YAML. [Processes](/docs/processes/) and [Loads](/docs/loads/) explain them with examples, and
[Templates](/docs/reference/templates/) are definitions to begin with. An editor that knows JSON Schema completes a definition with
the file ${code('schema/process.schema.json')} of the package ${code('@coupa-connector/process')}.

## Out of Coupa

${describe(schemaOf(definitionSchema))}
## Into Coupa

${describe(schemaOf(loadSchema))}`
}

function schemaOf(schema: z.ZodType): Schema {
  return z.toJSONSchema(schema, { io: 'input', target: 'draft-2020-12' }) as Schema
}

/** A table of all fields, each by its path from the top. */
function describe(schema: Schema): string {
  return table(['Field', 'Value', 'What it is'], rowsOf(schema, '', schema))
}

function rowsOf(schema: Schema, path: string, root: Schema): string[][] {
  const properties = (schema.properties ?? {}) as Readonly<Record<string, Schema>>
  const required = (schema.required ?? []) as readonly string[]
  return Object.entries(properties).flatMap(([name, field]) => {
    const here = `${path}${name}`
    const value = `${valuesOf(field, root)}${required.includes(name) ? ', **required**' : ''}`
    const row = [code(here), value, aboutOf(field)]
    return [row, ...below(field, here, root)]
  })
}

/** The fields of an object, of the entries of a map, and of the items of a list. */
function below(field: Schema, path: string, root: Schema): string[][] {
  const target = resolve(field, root)
  const variants = variantsOf(target)
  if (variants.length > 0) {
    const rows = variants.flatMap((variant) => below(variant, path, root))
    return [...new Map(rows.map((row) => [row[0], row])).values()]
  }
  const { items, additionalProperties: entries } = target
  const inner = isSchema(items)
    ? ([items, '[]'] as const)
    : isSchema(entries)
      ? ([entries, '.NAME'] as const)
      : undefined
  const own = target.properties === undefined || path.split('.').length > 6 ? [] : rowsOf(target, `${path}.`, root)
  return inner === undefined ? own : [...own, ...below(inner[0], `${path}${inner[1]}`, root)]
}

function valuesOf(field: Schema, root: Schema): string {
  const target = resolve(field, root)
  const { type, enum: values, const: only, default: preset, minimum, maximum } = target
  const variants = variantsOf(target)
  const base =
    variants.length > 0
      ? [...new Set(variants.map((variant) => valuesOf(variant, root)))].join(' or ')
      : only !== undefined
        ? code(JSON.stringify(only))
        : Array.isArray(values)
          ? values.map((value) => code(JSON.stringify(value))).join(', ')
          : type === 'array' && isSchema(target.items)
            ? `list of ${valuesOf(target.items, root)}`
            : String(type ?? 'any')
  const bounds = typeof minimum === 'number' && typeof maximum === 'number' && maximum < Number.MAX_SAFE_INTEGER
  const range = bounds ? `, ${minimum} to ${maximum}` : ''
  const initial = preset === undefined || typeof preset === 'object' ? '' : `; default ${code(JSON.stringify(preset))}`
  return `${base}${range}${initial}`
}

function aboutOf({ description }: Schema): string {
  return typeof description === 'string' ? plainText(description) : ''
}

function variantsOf({ anyOf, oneOf }: Schema): readonly Schema[] {
  const variants = anyOf ?? oneOf
  return Array.isArray(variants) ? variants.filter(isSchema) : []
}

/** What a reference means. A definition that holds itself has no end as a table, so that only its kind is said. */
function resolve(schema: Schema, root: Schema): Schema {
  if (typeof schema.$ref !== 'string') return schema
  const name = schema.$ref.slice('#/$defs/'.length)
  const definitions = (root.$defs ?? {}) as Readonly<Record<string, Schema>>
  const target = definitions[name] ?? {}
  return JSON.stringify(target).includes(`"#/$defs/${name}"`) ? { type: target.type ?? 'value' } : target
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
}
