import type { Deployment, Environment, Process } from '@coupa-connector/protocol'
import { Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ProblemError } from '../../api/client.ts'
import { chosenEnds, EndSelects, missingEnds } from '../../definition-editor/ends/end-select.tsx'
import { ProductionBar } from '../../environments/production-bar.tsx'
import { tellRunChanged } from '../../runs/tell-run-changed.ts'
import { DialogForm } from '../../ui/dialogs/dialog-form.tsx'
import { deployProcess } from '../process-mutations.ts'
import { contentToDeploy, type Ends, endsToBegin } from '../settings/content-to-deploy.ts'
import { EndChoices } from '../settings/end-choices.tsx'
import { useVersionEnds } from '../settings/use-version-ends.ts'
import { TypedName } from '../typed-name.tsx'
import { ChangeMeaning } from './change-meaning.tsx'

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
  const needed = useVersionEnds(account, process.id, version)
  const missing = missingEnds(needed?.further, ends.further)
  const [typed, setTyped] = useState('')
  const [mixing, setMixing] = useState<string>()
  const isProduction = environment.classification === 'production'
  const deploy = useMutation({
    mutationFn: () =>
      deployProcess(
        { account, process: process.id, environment: environment.id },
        {
          ...contentToDeploy(
            model,
            before !== undefined,
            { ...ends, further: chosenEnds(needed?.further, ends.further) },
            version,
          ),
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
  const isComplete =
    needed !== undefined &&
    missing.length === 0 &&
    ends.connection !== '' &&
    ends.destination !== '' &&
    ends.container !== ''
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
        <>
          <KeptText before={before} version={version} process={process.id} />
          <EndSelects
            account={account}
            ends={(needed?.further ?? []).filter(({ value }) => before.ends[value] === undefined)}
            chosen={ends.further}
            onChange={(further) => setEnds({ ...ends, further })}
          />
        </>
      ) : (
        <>
          <EndChoices
            account={account}
            ends={ends}
            further={needed?.further ?? []}
            kind={needed?.kind}
            onChange={setEnds}
          />
          <Text size="sm" className="muted">
            {model
              ? `Schedules and rules are taken over from ${model.environment.name}, and hold at once.`
              : 'It has no schedule yet and runs when somebody starts it.'}
          </Text>
        </>
      )}
      {isProduction ? <TypedName process={process.name} value={typed} onChange={setTyped} /> : null}
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
