import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useAccount } from '../../session/use-account.ts'
import { LinkButton } from '../../ui/controls/link-button.tsx'
import { isGone } from '../../ui/pages/gone.tsx'
import { Page } from '../../ui/pages/page.tsx'
import { ErrorState } from '../../ui/states/states.tsx'
import { TestGone } from '../test-gone.tsx'
import { useStartMatrix } from '../test-mutations.ts'
import { matrixQuery } from '../test-queries.ts'
import { MatrixPanel } from './matrix-panel.tsx'

/** The same test from several containers. */
export function Matrix(): React.JSX.Element {
  const { matrix } = useParams({ from: '/a/$account/matrices/$matrix' })
  const account = useAccount()
  const navigate = useNavigate()
  const { data, error } = useQuery(matrixQuery(account.id, matrix))
  const startMatrix = useStartMatrix(account.id)
  const connection = data?.jobs.find((job) => job.connection !== null)?.connection ?? undefined
  const draftName = data?.jobs[0]?.draftName
  const containers = data?.jobs.flatMap(({ container }) => container.id ?? []) ?? []

  async function runAgain(): Promise<void> {
    if (!connection) return
    const again = await startMatrix.mutateAsync({ connection: connection.id, containers })
    await navigate({ to: '/a/$account/matrices/$matrix', params: { account: account.id, matrix: again.matrix } })
  }

  if (isGone(error) && !data) return <TestGone account={account.id} />
  return (
    <Page
      title={
        connection
          ? `${connection.name} from several containers`
          : draftName
            ? `${draftName} from several containers`
            : 'Test from several containers'
      }
      description={
        connection ? 'The same test from each container, side by side.' : 'A test of settings that were not saved.'
      }
      actions={
        connection ? (
          <LinkButton
            variant="default"
            to="/a/$account/connections/$connection"
            params={{ account: account.id, connection: connection.id }}
          >
            Open connection
          </LinkButton>
        ) : null
      }
    >
      {startMatrix.error ? <ErrorState error={startMatrix.error} /> : null}
      <MatrixPanel
        matrix={matrix}
        isStarting={startMatrix.isPending}
        // What stood in a form is not kept, so that only stored connections can be tested again from here.
        onAgain={connection && account.can('builder') ? () => void runAgain().catch(() => undefined) : undefined}
      />
    </Page>
  )
}
