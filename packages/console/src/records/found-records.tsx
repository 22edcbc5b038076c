import type { FoundRecord } from '@coupa-connector/protocol'
import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { EnvironmentName } from '../environments/environment-name.tsx'
import { retryFailures, tellFailuresChanged } from '../failures/failure-mutations.ts'
import { RecordDialog } from '../failures/record-dialog.tsx'
import { type Retry, RetryProgress } from '../failures/retry-progress.tsx'
import { Row, Rows } from '../ui/lists/rows.tsx'
import { Status } from '../ui/marks/status.tsx'
import { ErrorState } from '../ui/states/states.tsx'
import { TimeAgo } from '../ui/words/time-ago.tsx'
import { foundWords, placeText } from './found-words.ts'

/** The places in which a record is known, the newest first, with what can be done there. */
export function FoundRecords({
  account,
  places,
  canAct,
}: {
  readonly account: string
  readonly places: readonly FoundRecord[]
  /** Whether the person may read records and retry them. */
  readonly canAct: boolean
}): React.JSX.Element {
  const queryClient = useQueryClient()
  const [retried, setRetried] = useState<Retry>()
  const [chosen, setChosen] = useState<FoundRecord>()
  const [isOpen, dialog] = useDisclosure(false)
  const open = (place: FoundRecord): void => {
    setChosen(place)
    dialog.open()
  }
  const retry = useMutation({
    mutationFn: async ({ deployment, id }: FoundRecord) =>
      await retryFailures(account, { deployment, ids: [id ?? ''] }),
    onSuccess: async (run, { key, id }) => {
      setRetried({ run, what: key ?? id ?? '' })
      await tellFailuresChanged(queryClient, account)
    },
  })
  return (
    <>
      {retry.error ? <ErrorState error={retry.error} /> : null}
      {retried ? <RetryProgress account={account} retry={retried} /> : null}
      <Rows label="Places">
        {places.map((place) => (
          <Row
            // One record has one place of each kind in a deployment, except in the inputs of a load.
            key={[place.kind, place.deployment, place.id, place.input?.name, place.input?.row, place.run].join(' ')}
            primary={<Head place={place} />}
            secondary={<Facts account={account} place={place} />}
            aside={
              canAct && place.kind === 'failure' ? (
                <>
                  <Button size="compact-sm" variant="default" onClick={() => open(place)}>
                    Open record
                  </Button>
                  {place.state === 'open' ? (
                    <Button
                      size="compact-sm"
                      variant="default"
                      loading={retry.isPending && retry.variables === place}
                      onClick={() => retry.mutate(place)}
                    >
                      Retry
                    </Button>
                  ) : null}
                </>
              ) : null
            }
          />
        ))}
      </Rows>
      {chosen ? (
        <RecordDialog
          id={isOpen ? (chosen.id ?? undefined) : undefined}
          account={account}
          // Failures of loads are found in their inputs.
          deployment={{
            id: chosen.deployment,
            direction: 'out',
            environment: { classification: chosen.classification },
          }}
          onRetry={setRetried}
          onClose={dialog.close}
        />
      ) : null}
    </>
  )
}

function Head({ place }: { readonly place: FoundRecord }): React.JSX.Element {
  const { label, tone, icon } = foundWords(place)
  const { process, environment, classification } = place
  return (
    <span className="found-head">
      <Status tone={tone} icon={icon}>
        {label}
      </Status>
      <span>{process.name}</span>
      <EnvironmentName environment={{ name: environment, classification }} />
    </span>
  )
}

function Facts({ account, place }: { readonly account: string; readonly place: FoundRecord }): React.JSX.Element {
  const { kind, process, id, key, at, run, state, code, message } = place
  const where = placeText(place)
  return (
    <>
      {message === null && code === null ? null : <div>{message ?? code}</div>}
      <div>
        {[key, id === null || id === key ? null : `id ${id}`].filter((part) => part !== null).join(', ')}
        {where === undefined ? '' : ` · ${where}`}
      </div>
      <div>
        {at === null ? null : <TimeAgo at={at} />}
        {run === null ? null : (
          <>
            {at === null ? '' : ' · '}
            <Link to="/a/$account/runs/$run" params={{ account, run }} className="plain-link">
              Run
            </Link>
          </>
        )}
        {kind === 'failure' || state === 'failed' ? (
          <>
            {' · '}
            <Link
              to="/a/$account/processes/$process"
              params={{ account, process: process.id }}
              search={{ view: 'failures', ...(kind === 'failure' && state !== 'open' ? { state } : {}) }}
              className="plain-link"
            >
              Failures of {process.name}
            </Link>
          </>
        ) : null}
      </div>
    </>
  )
}
