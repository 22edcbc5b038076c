import { Button, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ProblemError } from '../api/client.ts'
import { Entrance } from '../layout/entrance.tsx'
import { roleMeanings, roleWithArticle } from '../people/roles.ts'
import { installationQuery, sessionQuery } from '../session/session-queries.ts'
import { ErrorState, LoadingRows } from '../ui/states/states.tsx'
import { TimeAgo } from '../ui/words/time-ago.tsx'
import { JoinKnown } from './join-known.tsx'
import { JoinNew } from './join-new.tsx'
import { useAcceptInvitation, useSignOutHere } from './sign-in-mutations.ts'
import { invitationQuery } from './sign-in-queries.ts'
import { useLinkToken } from './use-link-token.ts'

/** Accepts an invitation. A new person gives a name and a password; a known person signs in. */
export function AcceptInvitation(): React.JSX.Element {
  const token = useLinkToken()
  if (token === undefined) {
    return (
      <Entrance title="This link is incomplete">
        <Text size="sm">Copy all of the link that you were sent, including everything after the #.</Text>
      </Entrance>
    )
  }
  return <Invitation token={token} />
}

function Invitation({ token }: { readonly token: string }): React.JSX.Element {
  const invitation = useQuery(invitationQuery(token))
  if (invitation.error) {
    const isSpent = invitation.error instanceof ProblemError
    return (
      <Entrance title="Invitation">
        <Stack gap="md">
          <ErrorState error={invitation.error} onRetry={isSpent ? undefined : () => void invitation.refetch()} />
          <Text size="sm">
            Or the link was not copied whole. If you have already accepted the invitation,{' '}
            <Link className="text-link" to="/sign-in" search={{}}>
              sign in
            </Link>
            .
          </Text>
        </Stack>
      </Entrance>
    )
  }
  if (invitation.isPending) {
    return (
      <Entrance title="Invitation">
        <LoadingRows rows={2} />
      </Entrance>
    )
  }
  const { accountName, email, role, invitedBy, expiresAt, isKnown } = invitation.data
  return (
    <Entrance
      title={`Join ${accountName}`}
      description={
        <>
          {invitedBy} invited {email} as {role}. {roleWithArticle(role)} {roleMeanings[role]}. The invitation expires{' '}
          <TimeAgo at={expiresAt} />.
        </>
      }
    >
      <Join token={token} email={email} isKnown={isKnown} />
    </Entrance>
  )
}

function Join({
  token,
  email,
  isKnown,
}: {
  readonly token: string
  readonly email: string
  readonly isKnown: boolean
}): React.JSX.Element {
  const session = useQuery({ ...sessionQuery, enabled: isKnown, retry: false })
  const { data: installation } = useQuery(installationQuery)
  const accept = useAcceptInvitation({ token, email, isKnown })
  const signOut = useSignOutHere()
  if (isKnown && session.isLoading) return <LoadingRows rows={1} />
  const error = accept.error ?? signOut.error
  return (
    <Stack gap="md">
      {error ? <ErrorState error={error} /> : null}
      {isKnown ? (
        <JoinKnown
          email={email}
          signedInAs={session.data?.person.email}
          isPending={accept.isPending || signOut.isPending}
          onAccept={() => accept.mutate({})}
          onSignIn={(password) => accept.mutate({ password })}
          onSignOut={() => signOut.mutate()}
        />
      ) : (
        <JoinNew isPending={accept.isPending} onAccept={(given) => accept.mutate(given)} />
      )}
      {isKnown && installation?.openIdConnect && session.data === undefined ? (
        <>
          <Button component="a" variant="default" href="/api/v1/openid-connect/start?returnTo=%2F">
            {installation.openIdConnect.label}
          </Button>
          <Text size="sm" className="muted">
            After you have signed in there, open the invitation link again.
          </Text>
        </>
      ) : null}
    </Stack>
  )
}
