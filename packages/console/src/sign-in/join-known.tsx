import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'

/** Accepts for a known person, who proves their identity by a session or by the password. */
export function JoinKnown({
  email,
  signedInAs,
  isPending,
  onAccept,
  onSignIn,
  onSignOut,
}: {
  /** Whom the invitation is for. */
  readonly email: string
  /** Who is signed in; undefined is nobody. */
  readonly signedInAs: string | undefined
  readonly isPending: boolean
  readonly onAccept: () => void
  /** Signs in with the password, then accepts. */
  readonly onSignIn: (password: string) => void
  readonly onSignOut: () => void
}): React.JSX.Element {
  const [password, setPassword] = useState('')
  if (signedInAs !== undefined && !isSameAddress(signedInAs, email)) {
    return (
      <Stack gap="md">
        <Text size="sm">
          You are signed in as {signedInAs}, but this invitation is for {email}. Sign out to accept it.
        </Text>
        <Button variant="default" loading={isPending} onClick={onSignOut} fullWidth>
          Sign out
        </Button>
      </Stack>
    )
  }
  if (signedInAs !== undefined) {
    return (
      <Button loading={isPending} onClick={onAccept} fullWidth>
        Accept
      </Button>
    )
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onSignIn(password)
      }}
    >
      <Stack gap="md">
        <Text size="sm">You already have an account here. Sign in to accept.</Text>
        <TextInput label="Email address" type="email" autoComplete="username" value={email} readOnly />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          autoFocus
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" loading={isPending} fullWidth>
          Sign in and accept
        </Button>
      </Stack>
    </form>
  )
}

function isSameAddress(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
