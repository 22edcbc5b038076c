import { describe } from '@coupa-connector/catalog'
import type { Definition } from '../definition/definition-schema.ts'
import type { SourceRecord } from '../mapping/row-path.ts'
import { sensitivePaths } from './sensitive-paths.ts'

/** What documents of Coupa are known by, where no natural key says it. */
const numbers = [
  'number',
  'document-number',
  'contract-number',
  'reference-number',
  'match-reference',
  'transaction-id',
]
/** What an index takes. */
const longest = 200

/** Tells the number, code or name by which people know a record; undefined where the record does not have it. */
export type Labeler = (record: SourceRecord) => string | undefined

/** Creates the labeler of a process. What is sensitive is not a label. */
export function createLabeler(definition: Definition): Labeler {
  const { naturalKeys, fields } = describe(definition.source.resource)
  const hidden = sensitivePaths(definition)
  const isHidden = (name: string): boolean => hidden.some(([first = name]) => first === name)
  const known = new Set(fields.map(({ name }) => name))
  const candidates = [...naturalKeys.map(([first = '']) => first), ...numbers].filter(
    (name) => known.has(name) && name !== 'email' && !isHidden(name),
  )
  return (record) => {
    for (const name of candidates) {
      const value = record[name]
      if (typeof value !== 'string' && typeof value !== 'number') continue
      const text = String(value).trim()
      if (text !== '') return text.slice(0, longest).toWellFormed()
    }
    return undefined
  }
}
