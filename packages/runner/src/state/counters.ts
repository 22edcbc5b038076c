/**
 * The counts of a run. `read = unchanged + delivered + refused + quarantined`, and where the process acknowledges
 * `delivered = acknowledged + waiting + changedMeanwhile`.
 */
export interface Counters {
  /** Records that Coupa served. */
  readonly read: number
  /** Records whose content had been delivered before. */
  readonly unchanged: number
  readonly delivered: number
  /** Delivered by this run and acknowledged in Coupa. */
  readonly acknowledged: number
  /** Delivered by an earlier run and acknowledged by this one. */
  readonly acknowledgedEarlier: number
  /** Among the acknowledged: Coupa took their mark and does not show it. Nothing depends on these marks. */
  readonly marksNotKept: number
  /** Delivered, marked, and changed in between: the mark was taken back, and the next run delivers them. */
  readonly changedMeanwhile: number
  /** Not delivered because the mapping refuses them. */
  readonly refused: number
  /** Set aside for another reason. */
  readonly quarantined: number
  /** Delivered by this run and not yet acknowledged. */
  readonly waiting: number
  /** Not in Coupa any more, and marked as deleted at the destination. */
  readonly deleted: number
  /** Requests to Coupa. */
  readonly requests: number
}

export const noCounts: Counters = {
  read: 0,
  unchanged: 0,
  delivered: 0,
  acknowledged: 0,
  acknowledgedEarlier: 0,
  marksNotKept: 0,
  changedMeanwhile: 0,
  refused: 0,
  quarantined: 0,
  waiting: 0,
  deleted: 0,
  requests: 0,
}

/** The sum of counts, of a run or of a load. */
export function addCounts<Counts extends object>(counts: Counts, more: Partial<Counts>): Counts {
  const sum = { ...counts } as Record<string, number>
  for (const [name, count] of Object.entries(more as Record<string, number>)) sum[name] = (sum[name] ?? 0) + count
  return sum as Counts // it began with every name
}
