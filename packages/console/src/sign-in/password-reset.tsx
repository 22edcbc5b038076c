import { Button, PasswordInput, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Entrance } from '../layout/entrance.tsx'
import { ErrorState } from '../ui/states/states.tsx'
import { IncompleteLink, LinkGate } from './link-gate.tsx'
import { useResetPassword } from './sign-in-mutations.ts'
import { resetLinkQuery } from './sign-in-queries.ts'
import { useLinkToken } from './use-link-token.ts'

/** Sets a new password, with the link that an operator created. */
export function PasswordReset(): React.JSX.Element {
  const token = useLinkToken()
  if (token === undefined) {
    return <IncompleteLink>Copy all of the link that you were given, including everything after the #.</IncompleteLink>
  }
  return <CheckedReset token={token} />
}

function CheckedReset({ token }: { readonly token: string }): React.JSX.Element {
  const link = useQuery(resetLinkQuery(token))
  return (
    <LinkGate title="New password" link={link}>
      <ResetForm token={token} />
    </LinkGate>
  )
}

function ResetForm({ token }: { readonly token: string }): React.JSX.Element {
  const [newPassword, setNewPassword] = useState('')
  const reset = useResetPassword()
  if (reset.isSuccess) {
    return (
      <Entrance title="Password set" description="You have been signed out everywhere.">
        <Link to="/sign-in" search={{}}>
          Sign in
        </Link>
      </Entrance>
    )
  }
  return (
    <Entrance title="New password">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          reset.mutate({ token, newPassword })
        }}
      >
        <Stack gap="md">
          {reset.error ? <ErrorState error={reset.error} /> : null}
          <PasswordInput
            label="New password"
            description="Use at least 12 characters. A short phrase works well."
            autoComplete="new-password"
            minLength={12}
            required
            value={newPassword}
            onChange={(event) => setNewPassword(event.currentTarget.value)}
          />
          <Button type="submit" loading={reset.isPending} fullWidth>
            Set password
          </Button>
        </Stack>
      </form>
    </Entrance>
  )
}
