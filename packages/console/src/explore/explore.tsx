import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useAccount } from '../session/use-account.ts'
import { Page } from '../ui/pages/page.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../ui/states/states.tsx'
import { useExploreAddress } from './use-explore-address.ts'
import { useExploreTarget } from './use-explore-target.ts'
import { Workbench } from './workbench.tsx'

/** Reads records of Coupa through a connection on a container, and shows how to do the same elsewhere. */
export function Explore(): React.JSX.Element {
  const account = useAccount()
  return (
    <Page title="Explore" description="Query Coupa records through a connection." maxWidth={1400}>
      {account.can('builder') ? (
        <Loaded account={account.id} />
      ) : (
        <EmptyState icon="policy" title="Your role does not allow reading records">
          Reading records requires the builder role. An administrator of this account can change your role.
        </EmptyState>
      )}
    </Page>
  )
}

function Loaded({ account }: { readonly account: string }): React.JSX.Element {
  const explored = useExploreAddress()
  const target = useExploreTarget(account, explored.address)
  const { only } = target
  const { setAddress } = explored
  // biome-ignore lint/correctness/useExhaustiveDependencies(setAddress): a new one each time, that does the same
  useEffect(() => {
    if (only !== undefined) setAddress({ connection: only })
  }, [only])
  if (target.error) return <ErrorState error={target.error} onRetry={target.retry} />
  if (target.isLoading) return <LoadingRows rows={3} height={80} />
  if (target.hasNoConnection) {
    return (
      <EmptyState
        icon="connection"
        title="No connections yet"
        action={
          <Button renderRoot={(props) => <Link {...props} to="/a/$account/connections" params={{ account }} />}>
            Go to connections
          </Button>
        }
      >
        Records are read through a connection to Coupa. Create one and test it, then come back.
      </EmptyState>
    )
  }
  return <Workbench account={account} explored={explored} target={target} />
}
