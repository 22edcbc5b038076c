import { Button, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { connectionQuery } from '../../connections/connection-queries.ts'
import { chosenEnds } from '../../definition-editor/ends/end-select.tsx'
import { LivePreview } from '../../definition-editor/preview/live-preview.tsx'
import { environmentsQuery } from '../../environments/environment-queries.ts'
import { tellRunChanged } from '../../runs/tell-run-changed.ts'
import { scheduleOf } from '../../schedules/schedule-draft.ts'
import { useAccount } from '../../session/use-account.ts'
import { Icon } from '../../ui/marks/icon.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { ErrorState } from '../../ui/states/states.tsx'
import { TextBlock } from '../../ui/text/text-block.tsx'
import { deployNewProcess, wantsConfirmation } from '../deploy-new-process.ts'
import { forgetDraft } from '../process-draft.ts'
import { missingIn, type StepName, stepNames, stepTitles } from '../step-list.ts'
import { useContainer } from '../use-container.ts'
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
  const { account, draft, definition } = process
  const container = useContainer(process)
  const { connection, destination } = draft
  return (
    <>
      {definition ? (
        <LivePreview
          definition={definition}
          isRight
          target={{ account, connection, container, destination }}
          records={5}
        />
      ) : null}
      {container ? (
        <Deploy process={process} container={container} />
      ) : (
        <Notice title="No container can run the process now">An administrator can enroll one.</Notice>
      )}
    </>
  )
}

function Deploy({
  process: { account, draft, definition, schedule, name, check },
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
        ends: chosenEnds(check?.ends, draft.ends),
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
