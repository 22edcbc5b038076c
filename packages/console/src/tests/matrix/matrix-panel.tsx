import { Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useAccount } from '../../session/use-account.ts'
import { Icon } from '../../ui/icon.tsx'
import { saveAsFile } from '../../ui/save-as-file.ts'
import { ErrorState, LoadingRows } from '../../ui/states.tsx'
import { isPassed } from '../report/report-facts.ts'
import { matrixQuery } from '../test-queries.ts'
import { MatrixColumns } from './matrix-columns.tsx'

/** The tests of a matrix side by side while they run, and what differs between them. */
export function MatrixPanel({
  matrix,
  onAgain,
  isStarting = false,
}: {
  readonly matrix: string
  /** Without it the matrix cannot be run again from here. */
  readonly onAgain?: (() => void) | undefined
  readonly isStarting?: boolean
}): React.JSX.Element {
  const account = useAccount()
  const { data, error, isPending, refetch } = useQuery(matrixQuery(account.id, matrix))
  if (isPending) return <LoadingRows rows={3} height={96} />
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  const finished = data.jobs.filter(({ state }) => state === 'finished').length
  const passed = data.jobs.filter(({ outcome }) => isPassed(outcome)).length
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Text size="sm" role="status" aria-live="polite">
          {data.isFinished
            ? `${passed} of ${data.jobs.length} passed.`
            : `${finished} of ${data.jobs.length} are finished …`}
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
              Run again
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
      <MatrixColumns
        account={account.id}
        jobs={data.jobs}
        differences={data.differences}
        isFinished={data.isFinished}
      />
    </Stack>
  )
}
