import type { FieldDescription, FieldType, ResourceDescription, TypeDescription } from '@coupa-connector/catalog'
import type { CustomField, CustomFieldSet } from './custom-fields.ts'
import { extraFieldsOf } from './extra-fields.ts'
import { singular, wireName } from './names.ts'
import { embeddedViews } from './views.ts'

/** What the sandbox needs of the catalog; tests may hand in a small one. */
export interface CatalogSource {
  listResources(): readonly { readonly name: string; readonly type: string }[]
  findResource(name: string): ResourceDescription | undefined
  findType(name: string): TypeDescription | undefined
}

/** A field together with where its objects live. */
export interface FieldShape {
  readonly name: string
  readonly type: FieldType
  readonly isReadable: boolean
  readonly isWritable: boolean
  /** Whether the field tables list it for input only. A record shows it all the same once it holds something. */
  readonly isInputOnly: boolean
  readonly isRequired: boolean
  readonly isUnique: boolean
  readonly maxLength: number | undefined
  readonly scale: number | undefined
  readonly allowedValues: readonly (string | number)[]
  /** Element of one item in XML; for arrays only. */
  readonly xmlItem: string
  /** True when the value points to records of another resource; false when it holds them. */
  readonly isReference: boolean
  /** Resource that the value points to. */
  readonly target: string | undefined
  /** Shape of the record on the other side, whether held or pointed to. Computed on first use. */
  readonly shape: RecordShape | undefined
}

/** The shape of the records of a resource, or of objects that live inside other records. */
export interface RecordShape {
  /** Name of the type in the catalog, for example `Invoice`. */
  readonly type: string
  /** Resource whose records have this shape; undefined for embedded ones. */
  readonly resource: string | undefined
  /** Key of the model in errors, for example `invoice_header`. */
  readonly model: string
  readonly xmlItem: string
  readonly xmlArray: string
  /** In the order of the wire: id, times, scalars, custom fields, associations, authors (F-087). */
  readonly fields: readonly FieldShape[]
  readonly naturalKeys: readonly (readonly string[])[]
  /** Those of this moment. */
  readonly customFields: readonly CustomField[]
  /** Whether an administrator took away the custom field of this name. */
  isCustomFieldRemoved(name: string): boolean
  /** Finds a field; hyphens, underscores and a question mark make no difference. */
  field(name: string): FieldShape | undefined
}

/** All shapes, by resource and by type. */
export interface Schema {
  readonly resourceNames: readonly string[]
  /** A resource by its exact name in the catalog. */
  resource(name: string): ResourceDescription | undefined
  /** Shape of the records of a resource. Throws TypeError for a resource that the catalog does not have. */
  shapeOf(resource: string): RecordShape
  shapeOfType(type: string): RecordShape | undefined
  /** The resource without parents whose records are of a type. */
  resourceOfType(type: string): string | undefined
  readonly customFields: CustomFieldSet
}

const lastFields = ['created-by', 'updated-by']
const firstFields = ['id', 'created-at', 'updated-at']
/** Fields that a query may ask for and that no answer shows (F-373). */
const hiddenFields: ReadonlySet<string> = new Set(['coupa_pay/statements status'])
/** Documents live in their header only, even where a header is also a resource type. */
const ownedFields = new Set(embeddedViews.map((view) => `${view.owner} ${view.field}`))

/** Builds shapes from the catalog and the custom fields of an organization, each on first use. */
export function createSchema(catalog: CatalogSource, customFields: CustomFieldSet): Schema {
  const names = new Set(catalog.listResources().map(({ name }) => name))
  const resourceByType = new Map<string, string>()
  for (const { name, type } of catalog.listResources()) {
    const known = resourceByType.get(type)
    const isBetter = known === undefined || name.length < known.length
    if (!name.includes(':') && isBetter) resourceByType.set(type, name)
  }
  const descriptions = new Map<string, ResourceDescription | undefined>()
  const shapes = new Map<string, RecordShape>()
  const typeShapes = new Map<string, RecordShape | undefined>()

  const schema: Schema = {
    resourceNames: [...names],
    resource(name) {
      if (!names.has(name)) return undefined
      if (!descriptions.has(name)) descriptions.set(name, catalog.findResource(name))
      return descriptions.get(name)
    },
    shapeOf(resource) {
      const known = shapes.get(resource)
      if (known) return known
      const description = schema.resource(resource)
      if (!description) throw new TypeError(`resource '${resource}' is not in the catalog`)
      const shape = createShape(description.type, description, resource, schema)
      shapes.set(resource, shape)
      return shape
    },
    shapeOfType(type) {
      if (typeShapes.has(type)) return typeShapes.get(type)
      const resource = resourceByType.get(type)
      const description = catalog.findType(type)
      const shape = resource
        ? schema.shapeOf(resource)
        : description && createShape(type, { ...description, model: modelOf(description) }, undefined, schema)
      typeShapes.set(type, shape)
      return shape
    },
    resourceOfType: (type) => resourceByType.get(type),
    customFields,
  }
  return schema
}

interface ShapeSource {
  readonly model: string
  readonly xmlItem: string
  readonly xmlArray: string
  readonly fields: readonly FieldDescription[]
  readonly naturalKeys: readonly (readonly string[])[]
}

function createShape(type: string, source: ShapeSource, resource: string | undefined, schema: Schema): RecordShape {
  const known = new Set(source.fields.map((field) => field.name))
  const extra = extraFieldsOf(resource ?? type).filter((field) => !known.has(field.name))
  const overridden = new Map(extraFieldsOf(resource ?? type).map((field) => [field.name, field]))
  const described = source.fields
    .filter((field) => field.name !== 'custom-fields')
    .map((field) => ({ ...field, ...overridden.get(field.name) }))
  const fields = [...described, ...extra]
    .map((field) => createField(field, resource, schema))
    .sort((left, right) => rank(left) - rank(right))
  const byName = new Map(fields.map((field) => [wireName(field.name), field]))
  return {
    type,
    resource,
    model: source.model,
    xmlItem: source.xmlItem,
    xmlArray: source.xmlArray,
    fields,
    naturalKeys: source.naturalKeys,
    get customFields() {
      return [...schema.customFields.of(resource ?? ''), ...schema.customFields.of(type)]
    },
    isCustomFieldRemoved: (name) =>
      schema.customFields.isRemoved(resource ?? '', name) || schema.customFields.isRemoved(type, name),
    field: (name) => byName.get(wireName(name)) ?? byName.get(wireName(name).toLowerCase()),
  }
}

function createField(field: FieldDescription, owner: string | undefined, schema: Schema): FieldShape {
  const type = field.references?.[0]
  const isOwned = owner !== undefined && ownedFields.has(`${owner} ${field.name}`)
  const target = type && !isOwned ? schema.resourceOfType(type) : undefined
  let shape: RecordShape | undefined
  let isComputed = false
  return {
    name: field.name,
    type: field.type,
    isReadable:
      (field.isReadable || !field.isWritable || isInputOnly(field)) && !hiddenFields.has(`${owner} ${field.name}`),
    isInputOnly: isInputOnly(field),
    isWritable: field.isWritable,
    isRequired: field.isRequired,
    isUnique: field.isUnique,
    maxLength: field.maxLength,
    scale: field.scale,
    allowedValues: field.allowedValues ?? [],
    xmlItem: singular(field.name),
    isReference: target !== undefined,
    target,
    get shape() {
      if (!isComputed) shape = type ? schema.shapeOfType(type) : undefined
      isComputed = true
      return shape
    },
  }
}

/** What was accepted can be read again, but for secrets and for commands such as `_cancel`. */
function isInputOnly({ name, isReadable, isWritable }: FieldDescription): boolean {
  return !isReadable && isWritable && !/^_|password|secret|token/.test(name)
}

function rank(field: FieldShape): number {
  if (firstFields.includes(field.name)) return firstFields.indexOf(field.name)
  if (lastFields.includes(field.name)) return 100 + lastFields.indexOf(field.name)
  return field.type === 'object' || field.type === 'array' ? 50 : 10
}

function modelOf(description: TypeDescription): string {
  return (description.aliases[0] ?? description.name)
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .replaceAll(/[-:]+/g, '_')
    .toLowerCase()
}
