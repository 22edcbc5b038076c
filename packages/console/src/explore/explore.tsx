import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useAccount } from '../session/use-account.ts'
import { Page } from '../ui/page.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../ui/states.tsx'
import { useExploreAddress } from './use-explore-address.ts'
import { useExploreTarget } from './use-explore-target.ts'
import { Workbench } from './workbench.tsx'

/** Reads records of Coupa through a connection on a container, and shows how to do the same elsewhere. */
export function Explore(): React.JSX.Element {
  const account = useAccount()
  return (
    <Page
      title="Explore"
      description="Look at the records of an organization through one of its connections"
      maxWidth={1400}
    >
      {account.can('builder') ? (
        <Loaded account={account.id} />
      ) : (
        <EmptyState icon="policy" title="Your role does not include reading records">
          Records are read with the credentials of a connection, which takes the role of a builder. An administrator of
          the account can change your role.
        </EmptyState>
      )}
    </Page>
  )
}

function Loaded({ account }: { readonly account: string }): React.JSX.Element {
  const explored = useExploreAddress()
  const target = useExploreTarget(account, explored.address)
  if (target.error) return <ErrorState error={target.error} onRetry={target.retry} />
  if (target.isLoading) return <LoadingRows rows={3} height={80} />
  if (target.hasNoConnection) {
    return (
      <EmptyState
        icon="connection"
        title="There is no connection yet"
        action={
          <Button renderRoot={(props) => <Link {...props} to="/a/$account/connections" params={{ account }} />}>
            Go to connections
          </Button>
        }
      >
        Records are read through a connection to an organization in Coupa. Make one and test it, then come back.
      </EmptyState>
    )
  }
  return <Workbench account={account} explored={explored} target={target} />
}
