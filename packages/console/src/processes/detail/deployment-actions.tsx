import type { Deployment, Process } from '@coupa-connector/protocol'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ProductionDialog } from '../../environments/production-dialog.tsx'
import { tellRunChanged } from '../../runs/tell-run-changed.ts'
import { Icon } from '../../ui/marks/icon.tsx'
import { ErrorState } from '../../ui/states/states.tsx'
import { resumeDeployment, startRun } from '../process-mutations.ts'
import { BackFillDialog } from './back-fill-dialog.tsx'
import { type MoreKind, MoreRuns } from './more-runs.tsx'
import { PauseDialog } from './pause-dialog.tsx'

/** What an operator does with a deployment: run it now, pause it, resume it. Asks before a run in production. */
export function DeploymentActions({
  account,
  deployment,
  direction,
}: {
  readonly account: string
  readonly deployment: Deployment
  readonly direction: Process['direction']
}): React.JSX.Element {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const told = { onSuccess: () => tellRunChanged(queryClient, account) }
  const run = useMutation({ mutationFn: () => startRun(account, deployment.id), ...told })
  const watch = async (started: string): Promise<void> =>
    await navigate({ to: '/a/$account/runs/$run', params: { account, run: started } })
  const more = useMutation({
    mutationFn: (kind: MoreKind) => startRun(account, deployment.id, { kind }),
    onSuccess: async (started) => {
      await tellRunChanged(queryClient, account)
      await watch(started.id)
    },
  })
  const resume = useMutation({ mutationFn: () => resumeDeployment(account, deployment.id), ...told })
  const [asked, setAsked] = useState<'run' | 'pause' | 'reconcile' | 'backfill'>()
  const isProduction = deployment.environment.classification === 'production'
  const close = (): void => setAsked(undefined)
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Button
          size="xs"
          leftSection={<Icon name="play" size={14} />}
          loading={run.isPending && !isProduction}
          onClick={() => (isProduction ? setAsked('run') : run.mutate())}
        >
          Run now
        </Button>
        {deployment.paused ? (
          <Button
            size="xs"
            variant="default"
            leftSection={<Icon name="play" size={14} />}
            loading={resume.isPending}
            onClick={() => resume.mutate()}
          >
            Resume
          </Button>
        ) : (
          <Button
            size="xs"
            variant="default"
            leftSection={<Icon name="pause" size={14} />}
            onClick={() => setAsked('pause')}
          >
            Pause
          </Button>
        )}
        <MoreRuns
          deployment={deployment}
          direction={direction}
          onStart={(kind) =>
            kind === 'backfill' || (kind === 'reconcile' && isProduction) ? setAsked(kind) : more.mutate(kind)
          }
        />
      </Group>
      {run.data ? (
        <Text size="sm" role="status">
          {run.data.state === 'waiting' ? 'A run waits for its turn. ' : 'A run has started. '}
          <Link className="plain-link" to="/a/$account/runs/$run" params={{ account, run: run.data.id }}>
            Watch it
          </Link>
        </Text>
      ) : null}
      {asked === undefined && (run.error ?? resume.error ?? more.error) ? (
        <ErrorState error={run.error ?? resume.error ?? more.error} />
      ) : null}
      <BackFillDialog
        account={account}
        deployment={deployment}
        opened={asked === 'backfill'}
        onStarted={({ id }) => void watch(id)}
        onClose={close}
      />
      <PauseDialog account={account} deployment={deployment} opened={asked === 'pause'} onClose={close} />
      <ProductionDialog
        opened={asked === 'run'}
        title={`Run ${deployment.process.name} in ${deployment.environment.name}`}
        verb="Run now"
        consequences={[
          `Records move between ${deployment.organization ?? 'Coupa'} and ${deployment.destination.name ?? 'the other end'}.`,
          'Without a fault, what it delivers is the same that the next planned run would deliver.',
        ]}
        isPending={run.isPending}
        error={run.error}
        onConfirm={() => run.mutate(undefined, { onSuccess: close })}
        onClose={close}
      />
      <ProductionDialog
        opened={asked === 'reconcile'}
        title={`Reconcile ${deployment.process.name} in ${deployment.environment.name}`}
        verb="Reconcile"
        consequences={['All records are read and compared.', 'What differs at the other end is delivered again.']}
        isPending={more.isPending}
        error={more.error}
        onConfirm={() => more.mutate('reconcile')}
        onClose={close}
      />
    </Stack>
  )
}
