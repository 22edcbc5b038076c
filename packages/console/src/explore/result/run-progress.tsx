import { Button, Group, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { Icon } from '../../ui/marks/icon.tsx'
import { Status } from '../../ui/marks/status.tsx'
import { formatDuration } from '../../ui/words/time-ago.tsx'
import type { OperationRun } from './use-operation-run.ts'

/** The progress of a run, its duration so far, and a way to end it. */
export function RunProgress({ run }: { readonly run: OperationRun }): React.JSX.Element {
  const [now, setNow] = useState(Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 200)
    return () => clearInterval(timer)
  }, [])
  return (
    <Group className="surface" p="md" justify="space-between" gap="sm">
      <Group gap="sm">
        <span role="status">
          <Status tone="quiet" icon="spinner">
            {describe(run)}
          </Status>
        </span>
        <Text size="sm" className="muted" style={{ fontVariantNumeric: 'tabular-nums' }}>
          {formatDuration(Math.max(0, now - run.startedAtMs))}
        </Text>
      </Group>
      <Button
        size="xs"
        variant="default"
        leftSection={<Icon name="stop" size={14} />}
        disabled={run.isCancelling}
        onClick={run.cancel}
      >
        Cancel
      </Button>
    </Group>
  )
}

function describe({ job, isCancelling }: OperationRun): string {
  if (isCancelling) return 'Canceling'
  if (!job) return 'Starting'
  if (job.state === 'queued') return `Waiting for ${job.container.name}`
  return job.node ? `Running on ${job.container.name}, node ${job.node.name}` : `Running on ${job.container.name}`
}
