import type { Job } from '@coupa-connector/protocol'
import { stageWords } from '@coupa-connector/protocol/stage-words'
import { Button, Group, Stack, Text } from '@mantine/core'
import { Icon } from '../../ui/marks/icon.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { formatDuration } from '../../ui/words/time-ago.tsx'
import { StageList } from '../report/stage-list.tsx'
import type { TestProgress as Progress } from '../report/stages-model.ts'
import { useElapsed } from './use-elapsed.ts'

/** A test that is under way: where it runs, how far it has come, how long it has taken. */
export function TestProgress({
  job,
  progress,
  isPolling = false,
  silentMs = 0,
  onCancel,
}: {
  readonly job: Job
  readonly progress: Progress
  readonly isPolling?: boolean
  /** For how long the node that runs it has not been heard from; 0 while it is. */
  readonly silentMs?: number
  /** Without it the person may not cancel. */
  readonly onCancel?: (() => void) | undefined
}): React.JSX.Element {
  const isCancelling = progress.phase === 'cancelling' || job.cancelRequestedAt !== null
  const phrase = isCancelling ? 'Canceling' : phraseOf(progress)
  const node = progress.node ?? job.node?.name
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div>
          <Group gap={8} wrap="nowrap">
            <Icon name="spinner" className="spin" />
            <Text fw={600}>{phrase} …</Text>
          </Group>
          <Text size="sm" className="muted">
            From {job.container.name}
            {node && node !== job.container.name ? `, node ${node}` : ''} · <Elapsed since={job.queuedAt} />
          </Text>
        </div>
        {onCancel ? (
          <Button variant="default" size="xs" onClick={onCancel} disabled={isCancelling}>
            Cancel
          </Button>
        ) : null}
      </Group>
      <div className="visually-hidden" role="status" aria-live="polite">
        {phrase}
      </div>
      {silentMs > 0 ? (
        <Notice title={`${job.container.name} has not answered for ${Math.round(silentMs / 1000)} s`}>
          Its machine may have stopped or lost its network connection. If it stays silent, the test ends by itself.
        </Notice>
      ) : null}
      <StageList stages={progress.stages} />
      <Text size="xs" className="muted">
        You can close this; the result will appear in Tests.
        {isPolling ? ' Live updates do not reach this browser, so progress is polled.' : ''}
      </Text>
    </Stack>
  )
}

/** Not part of the live region: nobody wants the seconds read out. */
function Elapsed({ since }: { readonly since: string }): React.JSX.Element {
  const elapsedMs = useElapsed(since)
  return (
    <span className="numbers" role="timer" aria-live="off">
      {formatDuration(elapsedMs < 1000 ? 0 : Math.floor(elapsedMs / 100) * 100)}
    </span>
  )
}

function phraseOf({ phase, stages }: Progress): string {
  if (phase === 'queued') return 'Waiting for the container'
  if (phase === 'again') return 'Lost contact with the node; waiting for another one'
  const running = stages.findLast(({ status }) => status === 'running')
  return running ? stageWords(running.name, 'running') : phase === 'finished' ? 'Collecting the result' : 'Testing'
}
