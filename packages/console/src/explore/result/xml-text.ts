import type { ApiRecord } from './columns.ts'

export interface XmlNames {
  readonly xmlItem: string
  readonly xmlArray: string
}

/**
 * The records in Coupa's form of XML: elements named as the fields, lists with `type="array"`, null as `nil="true"`. Items
 * of inner lists are named by the singular of the list's name.
 */
export function toXml(records: readonly ApiRecord[], { xmlItem, xmlArray }: XmlNames): string {
  const items = records.map((record) => element(xmlItem, record, '  '))
  return ['<?xml version="1.0" encoding="UTF-8"?>', `<${xmlArray} type="array">`, ...items, `</${xmlArray}>`, ''].join(
    '\n',
  )
}

function element(name: string, value: unknown, indent: string): string {
  const tag = nameOfElement(name)
  if (value === null || value === undefined) return `${indent}<${tag} nil="true"/>`
  const type = typeAttribute(value)
  if (typeof value !== 'object') return `${indent}<${tag}${type}>${escapeText(String(value))}</${tag}>`
  const inner = Array.isArray(value)
    ? value.map((item: unknown) => element(singular(name), item, `${indent}  `))
    : Object.entries(value).map(([key, member]) => element(key, member, `${indent}  `))
  if (inner.length === 0) return `${indent}<${tag}${type}/>`
  return [`${indent}<${tag}${type}>`, ...inner, `${indent}</${tag}>`].join('\n')
}

function typeAttribute(value: unknown): string {
  if (Array.isArray(value)) return ' type="array"'
  if (typeof value === 'boolean') return ' type="boolean"'
  return typeof value === 'number' && Number.isInteger(value) ? ' type="integer"' : ''
}

/** Names of custom fields may hold what no element's name can. */
function nameOfElement(name: string): string {
  const safe = name.replace(/[^\p{L}\p{N}_.-]/gu, '_')
  return /^[\p{L}_]/u.test(safe) ? safe : `_${safe}`
}

function singular(name: string): string {
  if (/ies$/.test(name)) return name.replace(/ies$/, 'y')
  if (/(?:sses|xes|ches|shes)$/.test(name)) return name.replace(/es$/, '')
  return /[^s]s$/.test(name) ? name.slice(0, -1) : name
}

/** Control characters that XML cannot hold are left out. */
function escapeText(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
      .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('\r', '&#13;')
  )
}
