import type { Connection, ConnectionSchedule } from '@coupa-connector/protocol'
import { Checkbox, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { allContainersQuery } from '../../containers/container-queries.ts'
import { ownZone, scheduleDraftOf, scheduleOf } from '../../schedules/schedule-draft.ts'
import { ScheduleFields } from '../../schedules/schedule-fields.tsx'
import { ProbeSelect } from '../../tests/probe-select.tsx'
import { SearchSelect } from '../../ui/controls/search-select.tsx'
import { Dialog } from '../../ui/dialogs/dialog.tsx'
import { DialogForm } from '../../ui/dialogs/dialog-form.tsx'
import { saveTestSchedule } from './test-schedule-queries.ts'

interface TestScheduleProps {
  readonly account: string
  readonly connection: Connection
  readonly schedule: ConnectionSchedule | null
  readonly onClose: () => void
}

/** Asks when a connection is tested by itself, from where, and what is read. */
export default function TestScheduleDialog({
  isOpen,
  ...props
}: TestScheduleProps & { readonly isOpen: boolean }): React.JSX.Element {
  return (
    <Dialog opened={isOpen} onClose={props.onClose} title={`Test ${props.connection.name} by schedule`} size="lg">
      <TestSchedule {...props} />
    </Dialog>
  )
}

/** Every morning, before anybody needs it. */
const suggested = { cron: '0 6 * * *' }

function TestSchedule({ account, connection, schedule: stored, onClose }: TestScheduleProps): React.JSX.Element {
  const queryClient = useQueryClient()
  const containers = useQuery(allContainersQuery(account))
  const [schedule, setSchedule] = useState(() => scheduleDraftOf(stored?.schedule ?? { ...suggested, zone: ownZone() }))
  const [container, setContainer] = useState(stored?.container?.id ?? anyContainer)
  // One that is gone leaves the choice to the hub.
  const usedContainer = containers.data?.some(({ id }) => id === container) ? container : anyContainer
  const [probes, setProbes] = useState<readonly string[]>(stored?.probes ?? [])
  const [readsSchema, setReadsSchema] = useState(stored?.readsSchema ?? false)
  const save = useMutation({
    mutationFn: async () => {
      const chosen = scheduleOf(schedule)
      await saveTestSchedule(
        queryClient,
        account,
        connection.id,
        chosen && {
          schedule: chosen,
          container: usedContainer === anyContainer ? null : usedContainer,
          probes: [...probes],
          readsSchema,
        },
      )
    },
    onSuccess: onClose,
  })
  const isOff = schedule.kind === 'manual'
  return (
    <DialogForm
      verb={isOff && stored ? 'End the schedule' : 'Save schedule'}
      isPending={save.isPending}
      isAllowed={isOff ? stored !== null : containers.data !== undefined}
      error={save.error ?? containers.error}
      onSubmit={() => save.mutate()}
      onCancel={onClose}
    >
      <ScheduleFields
        schedule={schedule}
        instantsLabel="Next tests"
        manual="It is tested when somebody asks for it."
        onChange={setSchedule}
      />
      {isOff ? null : (
        <>
          <SearchSelect
            label="Container"
            allowDeselect={false}
            data={[
              { value: anyContainer, label: 'Any that is available' },
              ...(containers.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
            ]}
            value={usedContainer}
            onChange={(id) => id && setContainer(id)}
          />
          <ProbeSelect probes={probes} onChange={setProbes} />
          <Checkbox
            label="Read the fields of the organization once a day, too"
            description="People are told by alerts when custom fields come, go or change."
            checked={readsSchema}
            onChange={(event) => setReadsSchema(event.currentTarget.checked)}
          />
          <Text size="sm" className="muted">
            People are told by alerts when the connection fails, and when it passes again.
          </Text>
        </>
      )}
    </DialogForm>
  )
}

const anyContainer = 'any'
