import type { CoupaRecord } from '../../format/coupa-record.ts'

/** Thrown inside the reader: the answers show that the set cannot be read by id. Never leaves this folder. */
export class KeySetUnsupported extends Error {
  override readonly name = 'KeySetUnsupported'
}

/**
 * The ids of a page, which must be whole numbers, strictly ascending and above `after`. Anything else shows that the
 * filter or the order was not honoured, so that a page proves nothing about what lies between its records.
 */
export function verifiedIds(records: readonly CoupaRecord[], after: number): number[] {
  const ids = new Array<number>(records.length)
  let previous = after
  for (let i = 0; i < records.length; i++) {
    const id = records[i]?.id
    if (typeof id !== 'number' || !Number.isSafeInteger(id)) {
      throw new KeySetUnsupported(`a record has ${id === undefined ? 'no id' : `the id ${JSON.stringify(id)}`}`)
    }
    if (id <= previous) {
      throw new KeySetUnsupported(
        i === 0
          ? `records after id ${after} were asked for and ${id} came`
          : `the order by id was not kept: ${id} came after ${previous}`,
      )
    }
    ids[i] = id
    previous = id
  }
  return ids
}
