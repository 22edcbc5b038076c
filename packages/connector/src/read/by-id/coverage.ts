import type { IdRange } from '../pages/page-reader.ts'

/** A stretch of the id space that was delivered completely, with its number of records. */
export interface CoveredRange extends IdRange {
  readonly records: number
  readonly pages: number
}

const maxEntries = 200

/**
 * What has been delivered, as a short sorted list of ranges. Neighbours that touch are joined up to a number of pages
 * that doubles whenever the list would pass 200 entries, so it stays small however long the read is.
 */
export class Coverage {
  #ranges: CoveredRange[]
  #pagesPerEntry = 16

  constructor(ranges: readonly CoveredRange[] = []) {
    this.#ranges = [...ranges].sort((a, b) => a.after - b.after)
  }

  get ranges(): readonly CoveredRange[] {
    return this.#ranges
  }

  add(piece: CoveredRange): void {
    const index = this.#indexAfter(piece.after)
    const neighbours = this.#ranges.slice(Math.max(0, index - 1), index)
    const next = this.#ranges[index]
    const joined = joinTouching([...neighbours, piece, ...(next ? [next] : [])], this.#pagesPerEntry)
    this.#ranges.splice(index - neighbours.length, neighbours.length + (next ? 1 : 0), ...joined)
    while (this.#ranges.length > maxEntries && this.#pagesPerEntry < Number.MAX_SAFE_INTEGER) {
      this.#pagesPerEntry *= 2
      this.#ranges = joinTouching(this.#ranges, this.#pagesPerEntry)
    }
  }

  /** The fewest ranges that say the same. */
  joined(): CoveredRange[] {
    return joinTouching(this.#ranges, Infinity)
  }

  /** What of `whole` is not covered, in order. */
  missing(whole: IdRange): IdRange[] {
    const missing: IdRange[] = []
    let after = whole.after
    for (const range of this.joined()) {
      if (range.after > after) missing.push({ after, upTo: range.after })
      after = Math.max(after, range.upTo)
    }
    if (after < whole.upTo) missing.push({ after, upTo: whole.upTo })
    return missing
  }

  #indexAfter(after: number): number {
    let low = 0
    let high = this.#ranges.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#ranges[middle]?.after ?? Infinity) <= after) low = middle + 1
      else high = middle
    }
    return low
  }
}

function joinTouching(ranges: readonly CoveredRange[], maxPages: number): CoveredRange[] {
  const joined: CoveredRange[] = []
  for (const range of ranges) {
    const before = joined.at(-1)
    if (before && before.upTo === range.after && (range.pages === 0 || before.pages + range.pages <= maxPages)) {
      joined[joined.length - 1] = join(before, range)
    } else {
      joined.push(range)
    }
  }
  return joined
}

function join(low: CoveredRange, high: CoveredRange): CoveredRange {
  return { after: low.after, upTo: high.upTo, records: low.records + high.records, pages: low.pages + high.pages }
}
