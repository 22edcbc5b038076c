import { Button, PasswordInput, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Entrance } from '../layout/entrance.tsx'
import { ErrorState } from '../ui/states.tsx'
import { useResetPassword } from './sign-in-mutations.ts'
import { useLinkToken } from './use-link-token.ts'

/** Setting a new password with the link that an operator made. */
export function PasswordReset(): React.JSX.Element {
  const token = useLinkToken()
  const [newPassword, setNewPassword] = useState('')
  const reset = useResetPassword()
  if (token === undefined) {
    return (
      <Entrance title="This link is incomplete">
        <Text size="sm">Copy all of the link that you were given, including everything after the #.</Text>
      </Entrance>
    )
  }
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
