import { Group, NumberInput, Radio, Select, Stack, Text, TextInput, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { SearchSelect } from '../../ui/search-select.tsx'
import { scheduleWordsQuery } from '../new-process-queries.ts'
import type { ScheduleDraft } from '../process-draft.ts'
import { ownZone, scheduleOf } from '../schedule-draft.ts'
import type { NewProcessState } from '../use-new-process.ts'

const kinds: readonly (readonly [kind: ScheduleDraft['kind'], label: string])[] = [
  ['minutes', 'Every few minutes'],
  ['hourly', 'Every hour'],
  ['daily', 'Every day'],
  ['weekly', 'Every week'],
  ['cron', 'By a cron expression'],
  ['manual', 'Only when somebody starts it'],
]

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** When the process runs, in words, with the next instants. */
export function WhenStep({ process: { schedule, change } }: { readonly process: NewProcessState }): React.JSX.Element {
  const set = (part: Partial<ScheduleDraft>): void => change({ schedule: { ...schedule, ...part } })
  const { kind } = schedule
  return (
    <Stack gap="lg" maw={720}>
      <Radio.Group label="Schedule" value={kind} onChange={(value) => set({ kind: value as ScheduleDraft['kind'] })}>
        <div className="surface template-list">
          {kinds.map(([value, label]) => (
            <Radio key={value} className="template-row" value={value} label={label} />
          ))}
        </div>
      </Radio.Group>
      <Group gap="md" align="flex-end">
        {kind === 'minutes' ? (
          <NumberInput
            label="Minutes"
            min={1}
            max={1440}
            value={schedule.minutes}
            onChange={(minutes) => set({ minutes: Number(minutes) || 1 })}
          />
        ) : null}
        {kind === 'hourly' ? (
          <NumberInput
            label="Minute of the hour"
            min={0}
            max={59}
            value={schedule.minute}
            onChange={(minute) => set({ minute: Number(minute) || 0 })}
          />
        ) : null}
        {kind === 'weekly' ? (
          <Select
            label="Day"
            allowDeselect={false}
            data={days.map((day, index) => ({ value: String(index), label: day }))}
            value={String(schedule.day)}
            onChange={(day) => set({ day: Number(day) })}
          />
        ) : null}
        {kind === 'daily' || kind === 'weekly' ? (
          <TextInput
            type="time"
            label="Time"
            required
            withAsterisk={false}
            value={schedule.time}
            onChange={(event) => event.currentTarget.value && set({ time: event.currentTarget.value })}
          />
        ) : null}
        {kind === 'cron' ? (
          <TextInput
            label="Cron expression"
            description="Minute, hour, day, month, day of the week"
            placeholder="30 4 * * 1-5"
            spellCheck={false}
            value={schedule.cron}
            onChange={(event) => set({ cron: event.currentTarget.value })}
          />
        ) : null}
        {kind === 'manual' || kind === 'minutes' ? null : (
          <SearchSelect
            label="Time zone"
            allowDeselect={false}
            limit={60}
            data={zones()}
            value={schedule.zone}
            onChange={(zone) => zone && set({ zone })}
          />
        )}
      </Group>
      <Words schedule={schedule} />
    </Stack>
  )
}

/** A schedule in words, with the next times where it runs, in its zone and in the reader's. */
function Words({ schedule }: { readonly schedule: ScheduleDraft }): React.JSX.Element {
  const asked = scheduleOf(schedule)
  const { data } = useQuery(scheduleWordsQuery(asked))
  if (asked === undefined) {
    return <Text size="sm">It runs when somebody starts it, here, by the command line, or by the API.</Text>
  }
  const isAway = 'zone' in asked && asked.zone !== ownZone()
  return (
    <section className="surface form-card" aria-label="Next runs" aria-live="polite">
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
                <time dateTime={at}>{instantText(at, 'zone' in asked ? asked.zone : ownZone())}</time>
                {isAway ? <span className="muted"> · {instantText(at, ownZone())} for you</span> : null}
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  )
}

function instantText(at: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(new Date(at))
}

/** Every zone that the browser knows; UTC is not among them everywhere. */
function zones(): string[] {
  const known = Intl.supportedValuesOf('timeZone')
  return known.includes('UTC') ? known : ['UTC', ...known]
}
