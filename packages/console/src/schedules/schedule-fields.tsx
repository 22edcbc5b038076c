import { Group, NumberInput, Radio, Select, Stack, TextInput } from '@mantine/core'
import { SearchSelect } from '../ui/controls/search-select.tsx'
import type { ScheduleDraft } from './schedule-draft.ts'
import { ScheduleWords } from './schedule-words.tsx'

const kinds: readonly (readonly [kind: ScheduleDraft['kind'], label: string])[] = [
  ['minutes', 'Every few minutes'],
  ['hourly', 'Every hour'],
  ['daily', 'Every day'],
  ['weekly', 'Every week'],
  ['cron', 'By a cron expression'],
  ['manual', 'Only when somebody starts it'],
]

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** A schedule to choose, with what it says in words and its next instants. */
export function ScheduleFields({
  schedule,
  instantsLabel,
  manual,
  onChange,
}: {
  readonly schedule: ScheduleDraft
  /** What the schedule starts: `Next runs`. */
  readonly instantsLabel: string
  /** What happens without a schedule. */
  readonly manual: string
  readonly onChange: (schedule: ScheduleDraft) => void
}): React.JSX.Element {
  const set = (part: Partial<ScheduleDraft>): void => onChange({ ...schedule, ...part })
  const { kind } = schedule
  return (
    <Stack gap="lg">
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
            max={10_080}
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
      <ScheduleWords schedule={schedule} instantsLabel={instantsLabel} manual={manual} />
    </Stack>
  )
}

/** Every zone that the browser knows; UTC is not among them everywhere. */
function zones(): string[] {
  const known = Intl.supportedValuesOf('timeZone')
  return known.includes('UTC') ? known : ['UTC', ...known]
}
