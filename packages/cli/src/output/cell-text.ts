import type { OutputRecord } from './record-format.ts'

/** A value of a record on one line, for people: a list by its length, an object by what it is called, a time to the minute. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.length === 0 ? '' : value.length === 1 ? '1 item' : `${value.length} items`
  const text = typeof value === 'object' ? objectText(value as OutputRecord) : shortTime(String(value))
  return text.replaceAll(/\s+/g, ' ')
}

function objectText(value: OutputRecord): string {
  const { name, code, number, id } = value
  if (Object.keys(value).length === 0) return ''
  return String(name ?? code ?? number ?? id ?? JSON.stringify(value))
}

/** `2026-11-30T08:15:30-08:00` as `2026-11-30 08:15`, in the zone that Coupa sent. */
function shortTime(text: string): string {
  return text.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)$/, '$1 $2')
}
