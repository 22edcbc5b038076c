import type { Format } from '../format/coupa-record.ts'
import { unsendable } from '../format/sendable-value.ts'
import { isWrittenRecord } from './is-written-record.ts'

/**
 * Throws `RecordInvalidError` for what could be encoded and would not say what was meant: a field in both spellings, of
 * which Coupa would take one (F-086), and a whole number beyond 2^53, which JavaScript may have rounded already, such as
 * the id of another record.
 */
export function refuseAmbiguous(record: unknown, format: Format): void {
  refuseIn(record, { field: '', depth: 0, format })
}

interface Place {
  readonly field: string
  readonly depth: number
  readonly format: Format
}

/** Deeper records are refused when they are encoded, and so are those that contain themselves. */
const deepest = 100

function refuseIn(value: unknown, { field, depth, format }: Place): void {
  if (depth > deepest) return
  const inside = { depth: depth + 1, format }
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
    throw unsendable(field, `is ${value}, beyond the numbers that JavaScript keeps exactly. Give it as a text`, format)
  }
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) refuseIn(item, { ...inside, field: `${field}[${i}]` })
    return
  }
  if (!isWrittenRecord(value)) return
  const spellings = new Map<string, string>()
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) continue
    const at = field === '' ? name : `${field}.${name}`
    const wire = name.replaceAll('_', '-')
    const twin = spellings.get(wire)
    if (twin !== undefined) throw unsendable(at, `is the same field as ${JSON.stringify(twin)}: give it once`, format)
    spellings.set(wire, name)
    refuseIn(member, { ...inside, field: at })
  }
}
