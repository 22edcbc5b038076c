/** What became of records that were set aside. */
export interface FailureSums {
  readonly open: number
  readonly fixed: number
  readonly dismissed: number
  /** The runs that fixed them, those that fixed the most first. */
  readonly fixedIn: readonly { readonly run: string; readonly records: number }[]
}

/** So many runs are named. */
const mostNamed = 3

/** `12 of 14 failures fixed by run 0199…`. Undefined while all of them are open, or where there are none. */
export function fixedText(failures: FailureSums | null | undefined): string | undefined {
  if (failures === null || failures === undefined) return undefined
  const { open, fixed, dismissed, fixedIn } = failures
  const all = open + fixed + dismissed
  const of = `of ${count(all)} ${all === 1 ? 'failure' : 'failures'}`
  const parts: string[] = []
  if (fixed > 0) parts.push(`${count(fixed)} ${of} fixed${byRuns(fixedIn)}`)
  if (dismissed > 0) parts.push(`${count(dismissed)} ${fixed > 0 ? '' : `${of} `}dismissed`)
  return parts.length === 0 ? undefined : parts.join(', ')
}

/** The sums of single failures. */
export function sumFailures(
  failures: readonly { readonly state: string; readonly fixedIn?: string | null | undefined }[],
): FailureSums {
  const stateOf = Map.groupBy(failures, ({ state }) => state)
  const fixed = stateOf.get('fixed') ?? []
  const runs = Map.groupBy(fixed, ({ fixedIn }) => fixedIn ?? '')
  runs.delete('')
  return {
    open: stateOf.get('open')?.length ?? 0,
    fixed: fixed.length,
    dismissed: stateOf.get('dismissed')?.length ?? 0,
    fixedIn: [...runs]
      .map(([run, { length: records }]) => ({ run, records }))
      .toSorted((one, other) => other.records - one.records),
  }
}

function byRuns(fixedIn: FailureSums['fixedIn']): string {
  const [only, ...others] = fixedIn
  if (only === undefined) return ''
  if (others.length === 0) return ` by run ${only.run}`
  const named = fixedIn.slice(0, mostNamed).map(({ run, records }) => `${count(records)} by run ${run}`)
  const further = fixedIn.length - named.length
  if (further > 0) named.push(further === 1 ? '1 more run' : `${count(further)} more runs`)
  return ` (${named.join(', ')})`
}

function count(number: number): string {
  return number.toLocaleString('en-US')
}
