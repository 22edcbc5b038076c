import type { Process } from '@coupa-connector/protocol'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { firstProcessesQuery, processFacetsQuery } from '../processes/process-queries.ts'
import type { ProcessFacts } from './troubled-processes.ts'

/** How many processes of a state are named. */
const shown = 5

/** The processes that need somebody. Asks for those of a state only where there are any. */
export function useTroubledProcesses(account: string): {
  /** Undefined as long as not all of it is known. */
  readonly facts: ProcessFacts | undefined
  readonly asked: readonly Pick<UseQueryResult, 'error' | 'refetch'>[]
} {
  const facets = useQuery(processFacetsQuery(account))
  const counts = facets.data?.states
  const failing = useFirst(account, 'failing', counts?.failing)
  const late = useFirst(account, 'late', counts?.late)
  const setAside = useFirst(account, 'set-aside', counts?.['set-aside'])
  return {
    facts: factsOf(counts, failing.items, late.items, setAside.items),
    asked: [facets, failing.query, late.query, setAside.query],
  }
}

function useFirst(account: string, state: 'failing' | 'late' | 'set-aside', count: number | undefined) {
  const query = useQuery({ ...firstProcessesQuery(account, { state, limit: shown }), enabled: (count ?? 0) > 0 })
  const items: readonly Process[] | undefined = count === 0 ? [] : query.data
  return { query, items }
}

function factsOf(
  counts: ProcessFacts['counts'] | undefined,
  failing: readonly Process[] | undefined,
  late: readonly Process[] | undefined,
  setAside: readonly Process[] | undefined,
): ProcessFacts | undefined {
  return counts && failing && late && setAside ? { counts, failing, late, setAside } : undefined
}
