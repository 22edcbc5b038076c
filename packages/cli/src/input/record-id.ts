import { UsageError } from '../command/usage-error.ts'

/** Reads Coupa's id of a record from the command line: a whole number. */
export function parseRecordId(text: string): number {
  const id = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN
  if (Number.isSafeInteger(id) && id > 0) return id
  throw new UsageError(`"${text}" is not the id of a record.`, {
    suggestion:
      "Ids are whole numbers. To find one by another field: coupa-connector query RESOURCE --where 'name=…' --fields id",
  })
}
