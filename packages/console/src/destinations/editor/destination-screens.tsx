import type { Destination } from '@coupa-connector/protocol'
import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useRef } from 'react'
import { useAccount } from '../../session/use-account.ts'
import { LinkButton } from '../../ui/controls/link-button.tsx'
import { Gone, isGone } from '../../ui/pages/gone.tsx'
import { Page } from '../../ui/pages/page.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../../ui/states/states.tsx'
import { destinationQuery, destinationTypesQuery } from '../destination-queries.ts'
import { DestinationEditor } from './destination-editor.tsx'
import { DestinationMenu } from './destination-menu.tsx'
import { KindChoice } from './kind-choice.tsx'

/** A form for a destination that is not there yet; the address has its kind. */
export function NewDestination(): React.JSX.Element {
  const account = useAccount()
  const { kind, returnTo } = useSearch({ from: '/a/$account/destinations/new' })
  const navigate = useNavigate()
  const types = useQuery(destinationTypesQuery)
  const type = types.data?.find((candidate) => candidate.kind === kind)
  return (
    <Page
      title="New destination"
      description={
        returnTo === 'new-process'
          ? 'For your new process, which continues once it is saved.'
          : 'Where processes deliver records, or read them from.'
      }
    >
      {!account.can('builder') ? (
        <EmptyState icon="destination" title="Your role does not allow creating destinations">
          Ask a builder or an administrator of this account.
        </EmptyState>
      ) : types.data ? (
        <Stack gap="md">
          <KindChoice
            types={types.data}
            kind={kind}
            onChange={(chosen) =>
              void navigate({
                to: '/a/$account/destinations/new',
                params: { account: account.id },
                search: { kind: chosen, ...(returnTo === undefined ? {} : { returnTo }) },
                replace: true,
                resetScroll: false,
              })
            }
          />
          {type ? (
            <DestinationEditor
              key={type.kind}
              stored={undefined}
              type={type}
              isForProcess={returnTo === 'new-process'}
            />
          ) : null}
        </Stack>
      ) : (
        <Waiting error={types.error} onRetry={() => void types.refetch()} />
      )}
    </Page>
  )
}

/** A stored destination: its form and its check. */
export function EditDestination(): React.JSX.Element {
  const account = useAccount()
  const { destination: id } = useParams({ from: '/a/$account/destinations/$destination' })
  const types = useQuery(destinationTypesQuery)
  const stored = useQuery(destinationQuery(account.id, id))
  const markGone = useRef(() => {})
  if (isGone(stored.error)) {
    return (
      <Gone
        what="destination"
        icon="destination"
        action={
          <LinkButton to="/a/$account/destinations" params={{ account: account.id }} search={{}}>
            All destinations
          </LinkButton>
        }
      />
    )
  }
  if (!types.data || !stored.data) {
    const failed = types.error ? types : stored
    return (
      <Page title="Destination">
        <Waiting error={failed.error} onRetry={() => void failed.refetch()} />
      </Page>
    )
  }
  const { destination } = stored.data
  const type = types.data.find(({ kind }) => kind === destination.kind)
  return (
    <Page
      title={destination.name}
      description={type ? type.title : destination.kind}
      actions={
        account.can('builder') ? (
          <DestinationMenu account={account.id} destination={destination} onGone={() => markGone.current()} />
        ) : null
      }
    >
      {type ? (
        <DestinationEditor
          key={id}
          stored={stored.data}
          type={type}
          onMarkGone={(mark) => {
            markGone.current = mark
          }}
        />
      ) : (
        <UnknownKind destination={destination} />
      )}
    </Page>
  )
}

function UnknownKind({ destination: { kind } }: { readonly destination: Destination }): React.JSX.Element {
  return (
    <EmptyState icon="destination" title="This hub does not know the kind of this destination">
      It is of the kind {kind}. Update the hub to the version that created it.
    </EmptyState>
  )
}

function Waiting({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }): React.JSX.Element {
  return error ? <ErrorState error={error} onRetry={onRetry} /> : <LoadingRows rows={5} />
}
