import type { DestinationType, Job } from '@coupa-connector/protocol'
import { Button, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { firstContainersQuery } from '../../containers/container-queries.ts'
import { ContainerSelect } from '../../containers/container-select.tsx'
import { Icon } from '../../ui/marks/icon.tsx'
import { Status } from '../../ui/marks/status.tsx'
import { ErrorState } from '../../ui/states/states.tsx'
import { formatDuration } from '../../ui/words/time-ago.tsx'
import { CheckStages } from './check-stages.tsx'
import {
  type DestinationCheckRun,
  type DestinationTarget,
  type DestinationUse,
  useDestinationCheck,
} from './use-destination-check.ts'

/** Tries a destination from a container: where from, how it goes, and what came of it. */
export function DestinationCheck({
  account,
  type,
  targetFor,
  onStart,
  onTrust,
  use: onlyUse,
}: {
  readonly account: string
  readonly type: Pick<DestinationType, 'uses'>
  /** What is tried for a use; undefined while something is missing for it. */
  readonly targetFor: (use: DestinationUse) => DestinationTarget | undefined
  /** Told when somebody asks for a check, also when something is missing. */
  readonly onStart?: ((use: DestinationUse) => void) | undefined
  readonly onTrust?: ((hostKey: string) => void) | undefined
  /** Where it is known what the destination is for. */
  readonly use?: DestinationUse | undefined
}): React.JSX.Element {
  const check = useDestinationCheck(account)
  const containers = useQuery(firstContainersQuery(account))
  const [chosen, setChosen] = useState<string>()
  const [wanted, setWanted] = useState<DestinationUse>('deliver')
  const use = onlyUse ?? wanted
  const all = containers.data ?? []
  const container = all.find(({ id }) => id === chosen) ?? all.find((one) => one.unavailableReason === null)
  return (
    <section className="surface form-card" aria-label="Check">
      <Stack gap="md">
        <div>
          <Title order={2}>Check</Title>
          <Text size="sm" className="muted">
            {use === 'deliver'
              ? 'Connects from a container, writes a small probe, and removes it again. No records are sent.'
              : 'Connects from a container and reads. Nothing is changed.'}
          </Text>
        </div>
        <Group gap="md" align="flex-end">
          <div className="check-container">
            <ContainerSelect containers={all} container={container} onChange={setChosen} />
          </div>
          {type.uses.includes('load') && onlyUse === undefined ? (
            <SegmentedControl
              aria-label="Use"
              mb={24}
              value={use}
              onChange={(value) => setWanted(value === 'load' ? 'load' : 'deliver')}
              data={[
                { value: 'deliver', label: 'For exports' },
                { value: 'load', label: 'For loads' },
              ]}
            />
          ) : null}
          <Button
            mb={24}
            variant="default"
            leftSection={<Icon name="play" size={15} />}
            loading={check.isRunning}
            disabled={container === undefined || container.unavailableReason !== null}
            onClick={() => {
              onStart?.(use)
              const target = targetFor(use)
              if (target && container) check.start(target, container.id, use)
            }}
          >
            Check
          </Button>
        </Group>
        <div aria-live="polite">
          <CheckState check={check} onTrust={onTrust} />
        </div>
      </Stack>
    </section>
  )
}

function CheckState({
  check: { isRunning, job, error, cancel },
  onTrust,
}: {
  readonly check: DestinationCheckRun
  readonly onTrust: ((hostKey: string) => void) | undefined
}): React.JSX.Element | null {
  if (isRunning) {
    return (
      <Group gap="sm">
        <Status tone="quiet" icon="spinner">
          {job === undefined || job.state === 'queued' ? 'Waiting for the container …' : 'Checking …'}
        </Status>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={cancel}>
          Cancel
        </Button>
      </Group>
    )
  }
  if (error) return <ErrorState error={error} />
  return job?.state === 'finished' ? <CheckResult job={job} onTrust={onTrust} /> : null
}

/** What a check came to: its verdict, and every stage. */
function CheckResult({
  job,
  onTrust,
}: {
  readonly job: Job
  readonly onTrust: ((hostKey: string) => void) | undefined
}): React.JSX.Element {
  const { result, outcome, container } = job
  const isPassed = outcome === 'OK'
  const stages = result?.stages ?? []
  return (
    <Stack gap="xs">
      <Group gap="sm">
        <Status tone={isPassed ? 'good' : 'bad'} icon={isPassed ? 'check' : 'cross'}>
          {isPassed ? 'The check passed' : 'The check failed'}
        </Status>
        <Text size="sm" className="muted">
          from {container.name} in {formatDuration(result?.durationMs ?? 0)}
        </Text>
      </Group>
      {stages.length > 0 ? (
        <CheckStages stages={stages} onTrust={onTrust} />
      ) : (
        <Text size="sm">
          {result?.message} {result?.error?.suggestion}
        </Text>
      )}
    </Stack>
  )
}
