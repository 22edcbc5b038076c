import { Alert, Button, Divider, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { Entrance } from '../layout/entrance.tsx'
import { installationQuery } from '../session/session-queries.ts'
import { Icon } from '../ui/marks/icon.tsx'
import { ErrorState } from '../ui/states/states.tsx'
import { providerProblem } from './provider-problems.ts'
import { useSignIn } from './sign-in-mutations.ts'

/** Signs in with a password, or with the provider that the installation trusts. */
export function SignIn(): React.JSX.Element {
  const { returnTo = '/', ended, error } = useSearch({ from: '/sign-in' })
  const { data: installation } = useQuery(installationQuery)
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const signIn = useSignIn(pathWithin(returnTo))
  return (
    <Entrance title="Sign in">
      <Stack gap="md">
        {ended && !signIn.error ? (
          <Alert color="gray" icon={<Icon name="clock" />}>
            Your session has ended. Sign in to continue where you left off.
          </Alert>
        ) : null}
        {error && !signIn.error ? <ProviderFailure code={error} /> : null}
        {signIn.error ? <ErrorState error={signIn.error} /> : null}
        {installation?.isSetUp === false ? (
          <Alert color="petrol" icon={<Icon name="key" />} title="This hub has not been set up yet">
            Open the one-time link that the hub printed when it started.
          </Alert>
        ) : null}
        <form
          onSubmit={(event) => {
            event.preventDefault()
            signIn.mutate({ email, password })
          }}
        >
          <Stack gap="md">
            <TextInput
              label="Email address"
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
            <Text size="sm" ta="center">
              <Link to="/forgot-password" className="plain-link">
                Forgot your password?
              </Link>
            </Text>
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

/** Only a path of this origin. A link from elsewhere must not lead elsewhere. */
function pathWithin(returnTo: string): string {
  const url = URL.parse(returnTo, window.location.origin)
  return url && url.origin === window.location.origin && returnTo.startsWith('/') ? url.pathname + url.search : '/'
}

function ProviderFailure({ code }: { readonly code: string }): React.JSX.Element {
  const { message, suggestion } = providerProblem(code)
  return (
    <Alert color="red" variant="light" title={message} icon={<Icon name="warning" />} role="alert">
      <Text size="sm">{suggestion}</Text>
    </Alert>
  )
}
