import type { WaitingAnswers } from '@coupa-connector/protocol'
import { Stack, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { EnvironmentName } from '../environments/environment-name.tsx'
import { useAccount } from '../session/use-account.ts'
import { Page } from '../ui/pages/page.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../ui/states/states.tsx'
import { withThousands } from '../ui/words/numbers.ts'
import { TimeAgo } from '../ui/words/time-ago.tsx'
import { waitingDeploymentsQuery } from './answer-queries.ts'
import { WaitingRecords } from './waiting-records.tsx'

/** Delivered records that wait for an answer of their consumers: where, how many, since when; and those of one process. */
export function Answers(): React.JSX.Element {
  const account = useAccount()
  const { deployment } = useSearch({ from: '/a/$account/answers' })
  const list = useQuery(waitingDeploymentsQuery(account.id))
  const items = list.data ?? []
  const [last, setLast] = useState<WaitingAnswers['deployment']>()
  // A process whose last answer was given stays in sight, with what became of it.
  const kept = deployment === undefined || last?.id === deployment ? last : undefined
  const chosen = items.find((item) => item.deployment.id === deployment)?.deployment ?? kept ?? items[0]?.deployment
  useEffect(() => setLast(chosen), [chosen])
  return (
    <Page title="Answers" description="Delivered records whose consumer has not said yet whether it takes them.">
      {list.error && !list.data ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <LoadingRows rows={4} />
      ) : chosen === undefined ? (
        <EmptyState icon="check" title="Nothing waits for an answer">
          Processes that acknowledge after an answer list their delivered records here until the consumer accepts or
          refuses them.
        </EmptyState>
      ) : (
        <Stack gap="lg">
          {items.length === 0 ? null : (
            <ul className="surface rows" aria-label="Processes that wait">
              {items.map(({ deployment: { id, process, environment }, waiting, oldestAt }) => (
                <li key={id}>
                  <Link
                    to="/a/$account/answers"
                    params={{ account: account.id }}
                    search={{ deployment: id }}
                    className="row-link answers-row"
                    aria-current={id === chosen.id ? 'true' : undefined}
                  >
                    <span className="answers-row-name">
                      {process.name} <EnvironmentName environment={environment} />
                    </span>
                    <span className="muted">
                      {withThousands(waiting)} waiting
                      {oldestAt === null ? null : (
                        <>
                          , the oldest since <TimeAgo at={oldestAt} />
                        </>
                      )}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          )}
          <section aria-label={chosen.process.name}>
            <Title order={2} mb="sm">
              {chosen.process.name}
            </Title>
            <WaitingRecords
              key={chosen.id}
              account={account.id}
              deployment={chosen.id}
              isProduction={chosen.environment.classification === 'production'}
              canAct={account.can('operator')}
            />
          </section>
        </Stack>
      )}
    </Page>
  )
}
