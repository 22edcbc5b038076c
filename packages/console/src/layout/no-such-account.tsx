import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { sessionQuery } from '../session/session-queries.ts'
import { LinkButton } from '../ui/controls/link-button.tsx'
import { Entrance } from './entrance.tsx'

/** The address of an account that does not exist, or that the person is not a member of. */
export function NoSuchAccount(): React.JSX.Element {
  const { data } = useQuery(sessionQuery)
  const memberships = data?.memberships ?? []
  return (
    <Entrance
      title="You don't have access to this account"
      description="It doesn't exist, or you're not a member of it. An administrator of the account can invite you."
    >
      <Stack gap="sm">
        {memberships.slice(0, 8).map(({ account }) => (
          <LinkButton key={account.id} to="/a/$account" params={{ account: account.id }} variant="default">
            Go to {account.name}
          </LinkButton>
        ))}
        {memberships.length === 0 ? <LinkButton to="/">Go home</LinkButton> : null}
        {data ? (
          <Text size="sm" className="muted">
            You are signed in as {data.person.email}.
          </Text>
        ) : null}
      </Stack>
    </Entrance>
  )
}
