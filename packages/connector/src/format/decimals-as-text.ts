import type { FieldDescription } from '@coupa-connector/catalog'
import type { WireRecord, WireValue } from './wire.ts'

/**
 * Records whose decimals are text, whatever way they came. Numbers with a fraction are text already (see `decodeJson`);
 * what is left are fields that the catalog calls decimals and that a server sent as the number `12`. Only the records' own
 * fields are looked at: walking everything below them would cost as much as parsing the page. Records without such a
 * number, which is what Coupa sends (api-facts §3.3, D), are handed on as they are.
 */
export function decimalsAsText(records: WireRecord[], fields: readonly FieldDescription[]): WireRecord[] {
  const decimals = fields.filter((field) => field.type === 'decimal').map((field) => field.name)
  if (decimals.length === 0) return records
  return records.map((record) => {
    const numbers = decimals.filter((name) => typeof record[name] === 'number' && Object.hasOwn(record, name))
    if (numbers.length === 0) return record
    const texts = numbers.map((name): [string, WireValue] => [name, String(record[name])])
    return { ...record, ...Object.fromEntries(texts) }
  })
}
