import type { TestSummary } from '../test-queries.ts'

/** A row of the history: one test, or the tests of a matrix together. */
export type HistoryItem =
  | { readonly kind: 'test'; readonly test: TestSummary }
  | { readonly kind: 'matrix'; readonly matrix: string; readonly tests: readonly [TestSummary, ...TestSummary[]] }

/** The tests of a matrix as one row, where the newest of them stands. */
export function groupTests(tests: readonly TestSummary[]): readonly HistoryItem[] {
  const matrices = Map.groupBy(tests, ({ matrix }) => matrix)
  const told = new Set<string>()
  return tests.flatMap((test): HistoryItem[] => {
    const { matrix } = test
    if (matrix === null) return [{ kind: 'test', test }]
    if (told.has(matrix)) return []
    told.add(matrix)
    const [first = test, ...rest] = matrices.get(matrix) ?? []
    return rest.length === 0 ? [{ kind: 'test', test }] : [{ kind: 'matrix', matrix, tests: [first, ...rest] }]
  })
}

/** What was tested: the connection, the form that is not saved, or nothing that has a name. */
export function nameOfTested({ connection, draftName }: Pick<TestSummary, 'connection' | 'draftName'>): string {
  if (connection) return connection.name
  return draftName === null ? 'Unsaved settings' : `Unsaved: ${draftName}`
}
