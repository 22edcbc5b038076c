import type { Deployment, Environment, Process } from '@coupa-connector/protocol'
import { NativeSelect, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ProblemError } from '../../api/client.ts'
import { firstConnectionsQuery } from '../../connections/connection-queries.ts'
import { firstContainersQuery } from '../../containers/container-queries.ts'
import { destinationListQuery } from '../../destinations/destination-queries.ts'
import { ProductionBar } from '../../environments/production-bar.tsx'
import { tellRunChanged } from '../../runs/tell-run-changed.ts'
import { DialogForm } from '../../ui/dialog-form.tsx'
import { deployProcess } from '../process-mutations.ts'
import { ChangeMeaning } from './change-meaning.tsx'
import { contentToDeploy, type Ends, endsToBegin } from './content-to-deploy.ts'

/** What is asked before a version is deployed: with which ends, and in production its name, typed. */
export function DeployForm({
  account,
  process,
  version,
  environment,
  onClose,
}: {
  readonly account: string
  readonly process: Process
  readonly version: number
  readonly environment: Environment
  readonly onClose: () => void
}): React.JSX.Element {
  const queryClient = useQueryClient()
  const before = process.deployments.find((deployment) => deployment.environment.id === environment.id)
  const model = before ?? process.deployments[0]
  const [ends, setEnds] = useState<Ends>(() => endsToBegin(before))
  const [typed, setTyped] = useState('')
  const [mixing, setMixing] = useState<string>()
  const isProduction = environment.classification === 'production'
  const deploy = useMutation({
    mutationFn: () =>
      deployProcess(
        { account, process: process.id, environment: environment.id },
        {
          ...contentToDeploy(model, before !== undefined, ends, version),
          ...(mixing ? { confirmMixing: mixing } : {}),
        },
      ),
    onSuccess: async () => {
      await tellRunChanged(queryClient, account)
      onClose()
    },
    onError: (error) => {
      // The second press says yes to what the first was told.
      if (error instanceof ProblemError && error.code === 'CONFIRMATION_NEEDED') {
        setMixing(error.problem.fields?.[0]?.suggestedValue)
      }
    },
  })
  const isComplete = ends.connection !== '' && ends.destination !== '' && ends.container !== ''
  return (
    <DialogForm
      verb={mixing ? 'Deploy all the same' : 'Deploy'}
      isDangerous={mixing !== undefined}
      isPending={deploy.isPending}
      isAllowed={isComplete && (!isProduction || typed.trim() === process.name)}
      error={deploy.error}
      onSubmit={() => deploy.mutate()}
      onCancel={onClose}
    >
      {isProduction ? <ProductionBar>This is production.</ProductionBar> : null}
      {before ? (
        <KeptText before={before} version={version} process={process.id} />
      ) : (
        <>
          <EndChoices account={account} ends={ends} onChange={setEnds} />
          <Text size="sm" className="muted">
            {model
              ? `Schedules and rules are taken over from ${model.environment.name}, and hold at once.`
              : 'It has no schedule yet and runs when somebody starts it.'}
          </Text>
        </>
      )}
      {isProduction ? (
        <TextInput
          label="Type the name of the process to continue"
          description={process.name}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      ) : null}
    </DialogForm>
  )
}

function KeptText({
  before,
  version,
  process,
}: {
  readonly before: Deployment
  readonly version: number
  readonly process: string
}): React.JSX.Element {
  return (
    <>
      <Text size="sm">
        {before.version === version
          ? `Version ${version} is deployed there already.`
          : `Version ${version} replaces version ${before.version}. A run that is under way ends with the version it began with.`}{' '}
        Connection, destination, container and schedules stay as they are.
      </Text>
      {before.version === version ? null : <ChangeMeaning process={process} from={before.version} to={version} />}
    </>
  )
}

function EndChoices({
  account,
  ends,
  onChange,
}: {
  readonly account: string
  readonly ends: Ends
  readonly onChange: (ends: Ends) => void
}): React.JSX.Element {
  const connections = useQuery(firstConnectionsQuery(account, { limit: 200 }))
  const destinations = useQuery(destinationListQuery(account))
  const containers = useQuery(firstContainersQuery(account))
  const choose = (end: keyof Ends) => (value: string) => onChange({ ...ends, [end]: value })
  return (
    <>
      <End
        label="Connection to Coupa"
        items={connections.data?.items}
        value={ends.connection}
        onChange={choose('connection')}
      />
      <End label="Other end" items={destinations.data} value={ends.destination} onChange={choose('destination')} />
      <End label="Runs on" items={containers.data} value={ends.container} onChange={choose('container')} />
    </>
  )
}

function End({
  label,
  items,
  value,
  onChange,
}: {
  readonly label: string
  readonly items: readonly { readonly id: string; readonly name: string }[] | undefined
  readonly value: string
  readonly onChange: (value: string) => void
}): React.JSX.Element {
  return (
    <NativeSelect
      label={label}
      disabled={items === undefined}
      data={[
        { value: '', label: items?.length === 0 ? 'None yet: create one first' : 'Choose one' },
        ...(items ?? []).map(({ id, name }) => ({ value: id, label: name })),
      ]}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}
