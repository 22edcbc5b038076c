import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { client, ProblemError } from '../api/client.ts'
import { useLinkToken } from '../api/use-link-token.ts'
import { roleMeanings } from '../components/account/roles.ts'
import { ErrorState, LoadingRows } from '../components/states.tsx'
import { Entrance } from '../layout/entrance.tsx'

/** Accepting an invitation: somebody new gives a name and a password, somebody known is signed in already. */
export function AcceptInvitation(): React.JSX.Element {
  const token = useLinkToken()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const invitation = useQuery({
    queryKey: ['invitation'],
    queryFn: async ({ signal }) =>
      (await client.call('invitation.describe', { body: { token: token ?? '' }, signal })).body,
    enabled: token !== undefined,
    retry: false,
    gcTime: 0,
  })
  const accept = useMutation({
    mutationFn: async () =>
      await client.call('invitation.accept', {
        body: { token: token ?? '', ...(invitation.data?.isKnown ? {} : { name, password }) },
      }),
    onSuccess: async () => {
      queryClient.clear()
      await navigate({ to: '/', replace: true })
    },
  })
  if (token === undefined) {
    return (
      <Entrance title="The link is not complete">
        <Text size="sm">Open the whole link that you were sent, with what follows the sign #.</Text>
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
  if (invitation.error) {
    return (
      <Entrance title="Invitation">
        <Stack gap="md">
          <ErrorState error={invitation.error} />
          <Text size="sm">
            Ask who invited you for a new link, or{' '}
            <Link to="/sign-in" search={{}}>
              sign in
            </Link>
            .
          </Text>
        </Stack>
      </Entrance>
    )
  }
  const { accountName, email, role, invitedBy, isKnown } = invitation.data
  const mustSignIn = accept.error instanceof ProblemError && accept.error.code === 'NOT_SIGNED_IN'
  return (
    <Entrance
      title={`Join ${accountName}`}
      description={`${invitedBy} invites ${email} as ${role}, who ${roleMeanings[role]}.`}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          accept.mutate()
        }}
      >
        <Stack gap="md">
          {accept.error && !mustSignIn ? <ErrorState error={accept.error} /> : null}
          {mustSignIn ? (
            <Text size="sm" role="alert">
              You are known here: <a href="/sign-in">sign in</a> as {email}, then open the link again.
            </Text>
          ) : null}
          {isKnown ? null : (
            <>
              <TextInput
                label="Your name"
                autoComplete="name"
                required
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
              />
              <PasswordInput
                label="Password"
                description="At least 12 characters; a sentence is easy to remember and hard to guess."
                autoComplete="new-password"
                minLength={12}
                required
                value={password}
                onChange={(event) => setPassword(event.currentTarget.value)}
              />
            </>
          )}
          <Button type="submit" loading={accept.isPending} fullWidth>
            Accept
          </Button>
        </Stack>
      </form>
    </Entrance>
  )
}
