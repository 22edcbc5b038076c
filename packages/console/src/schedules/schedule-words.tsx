import { Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { clockText } from '../ui/words/planned-time.tsx'
import { ownZone, type ScheduleDraft, scheduleOf } from './schedule-draft.ts'
import { scheduleWordsQuery } from './schedule-queries.ts'

/** A schedule in words, with its next instants in its zone and in the reader's. */
export function ScheduleWords({
  schedule,
  instantsLabel,
  manual,
}: {
  readonly schedule: ScheduleDraft
  readonly instantsLabel: string
  readonly manual: string
}): React.JSX.Element {
  const asked = scheduleOf(schedule)
  const { data } = useQuery(scheduleWordsQuery(asked))
  if (asked === undefined) return <Text size="sm">{manual}</Text>
  const zone = 'zone' in asked ? asked.zone : ownZone()
  return (
    <section className="surface form-card" aria-label={instantsLabel} aria-live="polite">
      {data?.problem ? (
        <Text size="sm" className="bad">
          {data.problem}
        </Text>
      ) : (
        <>
          <Title order={2}>{data?.words ?? ' '}</Title>
          <ol className="next-instants">
            {(data?.nextAt ?? []).map((at) => (
              <li key={at}>
                <time dateTime={at}>{clockText(at, zone)}</time>
                {zone === ownZone() ? null : <span className="muted"> · {clockText(at)} for you</span>}
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  )
}
