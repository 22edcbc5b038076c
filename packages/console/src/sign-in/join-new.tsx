import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'

/** Accepting for somebody new: a name and a password. */
export function JoinNew({
  isPending,
  onAccept,
}: {
  readonly isPending: boolean
  readonly onAccept: (given: { readonly name: string; readonly password: string }) => void
}): React.JSX.Element {
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onAccept({ name, password })
      }}
    >
      <Stack gap="md">
        <TextInput
          label="Your name"
          autoComplete="name"
          autoFocus
          required
          maxLength={255}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          description="Use at least 12 characters. A short phrase works well."
          autoComplete="new-password"
          minLength={12}
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" loading={isPending} fullWidth>
          Accept
        </Button>
      </Stack>
    </form>
  )
}
