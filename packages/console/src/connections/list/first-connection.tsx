import { Button, Text } from '@mantine/core'
import { LinkButton } from '../../ui/controls/link-button.tsx'
import { Icon } from '../../ui/marks/icon.tsx'
import { EmptyState, ErrorState } from '../../ui/states/states.tsx'

/** Shown while there are no connections: the first step and, with a sandbox, an easier one before it. */
export function FirstConnection({
  account,
  canBuild,
  suggestion,
  isCreating,
  error,
  onCreateSuggested,
}: {
  readonly account: string
  readonly canBuild: boolean
  /** Name of the connection that is offered ready-made. */
  readonly suggestion: string | undefined
  readonly isCreating: boolean
  readonly error: unknown
  readonly onCreateSuggested: () => void
}): React.JSX.Element {
  const own = (
    <LinkButton
      to="/a/$account/connections/new"
      params={{ account }}
      variant={suggestion ? 'default' : 'filled'}
      leftSection={<Icon name="plus" size={16} />}
    >
      New connection
    </LinkButton>
  )
  if (!canBuild) {
    return (
      <EmptyState icon="connection" title="No connections yet">
        A connection holds the address of a Coupa instance and how to sign in to it. Ask a builder or an administrator
        of this account to create the first one.
      </EmptyState>
    )
  }
  return (
    <>
      {error ? <ErrorState error={error} /> : null}
      <EmptyState
        icon="connection"
        title="Create your first connection"
        action={
          suggestion ? (
            <>
              <Button loading={isCreating} onClick={onCreateSuggested} leftSection={<Icon name="play" size={16} />}>
                Try the sandbox
              </Button>
              {own}
            </>
          ) : (
            own
          )
        }
      >
        A connection holds the address of a Coupa instance and how to sign in to it.
        {suggestion ? (
          <Text span display="block" mt={6}>
            This hub includes a sandbox with sample data. Add it, test it, and explore its data before you connect your
            own instance.
          </Text>
        ) : null}
      </EmptyState>
    </>
  )
}
