import type { OutgoingRecord } from './batch.ts'
import { EndpointError, type RefusedRecord } from './endpoint-error.ts'

/**
 * Finds the records of a refused batch that are at fault, by halves: what is taken needs no further look, and a record that
 * is refused alone is at fault. `attempt` writes records without committing them, and throws `VALUE_REFUSED` if the other end
 * does not take them. Finds nothing where records are refused only together, and one more than `most` at the most.
 */
export async function findRefusedRecords<Outgoing extends Pick<OutgoingRecord, 'id'>>(
  records: readonly Outgoing[],
  attempt: (records: readonly Outgoing[]) => Promise<void>,
  most: number,
): Promise<readonly RefusedRecord[]> {
  const found: RefusedRecord[] = []

  async function look(part: readonly Outgoing[], isKnownToFail: boolean): Promise<void> {
    if (part.length === 0 || found.length > most) return
    if (!isKnownToFail || part.length === 1) {
      const refusal = await refusalOf(part)
      if (refusal === undefined) return
      const [only] = part
      if (part.length === 1 && only !== undefined) {
        found.push(refusedRecord(only, refusal))
        return
      }
    }
    const middle = part.length >> 1
    await look(part.slice(0, middle), false)
    await look(part.slice(middle), false)
  }

  async function refusalOf(part: readonly Outgoing[]): Promise<EndpointError | undefined> {
    try {
      await attempt(part)
      return undefined
    } catch (error) {
      if (error instanceof EndpointError && error.code === 'VALUE_REFUSED') return error
      throw error
    }
  }

  await look(records, true)
  return found
}

/** A refusal of one record, in the words of the other end. */
export function refusedRecord(
  { id }: Pick<OutgoingRecord, 'id'>,
  { message, remedy, field }: Pick<EndpointError, 'message' | 'remedy' | 'field'>,
): RefusedRecord {
  return { id: String(id), message: remedy === undefined ? message : `${message} ${remedy}`, field }
}
