/** What the batch of a back-fill changes, as far as this is about it. */
interface Outcome {
  readonly records: readonly {
    readonly id: string
    readonly hash: string
    /** The sequence that the ledger had when the record was read. */
    readonly over?: number | undefined
  }[]
  readonly counts: object
  readonly position: { readonly again?: readonly string[] | undefined }
}

/** What is known of a record at the moment at which the batch of a back-fill is kept. */
export interface BesideBackFill {
  /** Its line of the ledger. */
  readonly line?: { readonly sequence: number; readonly hash: string } | undefined
  /** The hash with which a run beside the back-fill has it in an open batch. */
  readonly openHash?: string | undefined
}

/**
 * Takes out of the outcome of a back-fill's batch what a run beside it has delivered at the same time. Where that was the same
 * content, the line of the run stays. Otherwise the record is contested: it is read and delivered again, and counted then.
 */
export function keepContestedApart<Kept extends Outcome>(
  outcome: Kept,
  beside: (id: string) => BesideBackFill,
): { readonly outcome: Kept; readonly contested: readonly string[] } {
  const contested: string[] = []
  const records = outcome.records.filter(({ id, hash, over }) => {
    const { line, openHash } = beside(id)
    const isOvertaken = line?.sequence !== over
    const isContested = (isOvertaken && line?.hash !== hash) || (openHash !== undefined && openHash !== hash)
    if (isContested) contested.push(id)
    return !isContested && !isOvertaken
  })
  if (contested.length === 0) return { outcome: { ...outcome, records }, contested }
  const again = [...new Set([...(outcome.position.again ?? []), ...contested])]
  const counts = less(outcome.counts, contested.length)
  return { outcome: { ...outcome, records, counts, position: { ...outcome.position, again } }, contested }
}

/** The counts without records that were read, delivered, and maybe are waiting. */
function less(counts: Outcome['counts'], count: number): Outcome['counts'] {
  return Object.fromEntries(
    Object.entries(counts).map(([name, value]) => [name, lessened.includes(name) ? value - count : value]),
  )
}

const lessened: readonly string[] = ['read', 'delivered', 'waiting']
