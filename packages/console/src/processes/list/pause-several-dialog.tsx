import type { Deployment } from '@coupa-connector/protocol'
import { Checkbox, NativeSelect, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { describeError } from '../../api/client.ts'
import { environmentsQuery } from '../../environments/environment-queries.ts'
import { ProductionBar } from '../../environments/production-bar.tsx'
import { tellRunChanged } from '../../runs/tell-run-changed.ts'
import { Dialog } from '../../ui/dialogs/dialog.tsx'
import { DialogForm } from '../../ui/dialogs/dialog-form.tsx'
import { ErrorState, LoadingRows } from '../../ui/states/states.tsx'
import { pauseDeployment, resumeDeployment } from '../process-mutations.ts'
import { firstProcessesQuery, type ProcessFilter } from '../process-queries.ts'

/** As many as one request lists. */
const most = 200

/** Pauses or resumes processes of an environment together: those that the list is narrowed to, or some of them. */
export default function PauseSeveralDialog({
  account,
  filter,
  onClose,
}: {
  readonly account: string
  readonly filter: ProcessFilter
  readonly onClose: () => void
}): React.JSX.Element {
  const environments = useQuery(environmentsQuery(account))
  const processes = useQuery(firstProcessesQuery(account, { ...filter, limit: most }))
  const [chosen, setChosen] = useState<string>()
  const failed = environments.error ?? processes.error
  const environment =
    environments.data?.find(({ id }) => id === (chosen ?? filter.environment)) ??
    environments.data?.find(({ classification }) => classification === 'test')
  return (
    <Dialog opened onClose={onClose} title="Pause or resume several" size="lg">
      {failed ? (
        <ErrorState error={failed} />
      ) : environment && processes.data ? (
        <Stack gap="md">
          <NativeSelect
            label="Environment"
            data={(environments.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            value={environment.id}
            onChange={(event) => setChosen(event.currentTarget.value)}
          />
          {processes.data.length === most ? (
            <Text size="sm" className="warning">
              These are the first {most} processes. Narrow the list to reach others.
            </Text>
          ) : null}
          <PauseSeveral
            key={environment.id}
            account={account}
            isProduction={environment.classification === 'production'}
            deployments={processes.data.flatMap(({ deployments }) =>
              deployments.filter((one) => one.environment.id === environment.id),
            )}
            onClose={onClose}
          />
        </Stack>
      ) : (
        <LoadingRows rows={3} />
      )}
    </Dialog>
  )
}

function PauseSeveral({
  account,
  isProduction,
  deployments,
  onClose,
}: {
  readonly account: string
  readonly isProduction: boolean
  readonly deployments: readonly Deployment[]
  readonly onClose: () => void
}): React.JSX.Element {
  const queryClient = useQueryClient()
  const [verb, setVerb] = useState<'pause' | 'resume'>('pause')
  const [leftOut, setLeftOut] = useState<readonly string[]>([])
  const [reason, setReason] = useState('')
  const fitting = deployments.filter(({ paused }) => (paused === null) === (verb === 'pause'))
  const wanted = fitting.filter(({ id }) => !leftOut.includes(id))
  const act = useMutation({
    mutationFn: async () => {
      const refused: string[] = []
      for (const { id, process } of wanted) {
        try {
          await (verb === 'pause' ? pauseDeployment(account, id, reason.trim()) : resumeDeployment(account, id))
        } catch (error) {
          refused.push(`${process.name}: ${describeError(error).message}`)
        }
      }
      return refused
    },
    onSuccess: async (refused) => {
      await tellRunChanged(queryClient, account)
      if (refused.length === 0) onClose()
    },
  })
  return (
    <DialogForm
      verb={`${verb === 'pause' ? 'Pause' : 'Resume'} ${wanted.length}`}
      isPending={act.isPending}
      isAllowed={wanted.length > 0}
      error={act.error}
      onSubmit={() => act.mutate()}
      onCancel={onClose}
    >
      {isProduction ? <ProductionBar>This is production.</ProductionBar> : null}
      <SegmentedControl
        aria-label="What to do"
        data={[
          { value: 'pause', label: 'Pause' },
          { value: 'resume', label: 'Resume' },
        ]}
        value={verb}
        onChange={(next) => setVerb(next === 'resume' ? 'resume' : 'pause')}
      />
      {fitting.length === 0 ? (
        <Text size="sm">{verb === 'pause' ? 'None of them runs by schedule now.' : 'None of them is paused.'}</Text>
      ) : (
        <ul className="surface rows pause-several" aria-label="Processes">
          {fitting.map(({ id, process, paused }) => (
            <li key={id}>
              <Checkbox
                label={process.name}
                description={paused ? paused.reason || undefined : undefined}
                checked={!leftOut.includes(id)}
                onChange={(event) =>
                  setLeftOut(event.currentTarget.checked ? leftOut.filter((other) => other !== id) : [...leftOut, id])
                }
              />
            </li>
          ))}
        </ul>
      )}
      {verb === 'pause' ? (
        <TextInput
          label="Reason"
          description="Shown to whoever finds them paused. Optional."
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      ) : null}
      {act.data && act.data.length > 0 ? (
        <div role="alert">
          {act.data.map((sentence) => (
            <Text key={sentence} size="sm" className="bad">
              {sentence}
            </Text>
          ))}
        </div>
      ) : null}
    </DialogForm>
  )
}
