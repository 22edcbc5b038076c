import type { QuirkSettings } from '../settings/quirks.ts'
import type { RenderedBody, RenderedMember, RenderedRecord } from './rendered.ts'

/** Writes bodies as Coupa writes JSON: no root, hyphenated keys, decimals as strings (F-085, F-100, F-101). */
export function createJsonWriter(quirks: QuirkSettings): (body: RenderedBody) => string {
  const hasNumbers = quirks.decimals === 'number'
  const hasQuestionMarks = quirks['boolean-question-mark'] === 'present'
  const keys = new Map<string, string>()
  const sharedTexts = new WeakMap<RenderedRecord, string>()

  function key(member: RenderedMember): string {
    const name = hasQuestionMarks && member.type === 'boolean' ? `${member.name}?` : member.name
    const known = keys.get(name)
    if (known !== undefined) return known
    const text = `${JSON.stringify(name)}:`
    keys.set(name, text)
    return text
  }

  function writeValue({ value, type }: RenderedMember): string {
    if (value === null) return 'null'
    if (typeof value === 'string')
      return type === 'decimal' && hasNumbers ? String(Number(value)) : JSON.stringify(value)
    if (typeof value !== 'object') return String(value)
    if ('members' in value) return value.isShared ? writeShared(value) : writeRecord(value)
    return writeRecords(value)
  }

  function writeRecord(record: RenderedRecord): string {
    let text = '{'
    for (const member of record.members) text += `${text === '{' ? '' : ','}${key(member)}${writeValue(member)}`
    return `${text}}`
  }

  function writeShared(record: RenderedRecord): string {
    const known = sharedTexts.get(record)
    if (known !== undefined) return known
    const text = writeRecord(record)
    sharedTexts.set(record, text)
    return text
  }

  function writeRecords(records: readonly RenderedRecord[]): string {
    return records.length === 0 ? '[]' : `[${records.map(writeRecord).join(',')}]`
  }

  return (body) => (body.kind === 'record' ? writeRecord(body.record) : writeRecords(body.records))
}
