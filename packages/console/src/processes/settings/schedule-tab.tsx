import type { Deployment, Process } from '@coupa-connector/protocol'
import { Button, Group, NativeSelect, Stack, Text, Title } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { EnvironmentName } from '../../environments/environment-name.tsx'
import { ProductionDialog } from '../../environments/production-dialog.tsx'
import { ownZone, type ScheduleDraft, scheduleDraftOf, scheduleOf } from '../../schedules/schedule-draft.ts'
import { ScheduleFields } from '../../schedules/schedule-fields.tsx'
import { useAccount } from '../../session/use-account.ts'
import { Icon } from '../../ui/marks/icon.tsx'
import { EmptyState, ErrorState } from '../../ui/states/states.tsx'
import { contentToDeploy, endsToBegin } from './content-to-deploy.ts'
import { ScheduleList } from './schedule-list.tsx'
import { useRedeploy } from './use-redeploy.ts'
import { mayDeploy } from './values-tab.tsx'

/** When a process runs in each environment, and what happens where that does not go. */
export function ScheduleTab({ process }: { readonly process: Process }): React.JSX.Element {
  const account = useAccount()
  const [edited, setEdited] = useState<string>()
  const [closed, setClosed] = useState<string>()
  // The button that opened the form is there again.
  useEffect(() => {
    if (closed !== undefined) document.getElementById(`change-${closed}`)?.focus()
  }, [closed])
  if (process.deployments.length === 0) {
    return (
      <EmptyState icon="process" title="Not deployed yet">
        A schedule belongs to an environment. Deploy a version under Versions.
      </EmptyState>
    )
  }
  return (
    <Stack gap="md">
      {process.deployments.map((deployment) => (
        <section
          key={deployment.id}
          className="surface form-card"
          aria-label={`Schedule in ${deployment.environment.name}`}
        >
          <Group justify="space-between" mb="sm">
            <Title order={2}>
              <EnvironmentName environment={deployment.environment} />
            </Title>
            {mayDeploy(account, deployment) && edited !== deployment.id ? (
              <Button
                id={`change-${deployment.id}`}
                size="xs"
                variant="default"
                aria-label={`Change the schedule in ${deployment.environment.name}`}
                onClick={() => {
                  setEdited(deployment.id)
                  setClosed(undefined)
                }}
              >
                Change…
              </Button>
            ) : null}
          </Group>
          {edited === deployment.id ? (
            <ScheduleEditor
              account={account.id}
              deployment={deployment}
              onClose={() => {
                setEdited(undefined)
                setClosed(deployment.id)
              }}
            />
          ) : (
            <ScheduleList deployment={deployment} />
          )}
        </section>
      ))}
    </Stack>
  )
}

type Given = Deployment['schedules'][number]['schedule']
/** A schedule of a form; one that follows another process stays as it is. */
type Edited = { readonly draft: ScheduleDraft } | { readonly kept: Given; readonly words: string }

function ScheduleEditor({
  account,
  deployment,
  onClose,
}: {
  readonly account: string
  readonly deployment: Deployment
  readonly onClose: () => void
}): React.JSX.Element {
  const [schedules, setSchedules] = useState<readonly Edited[]>(() => deployment.schedules.map(toEdited))
  const [overlap, setOverlap] = useState(deployment.overlap)
  const [catchUp, setCatchUp] = useState(deployment.catchUp)
  const [isAsked, setAsked] = useState(false)
  const { redeploy } = useRedeploy(account, deployment, onClose)
  const isProduction = deployment.environment.classification === 'production'
  const form = useRef<HTMLDivElement>(null)
  // The button that was pressed is gone.
  useEffect(() => {
    const first = form.current?.querySelector<HTMLElement>('input:checked') ?? form.current?.querySelector('button')
    first?.focus()
  }, [])
  const save = (): void =>
    redeploy.mutate({
      ...contentToDeploy(deployment, true, endsToBegin(deployment), deployment.version),
      schedules: schedules.flatMap((edited): Given[] => {
        if ('kept' in edited) return [edited.kept]
        const schedule = scheduleOf(edited.draft)
        return schedule === undefined ? [] : [{ ...schedule }]
      }),
      overlap,
      catchUp,
    })
  return (
    <Stack gap="lg" ref={form}>
      {schedules.map((edited, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: schedules of a form have no names, and keep their places
        <Stack key={place} gap="xs">
          <Group justify="space-between">
            {schedules.length > 1 ? <Title order={3}>Schedule {place + 1}</Title> : <span />}
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              onClick={() => setSchedules(schedules.filter((_other, index) => index !== place))}
            >
              Remove {schedules.length > 1 ? `schedule ${place + 1}` : 'the schedule'}
            </Button>
          </Group>
          {'kept' in edited ? (
            <Text size="sm">{edited.words}</Text>
          ) : (
            <ScheduleFields
              schedule={edited.draft}
              instantsLabel="Next runs"
              manual="It runs when somebody starts it, here, by the command line, or by the API."
              onChange={(draft) => setSchedules(schedules.map((other, index) => (index === place ? { draft } : other)))}
            />
          )}
        </Stack>
      ))}
      {schedules.length === 0 ? <Text size="sm">No schedule: it runs when somebody starts it.</Text> : null}
      <div>
        <Button
          size="xs"
          variant="default"
          leftSection={<Icon name="plus" size={14} />}
          onClick={() =>
            setSchedules([...schedules, { draft: scheduleDraftOf({ cron: '0 6 * * *', zone: ownZone() }) }])
          }
        >
          Add a schedule
        </Button>
      </div>
      <Stack gap="md" maw={720}>
        <NativeSelect
          label="At an instant at which the run before is not over"
          data={[
            { value: 'queue-one', label: 'one run waits' },
            { value: 'skip', label: 'the instant is left out' },
            { value: 'cancel-running', label: 'the run before is ended' },
          ]}
          value={overlap}
          onChange={(event) => setOverlap(event.currentTarget.value as Deployment['overlap'])}
        />
        <NativeSelect
          label="Instants that passed while no hub was there"
          data={[
            { value: 'one', label: 'are made up for once' },
            { value: 'all', label: 'are all made up for' },
            { value: 'none', label: 'are left out' },
          ]}
          value={catchUp}
          onChange={(event) => setCatchUp(event.currentTarget.value as Deployment['catchUp'])}
        />
      </Stack>
      {redeploy.error && !isAsked ? <ErrorState error={redeploy.error} /> : null}
      <Group gap="xs">
        <Button loading={redeploy.isPending && !isAsked} onClick={() => (isProduction ? setAsked(true) : save())}>
          Save the schedule
        </Button>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      </Group>
      <ProductionDialog
        opened={isAsked}
        title={`Change the schedule of ${deployment.process.name} in ${deployment.environment.name}`}
        verb="Save the schedule"
        consequences={['It takes effect immediately.', 'A run that is under way continues to its end.']}
        isPending={redeploy.isPending}
        error={redeploy.error}
        onConfirm={save}
        onClose={() => setAsked(false)}
      />
    </Stack>
  )
}

function toEdited({ schedule, words }: Deployment['schedules'][number]): Edited {
  if ('cron' in schedule || 'everyMinutes' in schedule) return { draft: scheduleDraftOf(schedule) }
  return { kept: schedule, words }
}
