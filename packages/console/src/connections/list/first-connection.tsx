import { Button, Text } from '@mantine/core'
import { Icon } from '../../ui/icon.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'

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
        A connection holds the address of a Coupa organization and how to sign in there. Ask a builder or an
        administrator of this account to make the first one.
      </EmptyState>
    )
  }
  return (
    <>
      {error ? <ErrorState error={error} /> : null}
      <EmptyState
        icon="connection"
        title="Make the first connection"
        action={
          suggestion ? (
            <>
              <Button loading={isCreating} onClick={onCreateSuggested} leftSection={<Icon name="play" size={16} />}>
                Start with the sandbox
              </Button>
              {own}
            </>
          ) : (
            own
          )
        }
      >
        A connection holds the address of a Coupa organization and how to sign in there.
        {suggestion ? (
          <Text span display="block" mt={6}>
            A sandbox organization runs beside this hub. Its connection is ready-made: create it, test it, and look at
            its data before you connect your own.
          </Text>
        ) : null}
      </EmptyState>
    </>
  )
}
