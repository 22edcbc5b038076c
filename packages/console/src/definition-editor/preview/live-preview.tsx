import { Button, Group, Text, Title } from '@mantine/core'
import { useEffect, useState } from 'react'
import { client } from '../../api/client.ts'
import { useJobRun } from '../../jobs/use-job-run.ts'
import { Icon } from '../../ui/marks/icon.tsx'
import { Status } from '../../ui/marks/status.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { ErrorState } from '../../ui/states/states.tsx'
import { type Definition, isLoad } from '../json.ts'
import { PreviewRecords } from './preview-records.tsx'

/** Between the last key and the next preview. */
const quietMs = 900

export interface PreviewTarget {
  readonly account: string
  readonly connection: string | undefined
  readonly container: string | undefined
  /** Where a load reads from. */
  readonly destination: string | undefined
}

/**
 * What real records become. After it was asked for once, it follows the definition: each change that is right shows what it does.
 * Only reads.
 */
export function LivePreview({
  definition,
  isRight,
  target: { account, connection, container, destination },
  records = 1,
}: {
  readonly definition: Definition
  /** Whether nothing is wrong with the definition. */
  readonly isRight: boolean
  readonly target: PreviewTarget
  readonly records?: number
}): React.JSX.Element {
  const run = useJobRun()
  const { job } = run
  const [shown, setShown] = useState<string>()
  const text = JSON.stringify(definition)
  const missing =
    connection === undefined
      ? 'Choose a connection to see real records.'
      : isLoad(definition) && destination === undefined
        ? 'Choose where the records come from to see them.'
        : undefined
  const canShow = missing === undefined && isRight
  const show = (): void => {
    setShown(text)
    const body = {
      definition,
      connection: connection ?? '',
      ...(isLoad(definition) && destination !== undefined ? { destination } : {}),
      ...(container === undefined ? {} : { container }),
      records,
    }
    run.start({
      account,
      ask: async (idempotencyKey) =>
        (await client.call('definitions.preview', { params: { account }, body, idempotencyKey })).body,
    })
  }
  const isDue = shown !== undefined && shown !== text && canShow
  // biome-ignore lint/correctness/useExhaustiveDependencies: show is new each time and does the same
  useEffect(() => {
    if (!isDue) return
    const timer = setTimeout(show, quietMs)
    return () => clearTimeout(timer)
  }, [isDue, text])
  return (
    <section aria-label="Preview">
      <Group justify="space-between" gap="sm" mb="sm">
        <div>
          <Title order={2}>Preview</Title>
          <Text size="sm" className="muted">
            {shown === undefined
              ? 'What real records become. Nothing is written, and nothing is marked.'
              : isRight
                ? 'It follows what you change.'
                : 'It goes on when nothing is wrong any more.'}
          </Text>
        </div>
        <Button
          size="xs"
          variant="default"
          leftSection={<Icon name="play" size={15} />}
          loading={run.isRunning}
          disabled={!canShow}
          onClick={show}
        >
          {shown === undefined ? 'Show a preview' : 'Again'}
        </Button>
      </Group>
      {missing === undefined ? null : <Text size="sm">{missing}</Text>}
      <div aria-live="polite">
        {run.isRunning ? (
          <Status tone="quiet" icon="spinner">
            Reading …
          </Status>
        ) : null}
        {run.error ? <ErrorState error={run.error} /> : null}
        {!run.isRunning && job?.state === 'finished' ? (
          job.outcome === 'OK' ? (
            <PreviewRecords job={job} />
          ) : (
            <Notice title={job.result?.message ?? 'The preview failed.'} role="alert">
              {job.result?.error?.suggestion}
            </Notice>
          )
        ) : null}
      </div>
    </section>
  )
}
