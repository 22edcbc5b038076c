import type { FieldDescription, TypeDescription } from '@coupa-connector/catalog'
import { isSendableRecord, type SendableValue, sendableLeaf, unsendable } from '../sendable-value.ts'
import { singularName } from './singular-name.ts'

export interface EncodeXmlOptions {
  /** Name of the root element, `xmlItem` of the resource. */
  readonly item: string
  /** Fields of the record by the catalog: their types name the elements of nested collections. */
  readonly fields?: readonly FieldDescription[] | undefined
  /** Looks up the types that fields refer to. */
  readonly findType?: ((name: string) => TypeDescription | undefined) | undefined
}

/**
 * A record as XML body (F-123): collections with `type="array"` and the item names of the catalog, else the
 * singular of the field's name; integers and booleans typed; null as `nil="true"`. Fields that are undefined are left
 * out. Throws `TypeError` naming the field for what XML cannot hold: control characters, names that are no XML names.
 */
export function encodeXml(record: { readonly [name: string]: SendableValue }, options: EncodeXmlOptions): string {
  const { item, fields = [], findType = () => undefined } = options
  return declaration + element(item, record, { field: '', depth: 0, fields, findType, itemName: undefined })
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'

interface Place {
  /** Path in the record, for errors. */
  readonly field: string
  readonly depth: number
  /** What the catalog knows of the members of the value here. */
  readonly fields: readonly FieldDescription[]
  readonly findType: (name: string) => TypeDescription | undefined
  /** Element name of the items, when the value here is an array. */
  readonly itemName: string | undefined
}

/** Deeper than any record of Coupa's; a record that contains itself ends here with a clear error. */
const maxDepth = 100

function element(name: string, value: SendableValue, place: Place): string {
  if (!xmlName.test(name)) throw unsendable(place.field, `has a name that no XML element can have`)
  if (place.depth > maxDepth) throw unsendable(place.field, `is nested deeper than ${maxDepth} levels`)
  if (Array.isArray(value)) return wrap(name, ' type="array"', items(name, value, place))
  if (isSendableRecord(value)) return wrap(name, '', members(value, place))
  return leaf(name, value, place.field)
}

// Names as Coupa uses them; colons, which XML would allow, mean namespaces.
const xmlName = /^[\p{L}_][\p{L}\p{N}\p{M}_.\u00b7-]*$/u

function wrap(name: string, attributes: string, content: string): string {
  return content === '' ? `<${name}${attributes}/>` : `<${name}${attributes}>${content}</${name}>`
}

function items(name: string, values: readonly SendableValue[], place: Place): string {
  const itemName = place.itemName ?? singularName(name)
  return values
    .map((value, i) => {
      const field = `${place.field}[${i}]`
      return element(itemName, value ?? null, { ...place, field, depth: place.depth + 1, itemName: undefined })
    })
    .join('')
}

function members(record: { readonly [name: string]: SendableValue }, place: Place): string {
  return Object.entries(record)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => element(name, value, memberPlace(name, place)))
    .join('')
}

function memberPlace(name: string, place: Place): Place {
  const { findType, depth } = place
  const hyphenated = name.replaceAll('_', '-')
  const reference = place.fields.find((field) => field.name === hyphenated)?.references?.[0]
  const type = reference === undefined ? undefined : findType(reference)
  return {
    field: place.field === '' ? name : `${place.field}.${name}`,
    depth: depth + 1,
    fields: type?.fields ?? [],
    findType,
    itemName: type?.xmlItem,
  }
}

function leaf(name: string, value: SendableValue, field: string): string {
  const sendable = sendableLeaf(value, field)
  if (sendable === null) return `<${name} nil="true"/>`
  if (typeof sendable === 'boolean') return `<${name} type="boolean">${sendable}</${name}>`
  if (typeof sendable === 'number') {
    const type = Number.isInteger(sendable) ? 'integer' : 'decimal'
    return `<${name} type="${type}">${sendable}</${name}>`
  }
  return wrap(name, '', escapeText(sendable, field))
}

function escapeText(text: string, field: string): string {
  const position = text.search(notXmlCharacter)
  if (position >= 0) {
    const code = text.charCodeAt(position).toString(16).padStart(4, '0')
    throw unsendable(field, `holds the character U+${code} at position ${position}, which XML cannot hold`)
  }
  return text.replace(/[&<>\r]/g, (character) => entities[character] ?? character)
}

// A carriage return would come back as a line feed unless it is written as a reference.
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;' }

// Characters outside XML 1.0: control characters, halves of surrogate pairs, U+FFFE and U+FFFF.
const notXmlCharacter =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/
