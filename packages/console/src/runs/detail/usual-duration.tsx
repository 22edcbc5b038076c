import type { Run } from '@coupa-connector/protocol'
import { useQuery } from '@tanstack/react-query'
import { useAccount } from '../../session/use-account.ts'
import { formatDuration } from '../../ui/words/time-ago.tsx'
import { firstRunsQuery } from '../run-queries.ts'
import { medianDurationMs } from './median-duration.ts'

/** How long such runs took before, as an estimate for one that is under way. */
export function UsualDuration({ run }: { readonly run: Run }): React.JSX.Element | null {
  const account = useAccount()
  const { data } = useQuery({
    ...firstRunsQuery(account.id, { deployment: run.deployment, outcome: 'succeeded', kind: run.kind, limit: 10 }),
    refetchInterval: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const usualMs = medianDurationMs(data ?? [])
  return usualMs === undefined ? null : <> · usually takes {formatDuration(usualMs)}</>
}
