import type { Random } from '../random.ts'
import type { Cells, LoadCase } from './load-cases.ts'

/** An input, and what has to become of it. */
export interface MadeInput {
  readonly rows: readonly Cells[]
  /** The outcome of each row, in their order. */
  readonly outcomes: readonly string[]
  /** What Coupa has before, which an earlier load brings. Empty: nothing. */
  readonly before: readonly Cells[]
  /** By how much Coupa has more afterwards. */
  readonly added: number
}

type Kind = 'new' | 'same' | 'older' | 'invalid' | 'orphan'

interface MadeRow {
  readonly kind: Kind
  readonly row: Cells
}

/** Makes an input of 20 to 60 records: new, unchanged, changed, invalid, and with references that are missing. */
export function makeInput(made: LoadCase, random: Random): MadeInput {
  const wanted = random.between(20, 60)
  const count = Math.min(wanted, made.most ?? wanted)
  const rows = Array.from(
    { length: count },
    (_, place): MadeRow => ({ kind: chooseKind(made, random), row: made.row(place) }),
  )
  const placed = nameParents(rows, made, random)
  const shuffled = shuffle(placed, random)
  return {
    rows: shuffled.map((one) => contentOf(one, made)),
    outcomes: shuffled.map(({ kind }) => outcomeOf(kind, made)),
    before: placed.flatMap(({ kind, row }) => {
      if (kind === 'older') return [made.older?.(row) ?? row]
      return kind === 'same' ? [row] : []
    }),
    added: shuffled.filter(({ kind }) => kind === 'new' || (kind === 'orphan' && made.isOrphanThere === true)).length,
  }
}

function chooseKind({ orphan, older }: LoadCase, random: Random): Kind {
  const choice = random.next()
  if (choice < 0.55) return 'new'
  if (choice < 0.7) return 'same'
  if (choice < 0.82) return older === undefined ? 'same' : 'older'
  if (choice < 0.91) return 'invalid'
  return orphan === undefined ? 'new' : 'orphan'
}

/** Half of the records are below another one: one that is right, and that is there by then. */
function nameParents(rows: readonly MadeRow[], { above }: LoadCase, random: Random): readonly MadeRow[] {
  if (above === undefined) return rows
  const { own, parent, isCircular = false } = above
  return rows.map((one, place) => {
    const wasThere = one.kind === 'same' || one.kind === 'older'
    const before = isCircular ? rows : rows.slice(0, place)
    const choices = before.filter(({ kind }) => kind === 'same' || kind === 'older' || (kind === 'new' && !wasThere))
    if (choices.length === 0 || random.next() < 0.5) return one
    const name = random.pick(choices).row[own] ?? ''
    return { ...one, row: one.row.map((cell, at) => (at === parent ? name : cell)) }
  })
}

function contentOf({ kind, row }: MadeRow, { invalid, orphan }: LoadCase): Cells {
  if (kind === 'invalid') return invalid(row)
  return kind === 'orphan' ? (orphan?.(row) ?? row) : row
}

function outcomeOf(
  kind: Kind,
  { outcome = 'created', orphanOutcome = 'held', olderOutcome = 'updated' }: LoadCase,
): string {
  return { new: outcome, same: 'unchanged', older: olderOutcome, invalid: 'failed', orphan: orphanOutcome }[kind]
}

function shuffle<Item>(items: readonly Item[], random: Random): readonly Item[] {
  return items
    .map((item) => ({ item, at: random.next() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item)
}
