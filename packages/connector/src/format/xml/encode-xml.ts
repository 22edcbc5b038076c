import {
  codePoint,
  type PlainRecord,
  type PlainValue,
  type SendableValue,
  toPlainRecord,
  unsendable,
} from '../sendable-value.ts'
import { plainDigits } from './plain-digits.ts'
import { notXmlCharacter } from './scan-xml.ts'
import { singularName } from './singular-name.ts'

/**
 * A record as XML body (F-123): collections with `type="array"` and their items under the singular of the field's name;
 * integers and booleans typed; null as `nil="true"`. Fields that are undefined are left out. `root` is the name of the
 * root element, `xmlItem` of the resource. Throws `RecordInvalidError` naming the field for what XML cannot hold: control
 * characters, names that are not XML names.
 */
export function encodeXml(record: { readonly [name: string]: SendableValue }, root: string): string {
  return declaration + element(root, toPlainRecord(record, 'xml'), '')
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'

/** `field` is the path of the value in the record, for errors. */
function element(name: string, value: PlainValue, field: string): string {
  if (!xmlName.test(name)) {
    throw unsendable(field, 'has a name that no XML element can have', 'xml', { otherFormat: 'json' })
  }
  if (isList(value)) return wrap(name, ' type="array"', items(name, value, field))
  if (typeof value === 'object' && value !== null) return wrap(name, '', members(value, field))
  return leaf(name, value, field)
}

function isList(value: PlainValue): value is readonly PlainValue[] {
  return Array.isArray(value)
}

// Names as Coupa uses them; colons, which XML would allow, mean namespaces.
const xmlName = /^[\p{L}_][\p{L}\p{N}\p{M}_.\u00b7-]*$/u

function wrap(name: string, attributes: string, content: string): string {
  return content === '' ? `<${name}${attributes}/>` : `<${name}${attributes}>${content}</${name}>`
}

function items(name: string, values: readonly PlainValue[], field: string): string {
  const itemName = singularName(name)
  return values.map((value, i) => element(itemName, value, `${field}[${i}]`)).join('')
}

function members(record: PlainRecord, field: string): string {
  return Object.entries(record)
    .map(([name, value]) => element(name, value, field === '' ? name : `${field}.${name}`))
    .join('')
}

function leaf(name: string, value: string | number | boolean | null, field: string): string {
  if (value === null) return `<${name} nil="true"/>`
  if (typeof value === 'boolean') return `<${name} type="boolean">${value}</${name}>`
  if (typeof value === 'number') {
    const type = Number.isInteger(value) ? 'integer' : 'decimal'
    return `<${name} type="${type}">${plainDigits(value)}</${name}>`
  }
  return wrap(name, '', escapeText(value, field))
}

function escapeText(text: string, field: string): string {
  const position = text.search(notXmlCharacter)
  if (position >= 0) {
    const reason = `contains the character ${codePoint(text, position)} at position ${position}, which XML cannot contain`
    throw unsendable(field, reason, 'xml', { position, otherFormat: 'json' })
  }
  return text.replace(/[&<>\r]/g, (character) => entities[character] ?? character)
}

// A carriage return would come back as a line feed unless it is written as a reference.
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;' }
