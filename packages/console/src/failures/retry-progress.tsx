import type { Run } from '@coupa-connector/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { isActive, runQuery } from '../runs/run-queries.ts'
import type { IconName } from '../ui/marks/icon.tsx'
import { Status, type Tone } from '../ui/marks/status.tsx'
import { tellFailuresChanged } from './failure-mutations.ts'

/** A run that tries records again. */
export interface Retry {
  readonly run: Run
  /** The records, as words: `S-4711` or `3 records`. */
  readonly what: string
}

/**
 * What becomes of records that are tried again, live until it is over. At the end it has the lists loaded anew, and takes the
 * focus if that went with the row of the record. So it stands where the list is drawn.
 */
export function RetryProgress({
  account,
  retry: { run: started, what },
}: {
  readonly account: string
  readonly retry: Retry
}): React.JSX.Element {
  const region = useRef<HTMLParagraphElement>(null)
  const queryClient = useQueryClient()
  const { data: run = started } = useQuery(runQuery(account, started.id))
  const isOver = !isActive(run)
  useEffect(() => {
    if (isOver) void tellFailuresChanged(queryClient, account)
  }, [isOver, queryClient, account])
  const keptFor = useRef<string>(undefined)
  // After each drawing: the row goes with one of them.
  useEffect(() => {
    if (!isOver || keptFor.current === run.id || document.activeElement !== document.body) return
    keptFor.current = run.id
    region.current?.focus({ preventScroll: true })
  })
  const { tone, icon, words } = outcomeOf(run, what)
  return (
    <p ref={region} className="retry-progress" role="status" tabIndex={-1}>
      <Status tone={tone} icon={icon}>
        {words}
      </Status>
      <Link to="/a/$account/runs/$run" params={{ account, run: run.id }} className="plain-link">
        {isOver ? 'See the run' : 'Follow the run'}
      </Link>
    </p>
  )
}

function outcomeOf(run: Run, what: string): { readonly tone: Tone; readonly icon: IconName; readonly words: string } {
  if (isActive(run)) return { tone: 'quiet', icon: 'spinner', words: `Trying ${what} again …` }
  if (run.outcome === 'succeeded') return { tone: 'good', icon: 'check', words: `Fixed: ${what} came through.` }
  if (run.outcome === 'partial') return { tone: 'warning', icon: 'warning', words: `${what}: set aside again.` }
  if (run.outcome === 'failed') return { tone: 'bad', icon: 'cross', words: `${what}: the run failed.` }
  return { tone: 'quiet', icon: 'stop', words: `${what}: not tried, the run was canceled.` }
}
