import type { Run } from '@coupa-connector/protocol'
import { Text } from '@mantine/core'
import { useElapsed } from '../../tests/run/use-elapsed.ts'
import { withThousands } from '../../ui/words/numbers.ts'
import { formatDuration } from '../../ui/words/time-ago.tsx'
import { countsOf, movesRecords, requestsOf } from '../run-counts.ts'
import { UsualDuration } from './usual-duration.tsx'

/** What a run has done so far, phase by phase. */
export function RunPhases({ run }: { readonly run: Run }): React.JSX.Element | null {
  if (run.startedAt === null || !movesRecords(run.kind)) return null
  return (
    <section className="surface phases" aria-label="Records">
      <dl className="phase-counts">
        {countsOf(run).map(({ name, label, value, tone }) => (
          <div key={name}>
            <dd className={`phase-number ${tone}`}>{withThousands(value)}</dd>
            <dt>{label}</dt>
          </div>
        ))}
      </dl>
      {run.endedAt === null ? (
        <Live run={run} startedAt={run.startedAt} />
      ) : (
        <Pace run={run} durationMs={Date.parse(run.endedAt) - Date.parse(run.startedAt)} verb="Took" />
      )}
    </section>
  )
}

function Live({ run, startedAt }: { readonly run: Run; readonly startedAt: string }): React.JSX.Element {
  const elapsedMs = Math.floor(useElapsed(startedAt) / 1000) * 1000
  return (
    <Pace run={run} durationMs={elapsedMs} verb="Running for">
      <UsualDuration run={run} />
    </Pace>
  )
}

function Pace({
  run,
  durationMs,
  verb,
  children,
}: {
  readonly run: Run
  readonly durationMs: number
  readonly verb: string
  readonly children?: React.ReactNode
}): React.JSX.Element {
  const requests = requestsOf(run)
  const perSecond = requests === undefined || durationMs < 1000 ? undefined : requests / (durationMs / 1000)
  return (
    <Text size="sm" className="muted numbers">
      {verb} {formatDuration(durationMs)}
      {children}
      {requests === undefined ? '' : ` · ${withThousands(requests)} requests to Coupa`}
      {perSecond === undefined ? '' : ` · ${perSecond.toFixed(1)} of 25 a second`}
    </Text>
  )
}
