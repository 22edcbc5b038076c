import type { ResourceDescription } from '@coupa-connector/catalog'
import type { CoupaRecord, CoupaValue } from '../format/coupa-record.ts'

/**
 * Records whose decimals are text, whatever way they came. Numbers with a fraction are text already (see `decodeJson`);
 * what is left are fields that the catalog calls decimals and that a server sent as the number `12`. Only the records' own
 * fields are looked at: walking everything below them would cost as much as parsing the page. Records without such a
 * number, which is what Coupa sends (F-101), are handed on as they are.
 */
export function decimalsAsText(records: CoupaRecord[], decimals: readonly string[]): CoupaRecord[] {
  return holdsNumber(records, decimals) ? records.map((record) => withTexts(record, decimals)) : records
}

/** Names of a resource's decimal fields. A reader of many pages asks only once. */
export function decimalFieldsOf({ fields }: ResourceDescription): readonly string[] {
  return fields.filter((field) => field.type === 'decimal').map((field) => field.name)
}

/** Called for every page, so it looks only at fields of the page. All its records were asked for the same ones. */
function holdsNumber(records: readonly CoupaRecord[], decimals: readonly string[]): boolean {
  const first = records[0] ?? {}
  const last = records.at(-1) ?? {}
  const names = decimals.filter((name) => first[name] !== undefined || last[name] !== undefined)
  for (const record of records) {
    for (const name of names) {
      if (typeof record[name] === 'number') return true
    }
  }
  return false
}

function withTexts(record: CoupaRecord, names: readonly string[]): CoupaRecord {
  const numbers = names.filter((name) => Object.hasOwn(record, name) && typeof record[name] === 'number')
  const texts = numbers.map((name): [string, CoupaValue] => [name, String(record[name])])
  return numbers.length === 0 ? record : { ...record, ...Object.fromEntries(texts) }
}
