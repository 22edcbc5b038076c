import { Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useAccount } from '../../session/use-account.ts'
import { Icon } from '../../ui/marks/icon.tsx'
import { ErrorState, LoadingRows } from '../../ui/states/states.tsx'
import { saveAsFile } from '../../ui/text/save-as-file.ts'
import { summarizeVerdicts } from '../report/verdict.ts'
import { matrixQuery } from '../test-queries.ts'
import { MatrixTable } from './matrix-table.tsx'

/** The tests of a matrix side by side while they run. */
export function MatrixPanel({
  matrix,
  leftOut = [],
  onAgain,
  isStarting = false,
}: {
  readonly matrix: string
  /** Names of containers that were left out when it was started. */
  readonly leftOut?: readonly string[]
  /** Without it the matrix cannot be run again from here. */
  readonly onAgain?: (() => void) | undefined
  readonly isStarting?: boolean
}): React.JSX.Element {
  const account = useAccount()
  const { data, error, isPending, refetch } = useQuery(matrixQuery(account.id, matrix))
  if (isPending) return <LoadingRows rows={3} height={96} />
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  const finished = data.jobs.filter(({ state }) => state === 'finished').length
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Text size="sm" role="status" aria-live="polite">
          {data.isFinished
            ? `${summarizeVerdicts(data.jobs.flatMap(({ outcome }) => outcome ?? []))}.`
            : `${finished} of ${data.jobs.length} finished …`}
          {leftOut.length > 0 ? (
            <span className="muted"> Left out, because they cannot run it now: {leftOut.join(', ')}.</span>
          ) : null}
        </Text>
        <Group gap="xs">
          {data.isFinished && onAgain ? (
            <Button
              variant="default"
              size="xs"
              leftSection={<Icon name="refresh" size={14} />}
              loading={isStarting}
              onClick={onAgain}
            >
              Test again
            </Button>
          ) : null}
          <Button
            variant="default"
            size="xs"
            disabled={!data.isFinished}
            onClick={() =>
              saveAsFile({
                name: `matrix-${matrix}.json`,
                type: 'application/json',
                text: JSON.stringify(data, null, 2),
              })
            }
          >
            Export as JSON
          </Button>
        </Group>
      </Group>
      <MatrixTable account={account.id} jobs={data.jobs} differences={data.differences} />
    </Stack>
  )
}
