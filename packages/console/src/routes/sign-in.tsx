import { Alert, Button, Divider, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { client } from '../api/client.ts'
import { installationQuery } from '../api/session.ts'
import { Icon } from '../components/icon.tsx'
import { ErrorState } from '../components/states.tsx'
import { Entrance } from '../layout/entrance.tsx'

/** Signing in with a password, or with the provider that the installation trusts. */
export function SignIn(): React.JSX.Element {
  const { returnTo = '/', ended, error } = useSearch({ from: '/sign-in' })
  const { data: installation } = useQuery(installationQuery)
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const signIn = useMutation({
    mutationFn: async () => await client.call('session.create', { body: { email, password } }),
    onSuccess: async () => {
      queryClient.clear()
      await navigate({ to: pathWithin(returnTo), replace: true })
    },
  })
  return (
    <Entrance title="Sign in">
      <Stack gap="md">
        {ended && !signIn.error ? (
          <Alert color="gray" icon={<Icon name="clock" />}>
            Your session has ended. Sign in to go on where you were.
          </Alert>
        ) : null}
        {error ? <ErrorState error={new Error(providerProblem(error))} /> : null}
        {signIn.error ? <ErrorState error={signIn.error} /> : null}
        {installation?.isSetUp === false ? (
          <Alert color="petrol" icon={<Icon name="key" />} title="Nobody is set up yet">
            Open the one-time link that the hub printed when it started.
          </Alert>
        ) : null}
        <form
          onSubmit={(event) => {
            event.preventDefault()
            signIn.mutate()
          }}
        >
          <Stack gap="md">
            <TextInput
              label="E-mail address"
              type="email"
              autoComplete="username"
              autoFocus
              required
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <PasswordInput
              label="Password"
              autoComplete="current-password"
              required
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            <Button type="submit" loading={signIn.isPending} fullWidth>
              Sign in
            </Button>
          </Stack>
        </form>
        {installation?.openIdConnect ? (
          <>
            <Divider label="or" />
            <Button
              component="a"
              variant="default"
              href={`/api/v1/openid-connect/start?returnTo=${encodeURIComponent(pathWithin(returnTo))}`}
            >
              {installation.openIdConnect.label}
            </Button>
          </>
        ) : null}
      </Stack>
    </Entrance>
  )
}

/** Only a path of this origin: a link from elsewhere must not lead on to elsewhere. */
function pathWithin(returnTo: string): string {
  const url = URL.parse(returnTo, window.location.origin)
  return url && url.origin === window.location.origin && returnTo.startsWith('/') ? url.pathname + url.search : '/'
}

const providerProblems: Readonly<Record<string, string>> = {
  PROVIDER_UNAVAILABLE: 'The sign-in provider cannot be reached. Try again in a few minutes.',
  SIGN_IN_EXPIRED: 'That took too long. Begin again.',
  SIGN_IN_DENIED: 'The provider did not let you through, or you cancelled. Begin again, or ask who runs it.',
  EMAIL_NOT_VERIFIED: 'The provider has not verified your e-mail address. Verify it there, then begin again.',
  EMAIL_DOMAIN_NOT_ALLOWED:
    'People with your e-mail domain may not sign in here. Use another address, or ask an operator.',
  NOT_INVITED: 'The provider knows you, but nobody has invited you here. Ask an administrator for an invitation.',
  IDENTITY_CONFLICT: 'Your e-mail address belongs to somebody who signs in with another identity. Ask an operator.',
}

function providerProblem(code: string): string {
  return providerProblems[code] ?? 'Signing in with the provider did not work. Begin again.'
}
