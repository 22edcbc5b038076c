import type { Process, ProcessVersion } from '@coupa-connector/protocol'
import { Button, Stack } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { loadCode } from '../../api/load-code.ts'
import { EnvironmentName } from '../../environments/environment-name.tsx'
import { type CurrentAccount, useAccount } from '../../session/use-account.ts'
import { MoreButton } from '../../ui/controls/more-button.tsx'
import { ErrorState, LoadingRows } from '../../ui/states/states.tsx'
import { TimeAgo } from '../../ui/words/time-ago.tsx'
import { processVersionsQuery } from '../process-queries.ts'
import { ApproveButton } from './approve-button.tsx'
import { VersionComparison } from './version-comparison.tsx'

const DeployDialog = lazy(() => loadCode(() => import('./deploy-dialog.tsx')))

/** The versions of a process, the newest first: who made them and why, where each runs, what it changed. */
export function VersionsTab({ process }: { readonly process: Process }): React.JSX.Element {
  const account = useAccount()
  const search = useSearch({ from: '/a/$account/processes/$process' })
  const list = useInfiniteQuery(processVersionsQuery(account.id, process.id))
  const [deployed, setDeployed] = useState<number>()
  const versions = list.data?.pages.flatMap(({ items }) => items) ?? []
  const compared = Number(search.version)
  if (list.isPending) return <LoadingRows rows={4} height={72} />
  if (list.error && !list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  return (
    <Stack gap="md">
      <ol className="surface rows" aria-label="Versions">
        {versions.map((version) => (
          <li key={version.number}>
            <VersionRow
              account={account}
              process={process}
              version={version}
              isCompared={compared === version.number}
              onDeploy={() => setDeployed(version.number)}
            />
          </li>
        ))}
      </ol>
      <MoreButton list={list} />
      {deployed === undefined ? null : (
        <Suspense>
          <DeployDialog process={process} version={deployed} onClose={() => setDeployed(undefined)} />
        </Suspense>
      )}
    </Stack>
  )
}

function VersionRow({
  account,
  process,
  version,
  isCompared,
  onDeploy,
}: {
  readonly account: CurrentAccount
  readonly process: Process
  readonly version: ProcessVersion
  readonly isCompared: boolean
  readonly onDeploy: () => void
}): React.JSX.Element {
  const search = useSearch({ from: '/a/$account/processes/$process' })
  const { number, note, createdAt, createdBy, approval } = version
  const params = { account: account.id, process: process.id }
  const against = Number(search.against) || number - 1
  const places = process.deployments.filter((deployment) => deployment.version === number)
  const hadPlaces = process.deployments.filter(({ previousVersion }) => previousVersion === number)
  return (
    <div className="version">
      <div className="version-head">
        <span className="version-number">Version {number}</span>
        {places.map(({ id, environment }) => (
          <EnvironmentName key={id} environment={environment} />
        ))}
        {hadPlaces.map(({ id, environment }) => (
          <span key={id} className="muted version-before">
            previously in {environment.name}
          </span>
        ))}
        <span className="version-actions">
          {number > 1 ? (
            <Link
              className="plain-link version-link"
              to="/a/$account/processes/$process"
              params={params}
              search={isCompared ? { view: 'versions' } : { view: 'versions', version: String(number) }}
              replace
              resetScroll={false}
              aria-expanded={isCompared}
            >
              {isCompared ? 'Hide changes' : 'What changed'}
            </Link>
          ) : null}
          <Link
            className="plain-link version-link"
            to="/a/$account/processes/$process"
            params={params}
            search={{ view: 'definition', version: String(number) }}
          >
            Definition
          </Link>
          <ApproveButton account={account} process={process.id} version={version} />
          {account.can('builder') ? (
            <Button size="compact-sm" variant="default" onClick={onDeploy} aria-label={`Deploy version ${number}`}>
              Deploy
            </Button>
          ) : null}
        </span>
      </div>
      <p className="version-note">
        {note === '' ? null : <>{note} · </>}
        <span className="muted">
          {createdBy} · <TimeAgo at={createdAt} />
          {approval === null ? null : (
            <>
              {' '}
              · approved by {approval.by} <TimeAgo at={approval.at} />
            </>
          )}
        </span>
      </p>
      {isCompared ? <VersionComparison process={process} from={against} to={number} /> : null}
    </div>
  )
}
