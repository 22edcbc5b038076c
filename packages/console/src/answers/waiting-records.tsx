import { Button, Group, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { MoreButton } from '../ui/controls/more-button.tsx'
import { Row, Rows } from '../ui/lists/rows.tsx'
import { Icon } from '../ui/marks/icon.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../ui/states/states.tsx'
import { TimeAgo } from '../ui/words/time-ago.tsx'
import { AnswerDialog, type HandAnswer } from './answer-dialog.tsx'
import { waitingRecordsQuery } from './answer-queries.ts'
import { UploadDialog } from './upload-dialog.tsx'

/** Delivered records of a deployment that wait for an answer, and ways to give it. */
export function WaitingRecords({
  account,
  deployment,
  isProduction,
  canAct,
}: {
  readonly account: string
  readonly deployment: string
  readonly isProduction: boolean
  readonly canAct: boolean
}): React.JSX.Element {
  const list = useInfiniteQuery(waitingRecordsQuery(account, deployment))
  const [answer, setAnswer] = useState<HandAnswer>()
  const [given, setGiven] = useState<string>()
  const [isUploading, uploading] = useDisclosure(false)
  if (list.error && !list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  if (list.isPending) return <LoadingRows rows={5} />
  const records = list.data.pages.flatMap(({ items }) => items)
  return (
    <>
      <Group justify="space-between" gap="sm" mb="sm">
        <Text size="sm" className="muted" role="status">
          {given ?? 'The consumer answers by API, by file, or by hand. Coupa is told what it accepts.'}
        </Text>
        {canAct ? (
          <Button size="xs" variant="default" onClick={uploading.open}>
            Upload answers
          </Button>
        ) : null}
      </Group>
      {records.length === 0 ? (
        <EmptyState icon="check" title="Nothing waits for an answer">
          A process that acknowledges after an answer lists its delivered records here until its consumer accepts or
          refuses them.
        </EmptyState>
      ) : (
        <Rows label="Waiting records">
          {records.map(({ id, label, version, batch, deliveredAt }) => (
            <Row
              key={id}
              primary={label ?? id}
              secondary={
                <>
                  {deliveredAt === null ? (
                    'Delivered'
                  ) : (
                    <>
                      Delivered <TimeAgo at={deliveredAt} />
                    </>
                  )}{' '}
                  in batch {batch}
                  {label === null || label === id ? '' : ` · id ${id}`}
                </>
              }
              aside={
                canAct ? (
                  <>
                    <Button
                      size="compact-sm"
                      variant="default"
                      leftSection={<Icon name="check" size={14} />}
                      aria-label={`Accept ${id}`}
                      onClick={() => setAnswer({ id, version, outcome: 'accepted' })}
                    >
                      Accept
                    </Button>
                    <Button
                      size="compact-sm"
                      variant="default"
                      leftSection={<Icon name="cross" size={14} />}
                      aria-label={`Refuse ${id}`}
                      onClick={() => setAnswer({ id, version, outcome: 'refused' })}
                    >
                      Refuse
                    </Button>
                  </>
                ) : null
              }
            />
          ))}
        </Rows>
      )}
      <MoreButton list={list} />
      <AnswerDialog
        answer={answer}
        account={account}
        deployment={deployment}
        isProduction={isProduction}
        onClose={() => setAnswer(undefined)}
        onGiven={() => setGiven(`${answer?.id} is ${answer?.outcome}.`)}
      />
      <UploadDialog
        opened={isUploading}
        account={account}
        deployment={deployment}
        isProduction={isProduction}
        onClose={uploading.close}
      />
    </>
  )
}
