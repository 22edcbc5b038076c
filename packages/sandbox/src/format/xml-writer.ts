import type { FieldType } from '@coupa-connector/catalog'
import type { QuirkSettings } from '../settings/quirks.ts'
import type { RenderedBody, RenderedMember, RenderedRecord } from './rendered.ts'

/** First line of every XML answer (F-120). */
export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

const floats = new Set(['quantity', 'discount-rate'])
const symbols = new Set(['authentication-method', 'event-type'])

/** Writes bodies as Coupa writes XML: type and nil attributes, self-closed empty collections (F-123, F-124, F-125). */
export function createXmlWriter(quirks: QuirkSettings): (body: RenderedBody) => string {
  const dateTimeType = quirks['xml-datetime-type']
  const keepsNullTypes = quirks['xml-null-type'] === 'keep'

  function typeAttribute(name: string, type: FieldType): string {
    if (symbols.has(name)) return ' type="symbol"'
    switch (type) {
      case 'integer':
      case 'boolean':
      case 'date':
        return ` type="${type}"`
      case 'decimal':
        return floats.has(name) ? ' type="float"' : ' type="decimal"'
      case 'datetime':
        return ` type="${dateTimeType}"`
      default:
        return ''
    }
  }

  function writeMember(member: RenderedMember, indent: string): string {
    const { name, type, value } = member
    if (value === null) return `${indent}<${name}${keepsNullTypes ? typeAttribute(name, type) : ''} nil="true"/>\n`
    if (typeof value !== 'object') {
      const text = typeof value === 'string' ? escapeXml(value) : String(value)
      const attributes = typeAttribute(name, type)
      return text === '' ? `${indent}<${name}${attributes}/>\n` : `${indent}<${name}${attributes}>${text}</${name}>\n`
    }
    if ('members' in value) return writeRecord(value, name, indent)
    if (value.length === 0) return `${indent}<${name} type="array"/>\n`
    const items = value.map((item) => writeRecord(item, item.xmlItem, `${indent}  `)).join('')
    return `${indent}<${name} type="array">\n${items}${indent}</${name}>\n`
  }

  function writeRecord(record: RenderedRecord, element: string, indent: string): string {
    if (record.members.length === 0) return `${indent}<${element}/>\n`
    let text = `${indent}<${element}>\n`
    for (const member of record.members) text += writeMember(member, `${indent}  `)
    return `${text}${indent}</${element}>\n`
  }

  return (body) => {
    if (body.kind === 'record') return XML_DECLARATION + writeRecord(body.record, body.record.xmlItem, '')
    return XML_DECLARATION + writeMember({ name: body.xmlArray, type: 'array', value: body.records }, '')
  }
}

/** Escapes a text for element content, and drops what XML 1.0 cannot hold. */
export function escapeXml(text: string): string {
  if (!/[&<>\p{Cc}\ufffe\uffff]/u.test(text)) return text
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;')
    .replaceAll(/[^\P{Cc}\t\n]|[\ufffe\uffff]/gu, '')
}
