import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { lazyPart } from '../../api/lazy-part.ts'
import { connectionTypeQuery } from '../../catalog/catalog-queries.ts'
import { useAccount } from '../../session/use-account.ts'
import { LinkButton } from '../../ui/controls/link-button.tsx'
import { Gone, isGone } from '../../ui/pages/gone.tsx'
import { Page } from '../../ui/pages/page.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../../ui/states/states.tsx'
import { connectionQuery } from '../connection-queries.ts'
import { useIsOffered, useSuggestedConnection } from '../use-suggested-connection.ts'
import { ConnectionEditor } from './connection-editor.tsx'
import { SandboxOffer } from './sandbox-offer.tsx'

const TestsTab = lazyPart(() => import('./tests-tab.tsx'), 'TestsTab')
const SchemaTab = lazyPart(() => import('../schema/schema-tab.tsx'), 'SchemaTab')
const RevisionsTab = lazyPart(() => import('./revisions-tab.tsx'), 'RevisionsTab')

/** A form for a connection that is not there yet. */
export function NewConnection(): React.JSX.Element {
  const account = useAccount()
  const type = useQuery(connectionTypeQuery)
  const suggested = useSuggestedConnection(account.id)
  const isOffered = useIsOffered(account.id, type.data?.suggestedConnection?.name)
  const [view, setView] = useState<string>()
  if (!account.can('builder')) {
    return (
      <Page title="New connection">
        <EmptyState icon="connection" title="Your role does not allow creating connections">
          Ask a builder or an administrator of this account.
        </EmptyState>
      </Page>
    )
  }
  if (!type.data) return <Waiting title="New connection" error={type.error} onRetry={() => void type.refetch()} />
  const { fields, suggestedConnection } = type.data
  return (
    <ConnectionEditor
      stored={undefined}
      fields={fields}
      view={view}
      onView={setView}
      introduction={
        suggestedConnection && isOffered ? (
          <SandboxOffer
            name={suggestedConnection.name}
            isCreating={suggested.isCreating}
            error={suggested.error}
            onCreate={suggested.create}
          />
        ) : null
      }
    />
  )
}

/** A stored connection: its form, its tests, and its history of changes. */
export function EditConnection(): React.JSX.Element {
  const account = useAccount()
  const { connection: id } = useParams({ from: '/a/$account/connections/$connection' })
  const { view, test } = useSearch({ from: '/a/$account/connections/$connection' })
  const navigate = useNavigate()
  const type = useQuery(connectionTypeQuery)
  const stored = useQuery(connectionQuery(account.id, id))
  if (!type.data || !stored.data) {
    const failed = type.error ? type : stored
    if (isGone(stored.error)) {
      return (
        <Gone
          what="connection"
          icon="connection"
          action={
            <LinkButton to="/a/$account/connections" params={{ account: account.id }} search={{}}>
              All connections
            </LinkButton>
          }
        />
      )
    }
    return <Waiting title="Connection" error={failed.error} onRetry={() => void failed.refetch()} />
  }
  const { fields } = type.data
  return (
    <ConnectionEditor
      key={id}
      stored={stored.data}
      fields={fields}
      view={view}
      onView={(chosen) =>
        void navigate({
          to: '/a/$account/connections/$connection',
          params: { account: account.id, connection: id },
          search: { view: chosen },
          replace: true,
          resetScroll: false,
        })
      }
      isTestOpen={test !== undefined}
      furtherTabs={[
        { view: 'tests', label: 'Tests', panel: <TestsTab connection={stored.data.connection} /> },
        { view: 'schema', label: 'Schema', panel: <SchemaTab connection={id} /> },
        {
          view: 'revisions',
          label: 'Revisions',
          panel: <RevisionsTab account={account.id} connection={id} fields={fields} />,
        },
      ]}
    />
  )
}

function Waiting({
  title,
  error,
  onRetry,
}: {
  readonly title: string
  readonly error: unknown
  readonly onRetry: () => void
}): React.JSX.Element {
  return <Page title={title}>{error ? <ErrorState error={error} onRetry={onRetry} /> : <LoadingRows rows={5} />}</Page>
}
