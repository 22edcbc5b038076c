import { Button, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { client } from '../../api/client.ts'
import { connectionQuery } from '../../connections/connection-queries.ts'
import { firstContainersQuery } from '../../containers/container-queries.ts'
import { environmentsQuery } from '../../environments/environment-queries.ts'
import { useJobRun } from '../../jobs/use-job-run.ts'
import { tellRunChanged } from '../../runs/tell-run-changed.ts'
import { scheduleOf } from '../../schedules/schedule-draft.ts'
import { useAccount } from '../../session/use-account.ts'
import { Icon } from '../../ui/icon.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { Status } from '../../ui/status.tsx'
import { TextBlock } from '../../ui/text-block.tsx'
import { deployNewProcess, wantsConfirmation } from '../deploy-new-process.ts'
import { PreviewRecords } from '../preview/preview-records.tsx'
import { forgetDraft } from '../process-draft.ts'
import { missingIn, type StepName, stepNames, stepTitles } from '../step-list.ts'
import type { NewProcessState } from '../use-new-process.ts'

/** What would happen, with real records; and the button that makes it so. */
export function PreviewStep({
  process,
  onStep,
}: {
  readonly process: NewProcessState
  readonly onStep: (step: StepName) => void
}): React.JSX.Element {
  const { definition, check } = process
  const missing = stepNames.flatMap((step) => {
    const sentence = missingIn(step, process)
    return sentence === undefined ? [] : [{ step, sentence }]
  })
  return (
    <Stack gap="lg">
      {missing.length > 0 ? (
        <Notice title="Something is missing">
          <ul className="plain-list">
            {missing.map(({ step, sentence }) => (
              <li key={step}>
                {sentence}{' '}
                <Button size="compact-sm" variant="subtle" onClick={() => onStep(step)}>
                  {stepTitles[step]}
                </Button>
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {check && check.problems.length > 0 ? (
        <Notice title="The process is not right yet" role="alert">
          <ul className="plain-list">
            {check.problems.map(({ path, message, suggestion }) => (
              <li key={`${path} ${message}`}>
                <code>{path || 'definition'}</code> {message}. {suggestion}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {(check?.warnings ?? []).map(({ path, message, suggestion }) => (
        <Text key={path} size="sm" className="warning">
          <Icon name="warning" size={14} /> {path} {message}. {suggestion}
        </Text>
      ))}
      {missing.length === 0 && check?.problems.length === 0 ? <Ready process={process} /> : null}
      {definition ? (
        <details className="details">
          <summary>Definition as JSON</summary>
          <TextBlock text={JSON.stringify(definition, undefined, 2)} label="Definition" />
        </details>
      ) : null}
    </Stack>
  )
}

function Ready({ process }: { readonly process: NewProcessState }): React.JSX.Element {
  const { account, draft, definition, direction } = process
  const containers = useQuery(firstContainersQuery(account))
  const all = containers.data ?? []
  const container = all.find(({ id }) => id === draft.container) ?? all.find((one) => one.unavailableReason === null)
  const run = useJobRun()
  const { job } = run
  const preview = (): void => {
    const body = {
      definition: definition ?? {},
      connection: draft.connection ?? '',
      ...(direction === 'in' && draft.destination !== undefined ? { destination: draft.destination } : {}),
      ...(container ? { container: container.id } : {}),
      records: 5,
    }
    run.start({
      account,
      ask: async (idempotencyKey) =>
        (await client.call('definitions.preview', { params: { account }, body, idempotencyKey })).body,
    })
  }
  return (
    <>
      <section aria-label="Preview">
        <Group justify="space-between" gap="sm" mb="sm">
          <div>
            <Title order={2}>Preview</Title>
            <Text size="sm" className="muted">
              Up to five real records. Nothing is written, and nothing is marked.
            </Text>
          </div>
          <Button
            variant="default"
            leftSection={<Icon name="play" size={15} />}
            loading={run.isRunning}
            onClick={preview}
          >
            {job === undefined ? 'Show a preview' : 'Preview again'}
          </Button>
        </Group>
        <div aria-live="polite">
          {run.isRunning ? (
            <Status tone="quiet" icon="spinner">
              Reading …
            </Status>
          ) : null}
          {run.error ? <ErrorState error={run.error} /> : null}
          {!run.isRunning && job?.state === 'finished' ? (
            job.outcome === 'OK' ? (
              <PreviewRecords job={job} />
            ) : (
              <Notice title={job.result?.message ?? 'The preview failed.'} role="alert">
                {job.result?.error?.suggestion}
              </Notice>
            )
          ) : null}
        </div>
      </section>
      {container ? (
        <Deploy process={process} container={container.id} />
      ) : (
        <Notice title="No container can run the process now">An administrator can enroll one.</Notice>
      )}
    </>
  )
}

function Deploy({
  process: { account, draft, definition, schedule, name },
  container,
}: {
  readonly process: NewProcessState
  readonly container: string
}): React.JSX.Element {
  const isAdministrator = useAccount().can('administrator')
  const environments = useQuery(environmentsQuery(account))
  const connection = useQuery(connectionQuery(account, draft.connection ?? ''))
  const [chosen, setChosen] = useState<string>()
  const [typed, setTyped] = useState('')
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const offered = (environments.data ?? []).filter(({ classification }) => isAdministrator || classification === 'test')
  const environment =
    offered.find(({ id }) => id === chosen) ?? offered.find(({ classification }) => classification === 'test')
  const deploy = useMutation({
    mutationFn: async () =>
      await deployNewProcess(account, {
        definition: definition ?? {},
        environment: environment?.id ?? '',
        container,
        connection: draft.connection ?? '',
        destination: draft.destination ?? '',
        schedule: scheduleOf(schedule),
        confirmMixing: typed.trim() === '' ? undefined : typed.trim(),
      }),
    onSuccess: async ({ process }) => {
      forgetDraft(account)
      await tellRunChanged(queryClient, account)
      await navigate({ to: '/a/$account/processes/$process', params: { account, process: process.id }, search: {} })
    },
  })
  const isMixing = wantsConfirmation(deploy.error)
  return (
    <section className="surface form-card" aria-label="Deploy">
      <Stack gap="md">
        <div>
          <Title order={2}>Deploy {name}</Title>
          <Text size="sm" className="muted">
            {schedule.kind === 'manual'
              ? 'It is ready to be started, and runs when somebody starts it.'
              : 'It begins to run by its schedule. You can pause it at any time.'}
          </Text>
        </div>
        {deploy.error ? <ErrorState error={deploy.error} /> : null}
        {isMixing ? (
          <TextInput
            label="Type the name of the connection to deploy all the same"
            description={connection.data?.connection.name}
            maw={420}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        ) : null}
        <Group gap="sm" align="flex-end">
          <Select
            label="Environment"
            allowDeselect={false}
            data={offered.map(({ id, name: label }) => ({ value: id, label }))}
            value={environment?.id ?? null}
            onChange={(id) => id && setChosen(id)}
          />
          <Button loading={deploy.isPending} disabled={!environment} onClick={() => deploy.mutate()}>
            Deploy to {environment?.name ?? 'test'}
          </Button>
        </Group>
      </Stack>
    </section>
  )
}
